"""The how-to video: light, loaded only when asked for, and told in words and pictures beside it."""

import gzip
import re
from itertools import pairwise
from pathlib import Path

import pytest

from blueprints.film import CHAPTERS, FILM, facts
from data.translations import translations
from settings import LANGUAGES
from tests.client import CheckingClient, main_of, parse, said

LINES = [line for chapter in CHAPTERS for line in chapter.lines]
CUE = re.compile(r"(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d\.\d{3})(?: line:0)?\n(.+)")
HEADS = 600  # bytes of an answer's head, generously


@pytest.fixture(params=LANGUAGES)
def code(request: pytest.FixtureRequest, client: CheckingClient) -> str:
    client.set_cookie("language", request.param, domain="127.0.0.1")
    return str(request.param)


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 9)) + HEADS


def cues(name: str) -> list[tuple[float, float, str]]:
    text = (FILM.parent / name).read_text()
    assert text.startswith("WEBVTT\n\n")
    found = CUE.findall(text)
    assert len(found) == text.count("-->")
    return [(60 * int(a) + float(b), 60 * int(c) + float(d), words) for a, b, c, d, words in found]


def test_the_film_is_light_and_between_two_and_three_minutes_long() -> None:
    assert (FILM.parent / "savitarna.webm").stat().st_size == facts()["bytes"] <= 1_500_000
    assert 110 <= facts()["seconds"] <= 190


def test_the_page_with_all_its_pictures_weighs_no_more_than_40_kilobytes(client: CheckingClient, code: str) -> None:
    """With its style, captions and heads, but without the two scripts: every page has them, and they are kept."""
    page = client.get("/help/video")
    pictures = [one.get("src", "") for one in main_of(parse(page)).iter("img")]
    assert len(pictures) == len([line for line in LINES if line.picture])
    weight = packed(page.data) + sum((FILM.parent / Path(src).name).stat().st_size + HEADS for src in pictures)
    weight += packed((FILM.parent / f"captions.{code}.vtt").read_bytes())
    print(code, weight)
    assert weight <= 40_000


def test_nothing_of_the_film_is_loaded_before_it_is_asked_for(client: CheckingClient) -> None:
    film = main_of(parse(client.get("/help/video"))).find(".//video")
    assert film is not None
    assert film.get("preload") == "none"
    assert film.get("autoplay") is None and film.get("poster") is None
    assert film.get("controls") is not None


def test_the_page_tells_each_line_of_the_film_and_has_its_files(client: CheckingClient, code: str) -> None:
    page = client.get("/help/video")
    words, tree = said(page), main_of(parse(page))
    for line in LINES:
        assert translations(code).gettext(line.text) in words
    assert [one.get("kind") for one in tree.iter("track")] == ["captions", "chapters"]
    for one in [*tree.iter("source"), *tree.iter("track"), *tree.iter("img")]:
        with client.get(one.get("src", "")) as answer:
            assert answer.status_code == 200, one.get("src")
        assert answer.mimetype == {"source": "video/webm", "track": "text/vtt", "img": "image/webp"}[one.tag]
    assert tree.find(".//a[@download]") is not None


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", ["captions", "chapters"])
def test_captions_and_chapters_follow_each_other_to_the_end_of_the_film(kind: str, code: str) -> None:
    found = cues(f"{kind}.{code}.vtt")
    assert len(found) == len(LINES if kind == "captions" else CHAPTERS)
    assert found[0][0] == 0 and found[-1][1] == pytest.approx(facts()["seconds"], abs=0.01)
    assert all(one[1] == after[0] for one, after in pairwise(found))
    assert all(end - start >= 2.5 for start, end, _ in found), found


def test_each_caption_stays_long_enough_to_be_read() -> None:
    """Seventeen signs a second is what broadcasters allow; we stay below."""
    for start, end, words in cues("captions.lt.vtt"):
        assert len(words) / (end - start) <= 17, words
