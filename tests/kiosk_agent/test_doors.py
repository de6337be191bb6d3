"""Whom the agent answers on 127.0.0.1:8010."""

import pytest

from tests.kiosk_agent.conftest import PORTAL, Door

REFUSED = [
    {"Referer": None},
    {"Referer": "https://savitarna.example.evil.example/"},
    {"Referer": "http://savitarna.example/"},
    {"Referer": "https://evil.example/https://savitarna.example/"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "image"},
    {"Sec_Fetch_Mode": "cors", "Sec_Fetch_Dest": "empty"},
    {"Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
]
WELCOME = [
    {},
    {"Referer": PORTAL},
    {"Referer": f"{PORTAL}/kiosk/end"},
    {"Origin": PORTAL},
    {"Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document", "Sec_Fetch_Site": "cross-site"},
]


@pytest.mark.parametrize("headers", WELCOME, ids=str)
def test_a_page_of_the_portal_ends_its_visit(door: Door, headers: dict[str, str]) -> None:
    assert door.ask("/done", **headers).status_code == 204
    assert door.server.standing.is_done


@pytest.mark.parametrize("headers", REFUSED, ids=str)
@pytest.mark.parametrize("path", ["/done", "/volume/up", "/print/J"])
def test_nobody_else_can(door: Door, path: str, headers: dict[str, str | None]) -> None:
    assert door.ask(path, **headers).status_code == 403
    assert not door.server.standing.is_done
    assert not (door.folder / "louder").exists()
    assert door.portal.asked == []


@pytest.mark.parametrize("host", ["evil.example:8010", "localhost:8010", "127.0.0.1", "127.0.0.1:8011"])
@pytest.mark.parametrize("path", ["/done", "/closed", "/"])
def test_a_foreign_name_that_leads_here_is_not_answered(door: Door, host: str, path: str) -> None:
    assert door.ask(path, Host=host).status_code == 421
    assert not door.server.standing.is_done


@pytest.mark.parametrize("path", ["/", "/done/", "/volume", "/volume/off", "/print/", "/print/a/b", "/etc"])
def test_there_is_nothing_else(door: Door, path: str) -> None:
    assert door.ask(path).status_code == 404


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(("key", "left"), [("up", "louder"), ("down", "quieter")])
def test_the_volume_changes_and_the_page_stays_as_it_is(door: Door, method: str, key: str, left: str) -> None:
    assert door.ask(f"/volume/{key}", method).status_code == 204
    assert [path.name for path in door.folder.iterdir() if path.name != "secret"] == [left]


def test_the_closed_page_is_shown_to_whoever_opens_it_here(door: Door) -> None:
    door.server.standing.note(state="paused")
    page = door.ask("/closed", Referer=None)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert "Terminalą sustabdė darbuotojai." in page.text
    assert "Artimiausias" not in page.text
