"""The film is compared with its pages by `make check`, as a warning; here is held that the comparison works.

A film that is behind does not fail: else each mended word of a filmed page would put a megabyte into the repository.
"""

from pathlib import Path

import pytest

from blueprints.film import CHAPTERS, FILM, facts
from film import pages
from film.captions import written


def test_the_captions_say_what_the_texts_say() -> None:
    """`python -m film.captions` writes them anew."""
    assert [name for name, text in written().items() if (FILM.parent / name).read_text() != text] == []


def test_every_page_of_the_film_was_written_down() -> None:
    assert set(facts()["pages"]) == set(pages.SHOWN)
    assert set(facts()["pictures"]) == {line.key for one in CHAPTERS for line in one.lines if line.picture}


@pytest.mark.parametrize(
    ("part", "old", "new", "behind"),
    [
        ("services/code.html", "<figure", "<p>New</p><figure", ["services/code.html"]),
        ("services/code.html", "\n<p>", "\n\n  <p>", []),
        ("help/contact.html", "<h1", "<p>New</p><h1", []),
        ("services/task.html", "<p", "<b>New</b><p", ["services/services.html"]),
    ],
)
def test_a_filmed_page_that_changed_is_named_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, old: str, new: str, behind: list[str]
) -> None:
    before = pages.made_of()
    source = pages.TEMPLATES
    for path in source.rglob("*.*"):
        copy = tmp_path / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    text = (tmp_path / part).read_text()
    assert old in text
    (tmp_path / part).write_text(text.replace(old, new, 1))
    monkeypatch.setattr(pages, "TEMPLATES", tmp_path)
    after = pages.made_of()
    assert [name for name in before if before[name] != after[name]] == behind
