"""Where the banks' answers arrive, by browser or from server to server. The signature decides, not a cookie."""

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.wrappers import Response as Answer

from blueprints import banks
from blueprints.access import address, anyone
from blueprints.csrf import signed_callback
from blueprints.fragments import go_to
from data import limits, payments
from gateways import banklink
from rules.payments import Refusal

blueprint = Blueprint("bank_answers", __name__)
LONGEST = 16 * 1024
BUCKET, MOST_REFUSED = "bank message refused", 100


@blueprint.route("/pay/banklink/<bank>", methods=["GET", "POST"])
@anyone
@signed_callback
def hear(bank: str) -> Answer:
    """Keep the raw message, then read it, then let it take effect. The same message may come again, by either way."""
    contract = banks.contracts().get(bank) or abort(404)
    raw = request.get_data() if request.method == "POST" else request.query_string
    if not raw:
        return go_to("/pay/history")  # the payer came back without a word from the bank
    if len(raw) > LONGEST:
        abort(413)
    way = "server" if b"VK_AUTO=Y" in raw.split(b"&") else "browser"
    if _is_flooding() and isinstance(banklink.read_answer(contract, raw), Refusal):
        abort(429)
    message = payments.keep(bank, way, raw)
    told = banklink.read_answer(contract, raw)
    if isinstance(told, Refusal):
        limits.count(BUCKET, address())
    paid = payments.apply(message, contract.bank, told)
    if way == "server":
        return Response("OK\n" if paid else "REFUSED\n", 200 if paid else 400, content_type="text/plain")
    return go_to(f"/pay/{paid}") if paid else Response(render_template("payments/unread.html"), 400)


def _is_flooding() -> bool:
    """After so many unbelievable messages an hour only believable ones are kept: nobody fills our disk with noise."""
    return limits.counted(BUCKET, address(), 3600) >= MOST_REFUSED
