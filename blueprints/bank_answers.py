"""Where the banks' answers arrive, by browser or from server to server. The signature decides, not a cookie."""

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.wrappers import Response as Answer

from blueprints import methods
from blueprints.access import address, anyone
from blueprints.csrf import signed_callback
from blueprints.fragments import go_to
from data import limits, payments
from data.database import now
from gateways import paysera
from gateways.methods import BanklinkMethod, Method
from logs import log
from rules.payments import Fact, Refusal

blueprint = Blueprint("bank_answers", __name__)
LONGEST = 16 * 1024
BUCKET, MOST_REFUSED = "bank message refused", 100


@blueprint.route("/pay/banklink/<bank>", methods=["GET", "POST"])
@anyone
@signed_callback
def hear(bank: str) -> Answer:
    """A bank's signed form, brought by the payer's browser or by the bank's server."""
    method = methods.known().get(bank)
    if not isinstance(method, BanklinkMethod):
        abort(404)
    raw = request.get_data() if request.method == "POST" else request.query_string
    if not raw:
        return go_to("/pay/history")  # the payer came back without a word from the bank
    way = "server" if b"VK_AUTO=Y" in raw.split(b"&") else "browser"
    _, paid = _take(method, way, raw)
    if way == "server":
        return Response("OK\n" if paid else "REFUSED\n", 200 if paid else 400, content_type="text/plain")
    return go_to(f"/pay/{paid}") if paid else Response(render_template("payments/unread.html"), 400)


@blueprint.route("/pay/paysera/callback", methods=["GET", "POST"])
@anyone
@signed_callback
def hear_paysera() -> Answer:
    """Paysera's word from server to server, which is answered with OK, whatever came of it (paysera.md §2)."""
    method = methods.known().get("paysera") or abort(404)
    raw = request.get_data() if request.method == "POST" else request.query_string
    if paysera.strength(raw) not in ("ss3", "encrypted"):
        log.warning("paysera_signs_weakly", strength=paysera.strength(raw))
    _, known = _take(method, "server", raw)
    return Response("OK" if known else "REFUSED", 200 if known else 400, content_type="text/plain")


@blueprint.get("/pay/paysera/return")
@anyone
def return_from_paysera() -> Answer:
    """The payer is back, with the same signed word or without one."""
    return _returned("paysera", "data")


@blueprint.post("/pay/montonio/callback")
@anyone
@signed_callback
def hear_montonio() -> Answer:
    """Montonio's word from server to server: 200 for all that is signed, whatever comes of it (montonio.md §6)."""
    method, raw = methods.known().get("montonio") or abort(404), request.get_data()
    told, _ = _take(method, "server", raw)
    return Response("", 200 if isinstance(told, Fact) else 401)


@blueprint.get("/pay/montonio/return")
@anyone
def return_from_montonio() -> Answer:
    """The payer is back, with the same signed word or without one."""
    return _returned("montonio", "order-token")


def _returned(code: str, field: str) -> Answer:
    """The payer's browser is back from this processor, with its signed word in that field of the address or without."""
    method = methods.known().get(code) or abort(404)
    known = _take(method, "browser", request.query_string)[1] if request.args.get(field) else ""
    return go_to(f"/pay/{known}" if known else "/pay/history")


def _take(method: Method, way: str, raw: bytes) -> tuple[Fact | Refusal, str]:
    """Keep the raw message, then read it, then let it take effect: what it told, and its payment's public id or ''.

    The same message may come again, by either way."""
    if len(raw) > LONGEST:
        abort(413)
    if _is_flooding() and isinstance(method.read(raw, now(), way), Refusal):
        abort(429)
    message = payments.keep(method.bank.id, way, raw)
    told = method.read(raw, now(), way)
    if isinstance(told, Refusal):
        limits.count(BUCKET, address())
    return told, payments.apply(message, method.bank, told)


def _is_flooding() -> bool:
    """After so many unbelievable messages an hour only believable ones are kept: nobody fills our disk with noise."""
    return limits.counted(BUCKET, address(), 3600) >= MOST_REFUSED
