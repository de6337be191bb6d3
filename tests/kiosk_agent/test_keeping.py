"""Beats, and what the line and the portal's answers make of how things stand."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from agent.keeping import Keeping
from agent.portal import Portal
from agent.settings import Settings
from agent.standing import Standing
from tests.browser.kiosk.terminal import wait_for
from tests.kiosk_agent.portal import StandIn, standing_in

WELL = {"state": "active", "order": "", "now": 0}
LOOK = {"paper": "ok", "headphones": "0"}


@pytest.fixture
def told() -> Iterator[StandIn]:
    with standing_in(health=(200, "ok\n"), kiosk__heartbeat=(200, WELL)) as portal:
        yield portal


@pytest.fixture
def keeping(told: StandIn, tmp_path: Path) -> Keeping:
    (tmp_path / "secret").write_text("S" * 43)
    settings = Settings(portal=told.url, browser=("true", "{url}"))
    return Keeping(settings, Portal(told.url, tmp_path / "secret"), Standing(), LOOK.copy)


def paths(told: StandIn) -> list[str]:
    return [asked.path for asked in told.asked]


def test_a_beat_is_sent_and_between_beats_it_asks_whether_the_portal_is_well(keeping: Keeping, told: StandIn) -> None:
    for _ in range(3):
        keeping.ask()
    assert paths(told) == ["/kiosk/heartbeat", "/health", "/health"]
    keeping.beat_at -= 60
    keeping.ask()
    assert paths(told)[3] == "/kiosk/heartbeat"


@pytest.mark.parametrize("news", [{"paper": "out"}, {"headphones": "1"}])
def test_paper_and_headphones_do_not_wait_for_the_next_beat(
    keeping: Keeping, told: StandIn, news: dict[str, str]
) -> None:
    keeping.ask()
    keeping.look = lambda: LOOK | news
    keeping.ask()
    keeping.ask()
    assert paths(told) == ["/kiosk/heartbeat", "/kiosk/heartbeat", "/health"]


def test_headphones_do_not_even_wait_for_the_next_question(keeping: Keeping, told: StandIn, tmp_path: Path) -> None:
    jack, stopping = tmp_path / "jack", Event()
    keeping.settings = replace(keeping.settings, headphones=("test", "-e", str(jack)), ask=1000)
    keeping.look = lambda: LOOK | {"headphones": str(int(jack.exists()))}
    thread = Thread(target=keeping.go_on, args=(stopping,))
    thread.start()
    wait_for(lambda: len(told.asked) == 1, "no first beat")
    jack.touch()
    wait_for(lambda: len(told.asked) == 2, "the jack was not seen")
    stopping.set()
    thread.join()
    assert "headphones=1" in told.asked[1].form


def test_two_misses_take_nobodys_visit_and_the_third_does(keeping: Keeping, told: StandIn) -> None:
    keeping.ask()
    told.answers["/health"] = (502, "")
    told.answers["/kiosk/heartbeat"] = (502, "")
    keeping.ask()
    keeping.ask()
    assert keeping.standing.trouble == ""
    keeping.ask()
    assert keeping.standing.trouble == "offline"
    told.answers["/health"] = (200, "ok\n")
    keeping.ask()
    assert keeping.standing.trouble == ""


def test_a_pause_and_its_end_are_obeyed(keeping: Keeping, told: StandIn) -> None:
    told.answers["/kiosk/heartbeat"] = (200, WELL | {"state": "paused"})
    keeping.ask()
    assert keeping.standing.trouble == "paused"
    told.answers["/kiosk/heartbeat"] = (200, WELL)
    keeping.ask()
    assert keeping.standing.trouble == ""


def test_a_terminal_that_is_refused_asks_on_with_the_secret_of_now(
    keeping: Keeping, told: StandIn, tmp_path: Path
) -> None:
    told.answers["/kiosk/heartbeat"] = (401, "")
    keeping.ask()
    assert keeping.standing.trouble == "refused"
    told.answers["/kiosk/heartbeat"] = (200, WELL)
    (tmp_path / "secret").write_text("N" * 43)
    keeping.ask()
    assert (keeping.standing.trouble, told.asked[-1].secret) == ("", "N" * 43)


def test_an_order_is_kept_until_it_is_obeyed(keeping: Keeping, told: StandIn) -> None:
    told.answers["/kiosk/heartbeat"] = (200, WELL | {"order": "restart"})
    keeping.ask()
    told.answers["/kiosk/heartbeat"] = (200, WELL)
    keeping.beat_at -= 60
    keeping.ask()
    assert keeping.standing.shall_restart
