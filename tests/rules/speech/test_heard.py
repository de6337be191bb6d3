"""What is heard of a page."""

import pytest

from rules.speech.heard import Heard, heard

PAGE = """<!doctype html><html lang="lt"><head><title>Kvitas – Savitarna</title></head><body>
<header><nav><a href="/language/en">English</a></nav></header>
<main id="main" class="wrap" data-sending="Siunčiama…"><p class="back"><a href="/kiosk">Atgal</a></p>
<div class="problems"><h2>Yra klaida</h2><ul><li><a href="#iki">Įveskite rodmenį „Iki“</a></li></ul></div>
<h1>Deklaruokite<br>rodmenis</h1><dl><div><dt>Adresas</dt> <dd data-private>Slaptoji g. 9</dd></div>
<div><dt>Skaitiklis</dt> <dd>45&nbsp;810</dd></div></dl>
<table><tr><th scope="row">Dieninis</th><td data-label="Nuo">12 345</td><td data-label="Iki"><input class="digits d5"
 value="12401"></td><td>–</td></tr></table>
<label for="code">Mokėtojo kodas</label><input id="code" value="10020304"><input type="hidden" value="slaptas">
<div class="keypad"><button>1</button></div><script>var x = 1;</script><button>Tęsti</button></main></body></html>"""


def test_words_are_heard_in_their_order_and_nothing_else() -> None:
    assert [one.text for one in heard(PAGE)] == [
        "Yra klaida.",
        "Įveskite rodmenį „Iki“.",
        "Deklaruokite.",
        "rodmenis.",
        "Adresas: Slaptoji g. 9.",
        "Skaitiklis: 45 810.",
        "Dieninis: Nuo 12 345.",
        "Iki 12401.",
        "Mokėtojo kodas.",
        "Tęsti.",
    ]


def test_what_is_marked_as_private_is_known_to_be_so() -> None:
    assert [one.text for one in heard(PAGE) if one.is_private] == ["Adresas: Slaptoji g. 9."]


def test_a_fragment_is_heard_like_its_page() -> None:
    assert heard("<title>x</title><h1>Ačiū</h1><p>Kvitas <strong>2026-7</strong>, išsiųstas</p>") == (
        Heard("Ačiū."),
        Heard("Kvitas 2026-7, išsiųstas."),
    )


@pytest.mark.parametrize(
    "html", ["", "<main", "</p></p>", "<p><b>unclosed", "<p>" * 2000, "&#xFFFFFF;<p data-private>x"]
)
def test_broken_pages_do_not_stop_the_voice(html: str) -> None:
    assert isinstance(heard(html), tuple)
