"""A link of the portal prints a job once, and leads back with what became of it."""

import pytest

from tests.kiosk_agent.conftest import PORTAL, Door
from tests.rules.test_receipt_printer import FINE, OFFLINE, OUT, saying, speaking

JOB = {"language": "lt", "lines": [{"text": "Savitarna", "style": "title"}, {"text": "Iki", "right": "12401"}]}
BACK = "/receipts/2026-000123"


@pytest.fixture
def job(door: Door) -> None:
    door.portal.answers["/kiosk/jobs/J1"] = (200, JOB)


def led_to(door: Door, path: str) -> str:
    answer = door.ask(path)
    assert answer.status_code == 303
    return answer.headers["Location"]


def printer_of(door: Door, device: str) -> None:
    (door.folder / "printer").symlink_to(device)


@pytest.mark.usefixtures("job")
def test_the_slip_is_printed_with_the_secret_and_the_page_comes_back(door: Door) -> None:
    with speaking(saying(FINE)) as (device, printed):
        printer_of(door, device)
        assert led_to(door, f"/print/J1?back={BACK}") == f"{PORTAL}{BACK}?printed=ok"
        assert printed.startswith(b"\x1b@")
    assert [(asked.path, asked.secret) for asked in door.portal.asked] == [("/kiosk/jobs/J1", "S" * 43)]


@pytest.mark.usefixtures("job")
def test_a_second_press_prints_nothing_and_tells_the_same(door: Door) -> None:
    with speaking(saying(FINE)) as (device, printed):
        printer_of(door, device)
        led_to(door, "/print/J1")
        once = bytes(printed)
        assert led_to(door, "/print/J1").endswith("printed=ok")
        assert printed == once
    assert len(door.portal.asked) == 1


@pytest.mark.usefixtures("job")
@pytest.mark.parametrize(("paper", "state", "told"), [(OUT, FINE, "paper"), (FINE, OFFLINE, "printer")])
def test_what_hinders_the_printer_is_told(door: Door, paper: bytes, state: bytes, told: str) -> None:
    with speaking(saying(paper, state)) as (device, printed):
        printer_of(door, device)
        assert led_to(door, "/print/J1").endswith(f"printed={told}")
        assert printed == b""


@pytest.mark.usefixtures("job")
def test_no_printer_is_told(door: Door) -> None:
    assert led_to(door, "/print/J1").endswith("printed=printer")


def test_a_job_that_nobody_can_print_is_told(door: Door) -> None:
    door.portal.answers["/kiosk/jobs/J1"] = (200, {"lines": None})
    with speaking(saying(FINE)) as (device, _printed):
        printer_of(door, device)
        assert led_to(door, "/print/J1").endswith("printed=printer")


@pytest.mark.parametrize("answer", [(404, ""), (410, ""), (500, ""), (401, "")])
def test_a_job_that_does_not_come_is_late_and_may_be_tried_again(door: Door, answer: tuple[int, str]) -> None:
    door.portal.answers["/kiosk/jobs/J1"] = answer
    with speaking(saying(FINE)) as (device, _printed):
        printer_of(door, device)
        assert led_to(door, "/print/J1").endswith("printed=late")
        door.portal.answers["/kiosk/jobs/J1"] = (200, JOB)
        assert led_to(door, "/print/J1").endswith("printed=ok")


@pytest.mark.parametrize(
    "back",
    [
        "",
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/@evil.example",
        ".evil.example",
        "/a%0d%0aX:1",
    ],
)
def test_the_way_back_is_a_page_of_the_portal_or_the_first_one(door: Door, back: str) -> None:
    assert led_to(door, f"/print/J1?back={back}") == f"{PORTAL}/kiosk?printed=late"


@pytest.mark.parametrize(("paper", "told"), [(FINE, "ok"), (OUT, "out")])
def test_beats_tell_of_the_paper(door: Door, paper: bytes, told: str) -> None:
    printing = door.server.printing
    assert printing.paper() == "unknown"
    with speaking(saying(paper)) as (device, _printed):
        printer_of(door, device)
        assert printing.paper() == told
