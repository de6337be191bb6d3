"""What a receipt says on paper: no name, no address, and of the payer code only its end (KIOSK.md §5)."""

from typing import Any

from blueprints.checking import check_url
from blueprints.methods import method_name
from data import payments, readings
from data.checking import check_code
from data.database import NotFound, now
from data.payments import Item, Paying
from data.readings import Receipt
from rendering import N_, _, language, moment, money, month, month_day, reading, zone
from rules.deadlines import next_window

DECLARED = {
    "declared": N_("The readings are declared"),
    "replaced": N_("A later declaration has replaced this one"),
    "withdrawn": N_("The declaration is withdrawn"),
}
OPEN = ("redirected", "pending", "review")  # nobody knows yet how such a payment ends
UNKNOWN = N_("It is not known yet whether this is paid")
Line = dict[str, str]


def slip(person_id: int, number: str) -> dict[str, Any]:
    """The slip of a receipt, or of a payment that is still open, by its public id; in the language of the moment.

    Raises NotFound for what is not theirs, and for a payment that has no slip.
    """
    code, lines = _found(person_id, number)
    url = check_url(code)
    lines += [_line(_("How it stands is always here:"), style="small"), _line(url, style="small")]
    return {"language": language.get(), "lines": lines, "qr": url, "cut": True}


def _found(person_id: int, number: str) -> tuple[str, list[Line]]:
    try:
        return check_code(number), _declared(readings.receipt(person_id, number, now()))
    except NotFound:
        pass
    try:
        return check_code(number), _paid(payments.by_number(person_id, number))
    except NotFound:
        paying = payments.one(person_id, number)
    if paying.state == "paid":  # the answer came between the page and the paper
        return check_code(paying.number), _paid(paying)
    if paying.state not in OPEN:
        raise NotFound
    return paying.stamp, _unknown(paying)


def _declared(receipt: Receipt) -> list[Line]:
    lines = [
        *_head(_(DECLARED[receipt.state])),
        _line(_("Receipt"), receipt.number),
        _line(_("Received"), moment(receipt.declared_at)),
        *_whose(receipt.provider, receipt.payer_code),
    ]
    for told in receipt.lines:
        lines += _register(told) if "value" in told else [_line(zone(told["zone"]), money(told["amount"]))]
    if receipt.total is not None:
        lines.append(_line(_("Total"), money(receipt.total), "big"))
    if receipt.may_withdraw:
        lines.append(_line(_("Can be withdrawn or corrected until"), month_day(receipt.until)))
    elif receipt.may_correct and receipt.state != "withdrawn":
        lines.append(_line(_("Can be corrected until"), month_day(receipt.until)))
    if receipt.state == "declared":  # those without a mailbox are reminded by this paper alone
        days = next_window(receipt.kind, receipt.period, receipt.declared_at)
        lines.append(_line(_("Next time"), f"{days.opens.isoformat()} – {days.last}"))
    return lines


def _register(told: dict[str, Any]) -> list[Line]:
    lines = [_line(zone(told["zone"])), *_from_to(told["previous"], told["value"], told["decimals"])]
    if told.get("used") is not None:
        lines.append(_line(_("Difference"), f"{reading(told['used'])} {told['unit']}"))
    if "amount" in told:
        lines.append(_line(_("Sum"), money(told["amount"])))
    return lines


def _paid(paying: Paying) -> list[Line]:
    return [
        *_head(_("Paid")),
        _line(_("Receipt"), paying.number),
        _line(_("Paid at"), moment(paying.changed_at)),
        *_what(paying),
    ]


def _unknown(paying: Paying) -> list[Line]:
    """The line was cut, or the bank is slow: nothing is promised, and nothing is said to have failed."""
    return [
        *_head(_(UNKNOWN)),
        _line(_("Payment code"), paying.stamp),
        _line(_("Begun"), moment(paying.created_at)),
        *_what(paying),
        _line(_("Do not pay again before you know. The answer is found by the payment code.")),
    ]


def _what(paying: Paying) -> list[Line]:
    items = [line for item in paying.items for line in _item(item)]
    return [_line(_("Bank"), method_name(paying.method)), *items, _line(_("In all"), money(paying.amount), "big")]


def _item(item: Item) -> list[Line]:
    lines = _whose(item.provider, item.payer_code)
    if item.kind == "bill":
        lines.append(_line(_("Bill"), item.number))
    elif item.period:
        lines.append(_line(_("Month"), month(item.period)))
    for shown in item.readings:
        lines += [_line(zone(shown.zone)), *_from_to(shown.previous, shown.value, shown.decimals)]
        if shown.value >= shown.previous:
            lines.append(_line(_("Difference"), f"{reading(shown.value - shown.previous)} {shown.unit}"))
    return [*lines, _line(_("Sum"), money(item.cents))]


def _from_to(previous: int, value: int, decimals: int) -> list[Line]:
    return [
        _line(_("Nuo (from)"), reading(previous, decimals)),
        _line(_("Iki (to)"), reading(value, decimals)),
    ]


def _head(heading: str) -> list[Line]:
    return [_line("Savitarna", style="title"), _line(heading, style="big")]


def _whose(provider: str, payer_code: str) -> list[Line]:
    return [_line(_("Provider"), provider), _line(_("Payer code"), f"…{payer_code[-4:]}")]


def _line(text: str, right: str = "", style: str = "row") -> Line:
    return {"text": text, "style": style, "right": right}
