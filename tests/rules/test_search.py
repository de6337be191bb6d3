from rules.search import folded, has_all, most_alike


def test_a_name_is_found_without_diacritics():
    assert folded("Šiaulių vandenys") == "siauliu vandenys"
    assert has_all("siauliu", "Šiaulių vandenys")


def test_a_word_is_found_in_another_form():
    assert has_all("rodmuo", "Kaip deklaruoti rodmenis?")
    assert has_all("slaptažodis", "Pamiršau slaptažodį")


def test_small_words_alone_find_nothing():
    assert not has_all("kaip ir ar", "Kaip deklaruoti ir ar galima vėliau?")
    assert not has_all("", "Kaip deklaruoti?")


def test_another_word_is_not_found():
    assert not has_all("dujos", "Vandens skaitiklis")


def test_the_texts_with_the_most_words_are_found():
    texts = ["Kaip deklaruoti rodmenis?", "Kaip apmokėti sąskaitą?", "Kaip pataisyti rodmenis?"]
    assert most_alike("kaip pataisyti rodmenį", texts) == [2]
    assert most_alike("katinas", texts) == []


def test_a_very_long_query_is_cut_and_not_refused():
    assert most_alike("deklaruoti " * 10_000, ["Kaip deklaruoti rodmenis?"]) == [0]


def test_small_words_of_every_language_find_nothing():
    for query in ("как и мой", "чи мій або", "czy moja nie"):
        assert not has_all(query, f"{query} показания показання odczyt")
