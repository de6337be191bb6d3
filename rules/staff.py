"""What staff should do about a thing that stopped: one sentence of what happened, one of what to do."""

from rules.problem import Problem

COMPARE = Problem(
    "Compare it with the bank's statement, then give the money back or book it by agreement with the resident."
)
CHEAT = Problem(
    "Nothing was booked. If the sum is in the bank's statement, call the bank; if it is not, somebody tried to cheat."
)
OTHER = Problem("Compare it with the bank's statement.")
BY_VERDICT = {
    "stored": (
        Problem("The message was kept, but nobody has read it to the end."),
        Problem("Look into the log at this time, then ask the bank to send it once more."),
    ),
    "unknown_stamp": (
        Problem("The message is signed by the bank, but names a payment that we do not have."),
        Problem("Look for the sum in the bank's statement and ask the bank whose it is."),
    ),
    "second_payment": (Problem("Money came a second time for a payment that was paid already."), COMPARE),
    "taken_back": (
        Problem("The bank has taken back money that it had told as paid. The bills are open again."),
        Problem("Tell the resident, and compare it with the bank's statement."),
    ),
    "refunded_elsewhere": (
        Problem("Money was given back at the bank or processor and not from here. As much of the bills is open again."),
        OTHER,
    ),
    "refund_too_big": (Problem("More was given back than this payment brought. Nothing was booked."), OTHER),
    "paid_twice": (Problem("Two payments have paid the same bill or the same month."), COMPARE),
    "wrong_amount": (Problem("Another sum came than was ordered. The payment is not closed."), COMPARE),
    "wrong_currency": (Problem("The money is in another currency. The payment is not closed."), COMPARE),
    "wrong_payee": (
        Problem("The money went to another account than our contract names. The payment is not closed."),
        Problem("Call the bank at once: the contract or the message is wrong."),
    ),
}


def advice(verdict: str) -> tuple[Problem, Problem]:
    """What a kept bank message with this verdict means, and what to do about it."""
    if verdict.startswith("refused: "):
        return Problem("The message was not believed."), CHEAT
    return BY_VERDICT.get(verdict) or (Problem("It came to nothing: %(verdict)s.", verdict=verdict), OTHER)


def mail_advice(error: str) -> Problem:
    """What to do about a letter that did not go out, by the reason that was kept with it."""
    if error.startswith("refused"):
        return Problem(
            "The other side will never take it: the address is probably wrong. Reach the person another way."
        )
    return Problem("The mail server could not be reached for a long time. Once it works again, send the e-mail again.")
