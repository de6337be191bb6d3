import pytest

from data import call_backs, sealing
from data.call_backs import CallBack, Wish, hours
from data.database import NotFound, now
from data.outbox import Outbox
from rules.call_backs import offers

PHONE = "+37061234567"
STAFF = "pagalba@savitarna.example"


def ask(key: str = "k1", about: str = "Sąskaita") -> str:
    return call_backs.ask(key, Wish(PHONE, offers(hours(), now())[0], about, "pl"), STAFF)


def test_a_wish_is_kept_once_and_mailed_without_the_number(tables: str) -> None:
    assert ask() == ask()
    (asked,) = call_backs.open_ones()
    assert (asked.wish.phone, asked.wish.about, asked.wish.language) == (PHONE, "Sąskaita", "pl")
    assert asked.wish.slot == offers(hours(), now())[0]
    (row,) = Outbox.select()
    assert PHONE[4:] not in row.payload
    assert PHONE[4:] not in CallBack.get().sealed_phone


def test_once_somebody_has_called_the_number_is_gone(tables: str) -> None:
    public_id = ask()
    call_backs.close(public_id)
    call_backs.close(public_id)
    assert call_backs.open_ones() == []
    assert call_backs.one(public_id).is_done
    assert (CallBack.get().sealed_phone, CallBack.get().about) == ("", "")


def test_a_number_whose_key_was_changed_is_not_there_but_the_wish_is(tables: str) -> None:
    public_id = ask()
    sealing.set_key("another key, as long as the one before it was")
    assert call_backs.one(public_id).wish.phone == ""


def test_nobody_is_called_who_did_not_ask(tables: str) -> None:
    with pytest.raises(NotFound):
        call_backs.close("nothing")


def test_what_is_long_over_is_not_kept(tables: str) -> None:
    ask()
    assert call_backs.forget_old(now()) == 0
    assert call_backs.forget_old(now() + 30 * 24 * 60 * 60) == 1
