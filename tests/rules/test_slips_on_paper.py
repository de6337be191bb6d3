"""A slip as it comes out of every model of printer, in every language (KIOSK.md §5)."""

import pytest

from agent.models import Profile, profiles
from agent.slips import slip
from tests.paper import Paper, read

MODELS = profiles()
URL = "https://savitarna.example/check/2026-000123-7F3K9QX2"
LETTERS = {
    "lt": "ĄČĘĖĮŠŲŪŽ ąčęėįšųūž",
    "en": "The readings are declared",
    "pl": "ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż",
    "ru": "ЁЖЩЪЫЭЮЯ ёжщъыэюя",
    "uk": "ҐЄІЇ ґєії щодо лічильників",
}


def job(text: str) -> dict[str, object]:
    lines = [
        {"text": "Savitarna", "style": "title"},
        {"text": text, "style": "big"},
        {"text": "Vilniaus šilumos tinklai", "right": "…4321", "style": "row"},
        {"text": text, "right": "12\u00a0401", "style": "row"},
        {"text": text, "right": "29,77\u00a0€", "style": "small"},
    ]
    return {"language": "lt", "lines": lines, "qr": URL, "cut": True}


def printed(text: str, model: str | Profile) -> Paper:
    made = MODELS[model] if isinstance(model, str) else model
    return read(slip(job(text), model), dict(made.pages))


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("language", LETTERS)
def test_every_letter_a_qr_code_and_a_cut(language: str, model: str) -> None:
    paper, made = printed(LETTERS[language], model), MODELS[model]
    assert paper.qr == [URL]
    assert paper.is_cut is bool(made.cut)
    if paper.pictures and not paper.text.strip():
        assert paper.pictures[0].width == made.dots
        return
    heard = " ".join(paper.text.split())
    for words in (LETTERS[language], "Vilniaus šilumos tinklai", "12 401", "29,77 €"):
        assert heard.count(words) >= 1, paper.text
    assert "?" not in heard
    assert paper.pages <= set(made.pages)


@pytest.mark.parametrize("model", ["epson-tm-t20", "epson-tm-t88", "rongta-rp326", "pos-5890"])
@pytest.mark.parametrize("language", LETTERS)
def test_printers_with_the_pages_write_text(language: str, model: str) -> None:
    assert printed(LETTERS[language], model).pages


@pytest.mark.parametrize("language", ["lt", "pl", "uk"])
def test_letters_without_a_page_make_the_slip_a_picture(language: str) -> None:
    job_of_one = {"lines": [{"text": LETTERS[language], "style": "row"}]}
    paper = read(slip(job_of_one, "citizen-ct-s651"), dict(MODELS["citizen-ct-s651"].pages))
    assert (paper.text.strip(), len(paper.pictures)) == ("", 1)


def test_russian_is_text_where_the_page_is_there() -> None:
    made = MODELS["citizen-ct-s651"]
    paper = read(slip({"lines": [{"text": LETTERS["ru"], "right": "…4321 12,34 €"}]}, made), dict(made.pages))
    assert f"{LETTERS['ru']}" in paper.text
    assert "...4321 12,34 €" in paper.text


def ink(text: str) -> bytes:
    paper = read(slip({"lines": [{"text": text}]}, "raster-80"), {})
    return bytes(paper.pictures[0].tobytes())


def test_a_picture_has_every_letter() -> None:
    missing = ink("\U000f0000x")  # a letter that no font has
    assert [letter for letter in {*"".join(LETTERS.values()), *"…€–×„“"} if ink(f"{letter}x") == missing] == []


@pytest.mark.parametrize("model", MODELS)
def test_no_line_is_wider_than_the_paper(model: str) -> None:
    made = MODELS[model]
    long = "Labai ilgas pavadinimas kurio netelpa vienoje eilutėje ir " + "x" * 150
    lines = [{"text": long, "right": "12 345,67 €", "style": style} for style in ("title", "big", "row", "small")]
    paper = read(slip({"lines": lines}, model), dict(made.pages))
    assert all(len(line) <= made.small for line in paper.lines)
    assert all(picture.width <= made.dots for picture in paper.pictures)
    if paper.pages:
        assert paper.text.count("12 345,67 €") == 4
        assert "".join(paper.text.split()).count("x" * 30) >= 4


def test_left_and_right_stand_at_the_edges() -> None:
    paper = read(
        slip({"lines": [{"text": "Nuo", "right": "12 345"}]}, "epson-tm-t20"), dict(MODELS["epson-tm-t20"].pages)
    )
    assert paper.lines[0] == "Nuo" + " " * 39 + "12 345"


@pytest.mark.parametrize("evil", ["\x1b@\x1bp\x00\x19\xfa", "\x10\x14\x01", "a\nb\tc", "\x1dV\x00", "\u202e4321"])
def test_a_text_commands_nothing(evil: str) -> None:
    made = MODELS["epson-tm-t20"]
    data = slip({"lines": [{"text": f"Teikėjas {evil}", "right": evil, "style": evil}]}, made)
    paper = read(data, dict(made.pages))
    assert not paper.is_cut
    assert not {"\x10", "\x14", "\t", "\x1b"} & set(paper.text)
    assert paper.lines[0].startswith("Teikėjas")


def test_a_model_that_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        slip(job("x"), "nobody-9000")
