"""Every page of a visit is read out, in its language, with its numbers; what is private only into headphones."""

import re
import shutil
import struct
from collections.abc import Iterator

import pytest

from data import sealing
from data.kiosks.sayings import KioskSaying
from rules.speech.heard import heard
from settings import LANGUAGES
from tests.client import CheckingClient
from tests.conftest import CI
from tests.kiosks import carrying, enrolled, visit
from tests.people import jonas

SOUND = re.compile(r'src="(/kiosk/speech/[0-9a-f]{32}\.opus)"')
CODE = {"payer_code": "20000002", "whose": "other"}


@pytest.fixture(autouse=True)
def voice() -> None:
    """The programs of the voice; without them these tests are skipped here and fail in CI."""
    missing = [name for name in ("espeak-ng", "opusenc") if not shutil.which(name)]
    if missing and not CI:
        pytest.skip(f"{missing[0]} is not installed")
    assert missing == []


def seconds(sound: bytes) -> float:
    """How long an Ogg Opus file lasts: the position of its last page, in samples of 1/48000 s (RFC 7845 §4)."""
    assert sound.startswith(b"OggS"), sound[:40]
    position: int = struct.unpack("<q", sound[sound.rindex(b"OggS") + 6 :][:8])[0]
    return position / 48000


def said(page: str) -> str:
    """What was given to the voice for this page."""
    found = SOUND.search(page)
    assert found, page[:2000]
    row = KioskSaying.get(KioskSaying.key == found[1][-37:-5])
    return sealing.unseal(f"saying {row.visit_id} {row.key}", row.sealed)


def sound(client: CheckingClient, page: str) -> bytes:
    """The sound of this page, which is longer than half a second."""
    found = SOUND.search(page)
    assert found, page[:2000]
    answer = client.get(found[1])
    assert answer.mimetype == "audio/ogg", answer.text
    assert seconds(answer.data) > 0.5
    return answer.data


def listening(client: CheckingClient, language: str = "lt", headphones: bool = False) -> None:
    """A visit of somebody who has turned the sound on."""
    secret = enrolled(client)
    client.post("/kiosk/heartbeat", headers=carrying(secret), data={"headphones": str(int(headphones))})
    visit(client, secret)
    client.get(f"/language/{language}")
    client.get("/display/sound/on")


def walk(client: CheckingClient) -> Iterator[str]:
    """Every page from the first one to the receipt, the fourth one with a problem; each while it is the latest."""
    flat = jonas()
    page = client.get("/kiosk")
    yield page.text
    client.send(page)
    page = client.get("/services/add/provider?q=elektra")
    yield page.text
    page = client.send(page, "provider=elektra")
    yield page.text
    page = client.send(page, payer_code="", whose="other")
    yield page.text
    page = client.send(page, **CODE)
    yield page.text
    yield client.send(page).text
    page = client.get(f"/readings/{flat.meters['mother'].public_id}/values")
    yield page.text
    page = client.send(page, "choice=declare", iki="99995")
    yield page.text
    yield client.send(page).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_problem_and_receipt_is_said_with_its_numbers(
    client: CheckingClient, engine: str, language: str
) -> None:
    """Of the sounds themselves those of the first page, a problem, the Iki page and the receipt: a voice takes time."""
    listening(client, language, headphones=True)
    for number, page in enumerate(walk(client)):
        if engine.startswith("sqlite") and number in (0, 3, 6, 8):
            sound(client, page)
        text = said(page)
        shown = " ".join(one.text for one in heard(page))
        readings = {found.replace(" ", "") for found in re.findall(r"(?<![\d,])\d{2,3} \d{3}(?![\d,])", shown)}
        assert readings <= set(re.findall(r"\d+", text))
        assert not re.search(r"€|kWh|×|=|…", text), text


def test_sums_and_codes_are_not_heard_by_the_whole_room(client: CheckingClient) -> None:
    listening(client)
    texts = [said(page) for page in walk(client)]
    assert "rodoma ekrane" in texts[-1]
    assert not [text for text in texts if re.search(r"\d+ eur|2 0 0 0 0 0 0 2|Slaptoji", text)]


def test_a_problem_is_said_before_the_step(client: CheckingClient) -> None:
    listening(client)
    text = [said(page) for page in walk(client)][3]
    assert text.startswith("Yra klaida.")
    assert "Įveskite" in text


def test_who_does_not_ask_for_sound_gets_none(client: CheckingClient) -> None:
    visit(client)
    assert "<audio" not in client.get("/kiosk").text
    assert KioskSaying.select().count() == 0


def test_another_visit_cannot_hear_what_was_said_here(client: CheckingClient) -> None:
    listening(client)
    found = SOUND.search(client.get("/kiosk").text)
    assert found
    client.get("/kiosk/end")
    assert KioskSaying.select().count() == 0
    visit(client, enrolled(client, "Kita vieta"))
    assert client.get(found[1]).status_code == 404


def test_only_the_last_pages_are_kept_and_none_in_the_clear(client: CheckingClient) -> None:
    listening(client, headphones=True)
    assert len(list(walk(client))) == 9
    rows = list(KioskSaying.select())
    assert len(rows) <= 4
    assert not [row for row in rows if "Deklaruok" in row.sealed or "99995" in row.sealed]


def test_a_page_without_numbers_is_made_once_and_a_personal_one_never_kept(client: CheckingClient) -> None:
    listening(client, headphones=True)
    *_, receipt = walk(client)
    first = client.get("/kiosk").text
    assert sound(client, receipt) != sound(client, first) == sound(client, first)
    kept = {path.name for path in (client.application.config["SETTINGS"].instance / "speech").glob("*.opus")}
    names = [found[1].replace("/kiosk/speech/", "lt-") for found in map(SOUND.search, (first, receipt)) if found]
    assert [name in kept for name in names] == [True, False]


def test_without_the_programs_the_page_is_there_and_only_the_sound_is_not(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening(client)
    *_, receipt = walk(client)
    found = SOUND.search(receipt)
    assert found
    monkeypatch.setenv("PATH", "/nonexistent")
    assert client.get(found[1]).status_code == 503
    assert said(receipt)
