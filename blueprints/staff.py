"""What needs a person: calls, reported errors, bank messages that closed nothing, letters that did not go out."""

import hmac
from collections.abc import Iterable
from typing import Protocol, TypeVar

from flask import Blueprint, abort, current_app, render_template
from werkzeug.wrappers import Response

from blueprints.access import staff_only
from blueprints.corrections import REASONS
from blueprints.fragments import go_to
from blueprints.methods import method_name
from data import call_backs, corrections, outbox, payments, reports
from rules.staff import advice, mail_advice

blueprint = Blueprint("staff", __name__)


class Numbered(Protocol):
    @property
    def id(self) -> int: ...


Kind = TypeVar("Kind", bound=Numbered)


@blueprint.get("/staff")
@staff_only
def show_staff() -> str:
    return render_template(
        "staff/staff.html",
        call_backs=call_backs.open_ones(),
        reports=reports.open_ones(),
        corrections=corrections.open_ones(),
        reasons=REASONS,
        troubles=[(mark(one), method_name(one.bank), one, *advice(one.verdict)) for one in payments.troubles()],
        letters=[(mark(one), one, mail_advice(one.error)) for one in outbox.failed()],
    )


@blueprint.post("/staff/reports/<public_id>")
@staff_only
def close_report(public_id: str) -> Response:
    reports.close(public_id)
    return go_to("/staff")


@blueprint.post("/staff/call-backs/<public_id>")
@staff_only
def close_call_back(public_id: str) -> Response:
    call_backs.close(public_id)
    return go_to("/staff")


@blueprint.post("/staff/messages/<sign>")
@staff_only
def close_message(sign: str) -> Response:
    payments.handled(_marked(sign, payments.troubles()).id)
    return go_to("/staff")


@blueprint.post("/staff/letters/<sign>/again")
@staff_only
def send_again(sign: str) -> Response:
    outbox.try_again(_marked(sign, outbox.failed()).id)
    return go_to("/staff")


@blueprint.post("/staff/letters/<sign>")
@staff_only
def close_letter(sign: str) -> Response:
    outbox.give_up(_marked(sign, outbox.failed()).id)
    return go_to("/staff")


def mark(one: Numbered) -> str:
    """The row's name on the page: integer keys stay on the server."""
    secret: str = current_app.secret_key  # type: ignore[assignment]
    return hmac.digest(secret.encode(), f"{type(one).__name__}:{one.id}".encode(), "sha256").hex()[:22]


def _marked(sign: str, rows: Iterable[Kind]) -> Kind:
    return next((one for one in rows if hmac.compare_digest(mark(one).encode(), sign.encode())), None) or abort(404)
