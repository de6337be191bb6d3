"""Receipts: of declarations and of payments, by number; a page, and a PDF that is the same each time."""

from contextlib import suppress
from typing import Any

from flask import Blueprint, Response, render_template

import paper
from blueprints import asking, paid_receipts
from blueprints.access import person, signed_in
from blueprints.checking import check_url
from blueprints.fragments import go_to
from blueprints.kiosk.visiting import visit
from data import corrections, payments, photos, readings
from data.database import NotFound, now
from data.payments import Paying
from data.readings import NotAllowed, Receipt
from data.receipts import check_code
from rendering import _, language, moment, money, month, price, reading, zone
from rules.photos import MOST_OF_RECEIPT

blueprint = Blueprint("receipts", __name__)


@blueprint.get("/receipts/<number>")
@signed_in
def show_receipt(number: str) -> str:
    found = _found(number)
    if isinstance(found, Paying):
        return paid_receipts.page(found)
    check = check_code(number)
    facts = {"receipt": found, "check": check, "check_url": check_url(check), **_wish(found)}
    if not found.takes_photos or visit():
        return render_template("receipts/declared.html", **facts)
    taken = photos.of(person().id, number)
    return asking.ask(f"photo {number}", "receipts/declared.html", photos=taken, most_photos=MOST_OF_RECEIPT, **facts)


def _wish(receipt: Receipt) -> dict[str, Any]:
    """What became of a wish to correct it, and whether one may be sent: when one's own time for that is over."""
    if not receipt.is_own or receipt.may_correct or receipt.state == "withdrawn" or visit():
        return {}
    may_ask, is_followed = receipt.state == "declared", False
    if may_ask:
        try:
            corrections.known(person().id, receipt.number)
        except NotAllowed:
            may_ask, is_followed = False, True
    return {"wish": corrections.wish(person().id, receipt.number), "may_ask": may_ask, "is_followed": is_followed}


@blueprint.get("/receipts/<number>.pdf")
@signed_in
def download_receipt(number: str) -> Response:
    found = _found(number)
    drawn = paid_receipts.pdf(found) if isinstance(found, Paying) else _declared(found)
    named = f'inline; filename="savitarna-{found.number}.pdf"'
    return Response(drawn, mimetype="application/pdf", headers={"Content-Disposition": named})


def _found(number: str) -> Receipt | Paying:
    """Declarations and payments share one row of numbers."""
    try:
        return readings.receipt(person().id, number, now())
    except NotFound:
        return payments.by_number(person().id, number)


@blueprint.post("/receipts/<number>/withdraw")
@signed_in
def withdraw(number: str) -> Any:
    """Take a declaration back; when it can no longer be, the receipt itself says what can."""
    with suppress(NotAllowed):
        readings.withdraw(person().id, number, now())
    return go_to(f"/receipts/{number}")


def _declared(receipt: Receipt) -> bytes:
    """The PDF tells what was received, not what became of it later: so it never changes."""
    facts = [
        (_("Receipt"), receipt.number),
        (_("Received"), f"{moment(receipt.declared_at)} (Europe/Vilnius)"),
        (_("Provider"), receipt.provider),
        (_("Payer code"), receipt.payer_code),
        (_("Address"), receipt.address),
        (_("Meter"), receipt.meter_number),
        (_("Month of the price"), month(receipt.period)),
    ]
    head = ("", _("Nuo (from)"), _("Iki (to)"), _("Difference"), _("Price"), _("Sum"))
    lines = [row for line in receipt.lines for row in (_line(line), *map(_part, line.get("parts", ())))]
    if receipt.total is not None:
        lines.append((_("Total"), "", "", "", "", money(receipt.total)))
    notes = [_("of which VAT %(vat)s") % {"vat": money(receipt.vat)}] if receipt.total is not None else []
    if "last_wrong" in receipt.flags:
        notes.append(_("The provider will work out the difference and the sum."))
    notes += [_("Whether this receipt is genuine, anybody sees here:"), check_url(check_code(receipt.number))]
    shown = [(label, value) for label, value in facts if value]
    return paper.receipt(_("The readings are declared"), shown, head, lines, notes, receipt.declared_at, language.get())


def _line(line: dict[str, Any]) -> tuple[str, ...]:
    is_register, used = "value" in line, line.get("used")
    return (
        zone(line["zone"]),
        reading(line["previous"], line["decimals"]) if is_register else "",
        reading(line["value"], line["decimals"]) if is_register else "",
        f"{reading(used)} {line['unit']}" if used is not None else "–" if is_register else "",
        price(line["price"]) if "price" in line else "–",
        money(line["amount"]) if "amount" in line else "–",
    )


def _part(part: dict[str, Any]) -> tuple[str, ...]:
    """A part of a register's use at a price of its own: its days stand where a register has its name."""
    days = f"{part['since']} – {part['until']}"
    return (days, "", "", reading(part["used"]), price(part["price"]), money(part["amount"]))
