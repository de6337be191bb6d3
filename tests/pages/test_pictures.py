"""Pictures of bills and meters: small, plain, and beside words that say the same."""

import gzip
import re

import pytest

from blueprints.pictures import LIKE, WHERE
from blueprints.services.names import KINDS
from tests import people
from tests.client import CheckingClient
from tests.declaring import values
from tests.guards.sources import ROOT

pytestmark = pytest.mark.usefixtures("november")

FILES = sorted((ROOT / "static").glob("*s/*.svg"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_picture_is_small_and_needs_nothing(path: object) -> None:
    drawn = path.read_text()  # type: ignore[attr-defined]
    assert len(drawn) <= 2000
    assert re.search(r"<style|<script|\sstyle=|href|<image|\son\w+=|url\(", drawn) is None
    assert "<svg" in drawn
    assert 'width="320"' in drawn


def test_every_kind_has_its_bill_and_every_zone_its_meter() -> None:
    names = {f"{path.parent.name}/{path.stem}" for path in FILES}
    assert {f"bills/{kind}" for kind in KINDS} <= names
    assert {f"meters/{LIKE.get(zone, zone)}" for zone in WHERE} <= names


@pytest.mark.parametrize(
    ("kind", "zone", "words"),
    [
        ("electricity", "day", "dieninis pažymėtas T1 arba 1.8.1"),
        ("gas", "gas", "Juodi skaitmenys"),
        ("cold", "cold", "mėlyna"),
        ("hot", "hot", "raudona"),
    ],
)
def test_where_the_reading_stands_is_shown_where_it_is_asked(
    client: CheckingClient, kind: str, zone: str, words: str
) -> None:
    flat = people.ona()
    client.sign_in(flat.person)
    page = client.get(values(flat, kind)).text
    help_of_it = page.partition("<details>")[2].partition("</details>")[0]
    assert "Kur matyti rodmenį?" in help_of_it
    assert words in help_of_it
    assert f'/meters/{zone}.svg" loading="lazy" width="320" height="200" alt="Skaitiklio pavyzdys' in help_of_it


def test_one_register_of_electricity_has_a_picture_of_its_own(client: CheckingClient, jonas: people.Flat) -> None:
    assert '/meters/1z.svg"' in client.get(values(jonas)).text


def test_the_heaviest_iki_fragment_is_light(client: CheckingClient) -> None:
    flat = people.ona()
    client.sign_in(flat.person)
    assert len(gzip.compress(client.as_htmx(values(flat)).data)) <= 2560
