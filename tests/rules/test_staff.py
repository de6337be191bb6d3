from typing import get_args

from rules.payments import Verdict
from rules.staff import advice, mail_advice


def test_every_trouble_of_a_payment_has_advice_of_its_own() -> None:
    for verdict in {*get_args(Verdict), "unknown_stamp", "paid_twice"} - {"booked", "repeated", "no_effect"}:
        happened, _ = advice(verdict)
        assert "verdict" not in happened.values, verdict


def test_a_message_that_was_not_believed_booked_nothing() -> None:
    happened, cure = advice("refused: the signature does not fit")
    assert "not believed" in happened.text
    assert "Nothing was booked" in cure.text


def test_a_letter_that_was_refused_is_not_sent_again() -> None:
    assert "another way" in mail_advice("refused: 550 no such user").text
    assert "send the e-mail again" in mail_advice("try_again: timed out").text
