"""From the outbox to the mailbox: at least once, and once though knocked twice."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from data import outbox
from data.database import NotFound, atomic, connect, database
from data.outbox import Outbox
from gateways.email import Letter
from gateways.errors import GatewayError, Kind
from settings import Settings
from tests.mail import Box, Postman

TOLD = {"to": "ona@pastas.example", "language": "lt", "at": 1795413600}


class Failing(Box):
    """A way out that fails as often as told, each time in the same way."""

    kind: Kind = "try_again"

    def send(self, letter: Letter) -> None:
        raise GatewayError(self.kind, "the mailbox does not exist: 550")


@pytest.fixture
def postman(settings: Settings) -> Postman:
    connect()  # making the settings' app may have closed it
    return Postman(settings)


def only_row() -> Outbox:
    (row,) = Outbox.select()
    return row


def test_a_letter_goes_out_in_its_readers_language(postman: Postman) -> None:
    outbox.put("password_changed", "ona", TOLD)
    outbox.put("password_changed", "john", TOLD | {"to": "john@pastas.example", "language": "en"})
    (lithuanian,) = postman.letters("ona@pastas.example")
    (english,) = postman.letters("john@pastas.example")
    assert (lithuanian.subject, english.subject) == ("Jūsų slaptažodis pakeistas", "Your password was changed")
    assert lithuanian.text.startswith("Sveiki,\n")
    assert "2026-11-23 08:00" in lithuanian.text


def test_two_knocks_make_one_letter(postman: Postman) -> None:
    outbox.put("password_changed", "ona", TOLD)
    row_id = only_row().id
    assert [postman.delivery.deliver(row_id) for _ in range(2)] == [True, False]
    assert len(postman.box.letters) == 1


def test_knocks_on_several_workers_at_once_make_one_letter(postman: Postman) -> None:
    outbox.put("password_changed", "ona", TOLD)
    row_id = only_row().id

    def knocked(_turn: int) -> bool:
        connect()
        try:
            return postman.delivery.deliver(row_id)
        finally:
            database.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(knocked, range(4))) == [False, False, False, True]
    assert len(postman.box.letters) == 1


def test_the_same_fact_makes_one_letter(postman: Postman) -> None:
    for _ in range(2):
        outbox.put("password_changed", "ona", TOLD)
    assert len(postman.letters("ona@pastas.example")) == 1


def test_what_was_rolled_back_is_not_written(postman: Postman) -> None:
    def told_too_soon() -> None:
        with atomic():
            outbox.put("password_changed", "ona", TOLD)
            raise NotFound

    with pytest.raises(NotFound):
        told_too_soon()
    assert postman.letters("ona@pastas.example") == []


def test_a_busy_server_is_tried_again_after_longer_and_longer_and_staff_hear_after_two_days(postman: Postman) -> None:
    postman.delivery.mail = Failing("smtp://127.0.0.1:9", "savitarna@savitarna.example")
    waits = []
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as clock:
        outbox.put("password_changed", "ona", TOLD)
        while not outbox.failed():
            began = only_row().due_at
            assert postman.delivery.sweep() == 0
            assert outbox.due() == []
            waits.append(only_row().due_at - began)
            clock.move_to(only_row().due_at)
        assert waits[:6] == [10, 60, 300, 1800, 7200, 7200]
        assert 48 * 3600 <= sum(waits) < 51 * 3600
        assert outbox.due() == []
        (failed,) = outbox.failed()
        assert (failed.to, failed.kind) == ("ona@pastas.example", "password_changed")
        postman.delivery.mail = postman.box
        outbox.try_again(failed.id)
        assert len(postman.letters("ona@pastas.example")) == 1


def test_a_letter_refused_for_good_goes_to_staff_at_once(postman: Postman) -> None:
    postman.delivery.mail = mail = Failing("smtp://127.0.0.1:9", "savitarna@savitarna.example")
    object.__setattr__(mail, "kind", "refused")
    outbox.put("password_changed", "ona", TOLD)
    postman.delivery.sweep()
    (failed,) = outbox.failed()
    assert failed.error.startswith("refused")


def test_a_letter_has_one_number_however_often_it_is_tried(postman: Postman) -> None:
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as clock:
        outbox.put("password_changed", "ona", TOLD)
        first = outbox.take(only_row().id, "savitarna.example")
        assert first is not None
        assert outbox.take(only_row().id, "savitarna.example") is None
        clock.shift(outbox.TAKEN_FOR)  # the worker died with the letter in its hands
        second = outbox.take(only_row().id, "savitarna.example")
        assert second is not None
        assert first.message_id == second.message_id


def test_a_letter_that_cannot_be_written_comes_back_and_blocks_no_other(postman: Postman) -> None:
    outbox.put("password_changed", "broken", {"to": "ona@pastas.example", "language": "lt"})
    outbox.put("password_changed", "good", TOLD)
    assert len(postman.letters("ona@pastas.example")) == 1
    broken = Outbox.get(Outbox.subject == "broken")
    assert broken.error.endswith("Error while writing the letter")


def test_no_secret_stays_in_the_outbox(postman: Postman) -> None:
    outbox.put("reset_password", "n", {"to": "ona@pastas.example", "language": "lt", "nonce": "n"})
    waiting = only_row().payload
    link = postman.link("ona@pastas.example")
    assert link.rsplit("/", 1)[1] not in waiting
    assert json.loads(only_row().payload) == {}
