from rules.reports import LONGEST, check_message


def test_a_report_needs_words():
    assert check_message({"message": " \n "}, None).problems["message"].text == "Write what went wrong"
    assert check_message({}, None).problems


def test_a_report_keeps_its_lines_and_drops_control_characters():
    assert check_message({"message": "Viena\r\ndvi\x00\x07"}, None).answer["message"] == "Viena\ndvi"


def test_a_report_reads_in_the_direction_it_was_written():
    assert check_message({"message": "a\u202egpj.exe\u2066 👨‍👩‍👧"}, None).answer["message"] == "agpj.exe 👨‍👩‍👧"


def test_a_report_is_no_book():
    assert not check_message({"message": "a" * LONGEST}, None).problems
    assert check_message({"message": "a" * (LONGEST + 1)}, None).problems["message"].values == {"most": LONGEST}


def test_only_a_path_of_ours_is_kept_as_the_page():
    assert check_message({"message": "a", "page": "/readings/x"}, None).answer["page"] == "/readings/x"
    assert check_message({"message": "a", "page": "//evil"}, None).answer["page"] == ""
    assert check_message({"message": "a", "page": "https://evil"}, None).answer["page"] == ""
    assert check_message({"message": "a", "page": "/a\nb"}, None).answer["page"] == ""
