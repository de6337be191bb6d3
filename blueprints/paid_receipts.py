"""The receipt of a payment, as a page and as a PDF that is the same each time."""

from flask import current_app, render_template

import paper
from blueprints.methods import method_name
from data.payments import Item, Paying
from rendering import _, language, moment, money, month, reading, zone


def page(paying: Paying) -> str:
    """The receipt of a paid payment."""
    payee = current_app.config["SETTINGS"].payee_name
    return render_template("receipts/paid.html", paying=paying, bank=method_name(paying.method), payee=payee)


def pdf(paying: Paying) -> bytes:
    """The same receipt to be kept; its date is when the payment was paid."""
    facts = [
        (_("Receipt"), paying.number),
        (_("Paid at"), f"{moment(paying.changed_at)} (Europe/Vilnius)"),
        (_("Payer"), paying.payer_name),
        (_("Payee"), current_app.config["SETTINGS"].payee_name),
        (_("Bank"), method_name(paying.method)),
        (_("Bank's reference"), paying.bank_reference),
        (_("Payment code"), paying.stamp),
        (_("Our fee"), money(0)),
    ]
    head = ("", _("Payer code"), _("Nuo (from)"), _("Iki (to)"), _("Sum"))
    lines = [line for item in paying.items for line in _lines(item)]
    lines.append((_("In all"), "", "", "", money(paying.amount)))
    shown = [(label, value) for label, value in facts if value]
    return paper.receipt(_("Paid"), shown, head, lines, [], paying.changed_at, language.get())


def _lines(item: Item) -> list[tuple[str, ...]]:
    """One line for what was paid, and one for each register that was declared with it."""
    about = item.number if item.kind == "bill" else month(item.period) if item.period else ""
    named = f"{item.provider}, {about}" if about else item.provider
    registers = [
        (zone(shown.zone), "", reading(shown.previous, shown.decimals), reading(shown.value, shown.decimals), "")
        for shown in item.readings
    ]
    return [(named, item.payer_code, "", "", money(item.cents)), *registers]
