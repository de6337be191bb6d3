"""Which photos are taken, and what is left of them."""

from io import BytesIO

import pytest
from PIL import Image

from developing import developed
from rules.photos import MOST_A_DAY, MOST_BYTES, MOST_OF_RECEIPT, check_photo, kind_of
from tests.photographs import huge, photo


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_known_by_its_content(kind: str) -> None:
    assert kind_of(photo(kind=kind)) == kind
    assert check_photo(photo(kind=kind), 0, 0) is None


@pytest.mark.parametrize(
    "raw", [b"GIF89a", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"RIFF\0\0\0\0WAVE", b"PK\3\4", b"MZ"]
)
def test_nothing_else_is_taken(raw: bytes) -> None:
    problem = check_photo(raw, 0, 0)
    assert problem is not None
    assert "JPEG, PNG or WebP" in problem.text
    assert developed(raw) is None


def test_too_large_too_many_and_none_are_told_apart() -> None:
    fits = photo()
    told = [
        check_photo(b"", 0, 0),
        check_photo(fits + b"\0" * MOST_BYTES, 0, 0),
        check_photo(fits, MOST_OF_RECEIPT, 0),
        check_photo(fits, 0, MOST_A_DAY),
    ]
    assert len({problem.text for problem in told if problem}) == 4


def test_of_where_and_with_what_nothing_is_left() -> None:
    raw = photo()
    assert b"Slaptas telefonas" in raw
    made = developed(raw)
    assert made is not None
    assert b"Slaptas" not in made
    with Image.open(BytesIO(made)) as opened:
        assert opened.format == "JPEG"
        assert not opened.getexif()
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_taken_sideways_stands_upright() -> None:
    made = developed(photo((320, 200), turned=6))
    assert made is not None
    with Image.open(BytesIO(made)) as opened:
        assert opened.size == (200, 320)


def test_a_large_photo_becomes_small() -> None:
    made = developed(photo((4000, 3000)))
    assert made is not None
    with Image.open(BytesIO(made)) as opened:
        assert opened.size == (1600, 1200)


def test_a_bomb_is_not_opened() -> None:
    assert developed(huge()) is None


@pytest.mark.parametrize("cut", [4, 30, 200, 900])
def test_what_is_cut_off_does_not_break_anything(cut: int) -> None:
    made = developed(photo()[:cut])
    assert made is None or made.startswith(b"\xff\xd8\xff")


def test_what_hangs_behind_a_photo_is_gone() -> None:
    made = developed(photo() + b"<script>alert(1)</script>PK\3\4")
    assert made is not None
    assert b"script" not in made
