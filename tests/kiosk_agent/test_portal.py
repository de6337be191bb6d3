"""What the agent asks the portal, what it keeps of the answers, and to whom it shows its secret."""

import os
from pathlib import Path

import pytest

from agent.portal import Paused, Portal, Refused, Unreached
from tests.kiosk_agent.portal import StandIn, standing_in
from tests.postgres import free_port

SECRET = "S" * 43


def portal(told: StandIn, folder: Path, secret: str = SECRET) -> Portal:
    file = folder / "secret"
    if secret:
        file.write_text(f"{secret}\n")
    return Portal(told.url, file)


def test_a_code_becomes_a_secret_that_only_this_user_can_read(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        with standing_in(kiosk__enrol=(200, {"secret": SECRET})) as told:
            portal(told, tmp_path, "").enrol("7F3K 9QX2")
    finally:
        os.umask(old)
    assert (tmp_path / "secret").read_text() == SECRET
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert (told.asked[0].form, told.asked[0].secret) == ("code=7F3K+9QX2", "")
    assert list(tmp_path.iterdir()) == [tmp_path / "secret"]


@pytest.mark.parametrize(
    ("answer", "raised"),
    [
        ((403, {"error": "code"}), Refused),
        ((429, ""), Unreached),
        ((200, "<html>Sign in to the network</html>"), Unreached),
        ((200, {}), Unreached),
        ((502, ""), Unreached),
    ],
)
def test_a_code_that_brings_no_secret_leaves_the_one_there_is(
    tmp_path: Path, answer: tuple[int, object], raised: type[Exception]
) -> None:
    with standing_in(kiosk__enrol=answer) as told, pytest.raises(raised):
        portal(told, tmp_path).enrol("ABCDEFGH")
    assert (tmp_path / "secret").read_text().strip() == SECRET


def test_a_ticket_is_asked_for_with_the_secret(tmp_path: Path) -> None:
    with standing_in(kiosk__ticket=(200, {"ticket": "T"})) as told:
        assert portal(told, tmp_path).ticket() == "T"
    assert told.asked[0].secret == SECRET


@pytest.mark.parametrize(
    ("answer", "raised"),
    [
        ((401, ""), Refused),
        ((409, {"state": "paused"}), Paused),
        ((500, ""), Unreached),
        ((200, "[]"), Unreached),
        ((200, "{"), Unreached),
    ],
)
def test_an_answer_without_a_ticket_says_why(
    tmp_path: Path, answer: tuple[int, object], raised: type[Exception]
) -> None:
    with standing_in(kiosk__ticket=answer) as told, pytest.raises(raised):
        portal(told, tmp_path).ticket()


def test_the_secret_is_not_carried_where_a_redirect_leads(tmp_path: Path) -> None:
    with standing_in(kiosk__ticket=(200, {"ticket": "T"})) as elsewhere:
        with standing_in(kiosk__ticket=(303, f"{elsewhere.url}/kiosk/ticket")) as told, pytest.raises(Unreached):
            portal(told, tmp_path).ticket()
        assert elsewhere.asked == []


def test_without_a_secret_nobody_is_asked(tmp_path: Path) -> None:
    with standing_in() as told, pytest.raises(Refused):
        portal(told, tmp_path, "").ticket()
    assert told.asked == []


def test_no_line_is_told_without_saying_what_was_asked(tmp_path: Path) -> None:
    with pytest.raises(Unreached) as raised:
        Portal(f"http://127.0.0.1:{free_port()}", tmp_path / "secret").health()
    assert (str(raised.value), raised.value.__cause__, raised.value.__suppress_context__) == ("", None, True)


def test_another_page_with_a_200_is_not_the_portals_health(tmp_path: Path) -> None:
    with standing_in(health=(200, "<html>Sign in to the network</html>")) as told:
        with pytest.raises(Unreached):
            portal(told, tmp_path).health()
        told.answers["/health"] = (200, "ok\n")
        portal(told, tmp_path).health()


@pytest.mark.parametrize("status", [404, 410])
def test_a_job_that_is_gone_is_none(tmp_path: Path, status: int) -> None:
    with standing_in(kiosk__jobs__J=(status, "")) as told:
        assert portal(told, tmp_path).job("J") is None
