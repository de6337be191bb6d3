"""Paying: the basket, the way to pay, the form for the bank, and where the payment stands."""

from datetime import datetime
from typing import Any

from flask import Blueprint, current_app, render_template
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

from blueprints import methods
from blueprints.access import owner, person, signed_in
from blueprints.checking import check_url
from blueprints.fragments import go_to, leave_for, nothing_new
from blueprints.proofs.qr import drawn_well
from blueprints.steps import Refused, Walk, save_step, show_step
from data import drafts, payments
from data.database import NotFound, new_id, now
from data.drafts import Draft
from data.payments import Paying
from gateways.methods import Asked
from rendering import language
from rules.basket import JOURNEY, PayFacts, Wanted, refill
from rules.deadlines import VILNIUS
from rules.epc import epc
from rules.journey import Form, Step
from rules.problem import Problem
from rules.references import made

blueprint = Blueprint("payments", __name__)


def _gather(draft: Draft, _form: Form | None) -> PayFacts:
    return PayFacts(draft.answers, payments.dues(person().id), methods.methods())


def _finish(draft: Draft, facts: PayFacts) -> str:
    """The attempt begins; the draft's id is its key."""
    try:
        begun = payments.start(person().id, facts.wanted, facts.answers["method"]["method"], draft.id)
    except NotFound:
        raise Refused("basket", {"title": Problem("Choose again: something has been paid in the meantime")}) from None
    return f"/pay/{begun.public_id}/bank"


def _context(_draft: Draft, _facts: PayFacts, _step: Step) -> dict[str, Any]:
    return {"method_name": methods.method_name}


WALK = Walk(JOURNEY, "payments", lambda step, _: f"/pay/{step}", lambda _: "/services", _gather, _finish, _context)


@blueprint.get("/pay")
@signed_in
def enter() -> Answer:
    return go_to("/pay/basket")


@blueprint.get("/pay/<name>")
@signed_in
def show_payment(name: str) -> Answer | str:
    """A step of the journey, or where the payment of that id stands."""
    return show_step(WALK, name) if JOURNEY.step(name) else _state(payments.one(person().id, name))


@blueprint.post("/pay/<name>")
@signed_in
def save_payment(name: str) -> Answer:
    return save_step(WALK, name)


@blueprint.get("/pay/history")
@signed_in
def show_history() -> str:
    return render_template("payments/history.html", payments=payments.of(person().id), method_name=methods.method_name)


def _state(paying: Paying) -> Answer | str:
    if paying.method == "transfer" and paying.state == "redirected":
        return go_to(f"/pay/{paying.public_id}/bank")
    facts = {"bank": methods.method_name(paying.method), "is_configured": _configured(paying)}
    return render_template("payments/state.html", paying=paying, check=check_url(paying.stamp), **facts)


def _configured(paying: Paying) -> bool:
    return paying.method in dict(methods.methods())


@blueprint.get("/pay/<name>/bank")
@signed_in
def show_bank(name: str) -> Answer | str:
    """The signed form with its one button. Not handed out for what is paid already, here or by another payment."""
    paying = payments.one(person().id, name)
    if paying.state not in ("created", "redirected") or not _configured(paying):
        return go_to(f"/pay/{name}")
    if payments.is_outdated(person().id, paying):
        return render_template("payments/outdated.html", paying=paying)
    method = methods.known()[paying.method]
    asked = _asked(paying)
    leave = method.leave(asked)
    payments.mark_redirected(person().id, name)
    if leave is None:
        payments.want_order(paying, asked.message, asked.language)
        return render_template("payments/preparing.html", paying=paying)
    facts = {"paying": paying, "method": method, "rivals": payments.rivals(paying)}
    if leave.url:
        return render_template("payments/bank.html", leave=leave, **facts)
    code = made(paying.stamp)
    qr = Markup(drawn_well(epc(method.payee_name, method.bank.payee_account, paying.amount, code)))  # noqa: S704 - our own SVG
    return render_template("payments/transfer.html", payment_code=code, qr=qr, **facts)


@blueprint.get("/pay/<name>/ready")
@signed_in
def show_readiness(name: str) -> Answer:
    """The page that waits for the order asks: nothing until it is made, then the way to the button."""
    paying = payments.one(person().id, name)
    return leave_for(f"/pay/{name}/bank") if paying.leave_url else nothing_new()


def _asked(paying: Paying) -> Asked:
    codes = ", ".join(dict.fromkeys(f"{item.provider} {item.payer_code}" for item in paying.items))
    return Asked(
        stamp=paying.stamp,
        cents=paying.amount,
        message=f"Savitarna: {codes}",
        site=current_app.config["SETTINGS"].base_url,
        language=language.get(),
        made_at=datetime.fromtimestamp(now(), VILNIUS).strftime("%Y-%m-%dT%H:%M:%S%z"),
        email=person().email or "",
        leave_url=paying.leave_url,
    )


@blueprint.get("/pay/<name>/changed/<state>")
@signed_in
def show_change(name: str, state: str) -> Answer:
    """The waiting page asks: nothing while the payment stands where it stood, else the way to its page."""
    paying = payments.one(person().id, name)
    return nothing_new() if paying.state == state else leave_for(f"/pay/{name}")


@blueprint.post("/pay/<name>/retry")
@signed_in
def retry(name: str) -> Answer:
    """What could not be paid goes into a new basket, as far as it is still to be paid."""
    before = [Wanted(item.kind, item.id, item.cents) for item in payments.one(person().id, name).items]
    chosen = refill(before, payments.dues(person().id))
    answers = {"basket": chosen} if chosen else {}
    drafts.remember(Draft(new_id(), owner(), JOURNEY.name, answers=answers))
    return go_to("/pay/method" if chosen else "/pay/basket")
