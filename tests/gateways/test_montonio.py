"""The published examples of Montonio, and what must not be believed."""

import base64
import hashlib
import hmac
import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import RSAKey

from gateways import montonio
from gateways.errors import GatewayError
from gateways.https import Line
from gateways.montonio import Ask, Contract, Expired, Order, RefundFact, read_token, read_webhook, refunds, signed
from gateways.montonio.calls import failure, is_repeated
from gateways.montonio.contract import cents_of
from gateways.montonio.orders import claims, read_answer
from rules.payments import Fact, Refusal

EXAMPLES = json.loads(Path(__file__).with_name("examples").joinpath("montonio.json").read_text("utf-8"))
CASES = {case["id"]: case for case in EXAMPLES["cases"]}
NOW = 1700000010
ACCOUNT = "LT121000011101001000"
SECRET = "test_secret_key_long_enough_for_hmac256"
CONTRACT = Contract(Line("https://stargate.montonio.com/api"), "test_access_key", SECRET, ACCOUNT)
UUID = "12228dce-2f7c-4db5-8d28-5d82a19aa3b6"
REFUND = "97b20084-319a-4cce-92f5-56d3b41a986a"
OUTCOMES = {"PAID": "paid", "AUTHORIZED": "pending", "VOIDED": "reversed", "ABANDONED": "expired"}
PAID = {
    "uuid": UUID, "accessKey": "test_access_key", "merchantReference": "ref-001", "paymentStatus": "PAID",
    "grandTotal": 100.5, "currency": "EUR", "senderIban": "EE471000001020145685", "senderName": "John Doe",
    "iat": 1700000000, "exp": 1700003600,
}  # fmt: skip
BACK = {
    "accessKey": "test_access_key", "orderUuid": UUID, "refundUuid": REFUND, "refundStatus": "SUCCESSFUL",
    "refundAmount": 25, "refundCurrency": "EUR", "iat": 1700000000, "exp": 1700003600,
}  # fmt: skip


def of_kind(kind: str) -> list[dict]:
    return [case for case in CASES.values() if case["kind"] == kind]


def named(case: dict) -> str:
    return case["id"]


def in_base64(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def token(payload: object, alg: str = "HS256", secret: str = SECRET, digest: str = "sha256", **header: object) -> str:
    """A token made by hand: what joserfc would refuse to sign has to be refused by us as well."""
    raw = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    start = in_base64(json.dumps({"alg": alg, "typ": "JWT", **header}).encode()) + b"." + in_base64(raw)
    return (start + b"." + in_base64(hmac.digest(secret.encode(), start, digest))).decode()


def order_body(**changes: object) -> bytes:
    return json.dumps({"orderToken": token({**PAID, **changes})}).encode()


def refund_body(**changes: object) -> bytes:
    return json.dumps({"refundToken": token({**BACK, **changes})}).encode()


@pytest.mark.parametrize("case", of_kind("order_webhook"), ids=named)
def test_a_published_webhook_is_read_as_printed(case):
    told = read_webhook(CONTRACT, json.dumps(case["body"]).encode(), case["now"])
    wanted = case["expected"]
    if wanted["valid"] is False:
        assert told == Refusal("the signature is wrong")
    elif wanted["valid"] == "policy":
        assert told == Ask(UUID, "ref-001")
    else:
        assert isinstance(told, Fact)
        assert told.outcome == OUTCOMES[wanted.get("status", "PAID")]
        assert told.cents == wanted.get("amount_cents", 10050)
        assert (told.stamp == "ref-001") is (wanted["effect"] != "store_unmatched")


def test_a_paid_order_tells_who_paid_what_into_which_account():
    told = read_webhook(CONTRACT, json.dumps(CASES["montonio-001"]["body"]).encode(), NOW)
    assert told == Fact("paid", "ref-001", UUID, 10050, "EUR", ACCOUNT, "EE471000001020145685", "John Doe")


STEPS = [(case["id"], step) for case in of_kind("sequence") for step in case["steps"]]


@pytest.mark.parametrize(("name", "step"), STEPS, ids=lambda part: part if isinstance(part, str) else part["status"])
def test_each_step_of_a_published_sequence_tells_one_and_the_same_transaction(name, step):
    token = step["token"]
    raw = f"order-token={token}" if step["via"] == "return" else json.dumps({"orderToken": token})
    told = read_webhook(CONTRACT, raw.encode(), NOW)
    assert (told.outcome, told.stamp, told.transaction, told.cents) == (
        OUTCOMES[step["status"]],
        "ref-001",
        UUID,
        10050,
    )


@pytest.mark.parametrize("case", of_kind("refund_sequence"), ids=named)
def test_each_step_of_a_published_refund_is_read(case):
    for step in case["steps"]:
        told = read_webhook(CONTRACT, json.dumps({"refundToken": step["token"]}).encode(), NOW)
        state = {"PENDING": "pending", "SUCCESSFUL": "done", "REJECTED": "failed"}[step["fields"]["refundStatus"]]
        reason = step["fields"].get("refundStatusDescription", "")
        assert told == RefundFact(UUID, REFUND, state, 2500, "EUR", reason)


def test_the_published_order_is_signed_with_our_key_and_a_life_of_ten_minutes():
    case = CASES["montonio-042"]
    options = case["input"]["payment"]["methodOptions"]
    order = Order("MY-ORDER-ID-123", 9999, case["input"]["returnUrl"], case["input"]["notificationUrl"],
                  bank=options["preferredProvider"], message=options["paymentDescription"])  # fmt: skip
    made = signed(CONTRACT, {**claims(order), "accessKey": "somebody else's"}, case["now"])
    header, payload, _ = (base64.urlsafe_b64decode(part + "==") for part in made.split("."))
    told = json.loads(payload)
    numbers = {"grandTotal": 99.99, "payment": {**case["input"]["payment"], "amount": 99.99}}
    assert json.loads(header) == case["expected"]["header"]
    assert told == {**case["input"], **numbers, **case["expected"]["claims_added"]}


@pytest.mark.parametrize(("cents", "written"), [(1, b"0.01"), (1250, b"12.50"), (10000, b"100.00"), (1 << 40, b".76")])
def test_a_sum_goes_out_as_a_number_of_two_places(cents, written):
    payload = base64.urlsafe_b64decode(signed(CONTRACT, claims(replace(ORDER, cents=cents)), NOW).split(".")[1] + "==")
    assert payload.count(written + b",") == 2


ORDER = Order("ref-001", 10050, "https://savitarna.example/back", "https://savitarna.example/told")


def test_a_card_is_no_bank_and_a_language_that_they_lack_is_english():
    made = claims(replace(ORDER, method="cardPayments", bank="HABALT22", language="uk"))
    assert made["locale"] == "en"
    assert "methodOptions" not in made["payment"]


@pytest.mark.parametrize("case", of_kind("error_response"), ids=named)
def test_a_published_error_is_no_reason_to_ask_again(case):
    assert failure(case["http"], case["body"]).kind == ("broken" if case["http"] == 401 else "refused")
    assert is_repeated(case["http"], case["body"]) is case["expected"]["idempotency_hit"]


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, "refused"), (403, "broken"), (404, "refused"), (418, "broken"), (429, "try_again"), (502, "try_again")],
)
def test_an_error_says_whether_to_ask_again(status, kind):
    assert failure(status, {"message": ["odd"]}).kind == kind


def test_the_published_order_is_read():
    told = read_answer(CONTRACT, CASES["montonio-048"]["body"])
    assert (told.uuid, told.status, told.refunds) == (UUID, "PENDING", ())
    assert told.fact == Fact("none", "MY-ORDER-ID-123")


def test_the_sum_of_an_order_may_be_a_text_or_a_number():
    paid = {**CASES["montonio-048"]["body"], "paymentStatus": "PAID"}
    assert read_answer(CONTRACT, paid).fact.cents == 9999
    assert read_answer(CONTRACT, {**paid, "grandTotal": 25}).fact.cents == 2500
    assert read_answer(CONTRACT, {**paid, "grandTotal": 100.50000000000001}).fact.cents == 10050


def test_the_published_refund_is_read():
    assert refunds.read_refund(UUID, CASES["montonio-050"]["body"]) == RefundFact(UUID, REFUND, "pending", 2500, "EUR")


@pytest.mark.parametrize("status", ["PARTIALLY_REFUNDED", "REFUNDED"])
def test_an_order_that_was_refunded_was_paid_first_and_lists_what_went_back(status):
    row = {**CASES["montonio-050"]["body"], "status": "SUCCESSFUL"}
    told = read_answer(CONTRACT, {**PAID, "paymentStatus": status, "refunds": [row, "odd", {}]})
    assert (told.fact.outcome, told.fact.cents, told.status) == ("paid", 10050, status)
    assert told.refunds == (RefundFact(UUID, REFUND, "done", 2500, "EUR"),)


@pytest.mark.parametrize("status", ["PENDING", "PARTIALLY_REFUNDED", "REFUNDED", "SOMETHING_NEW"])
def test_a_status_that_moves_no_money_of_the_payer_has_no_effect(status):
    assert read_webhook(CONTRACT, order_body(paymentStatus=status), NOW) == Fact("none", "ref-001")


def test_an_abandoned_order_has_failed():
    assert read_webhook(CONTRACT, order_body(paymentStatus="ABANDONED"), NOW) == Fact("expired", "ref-001", UUID)


def test_the_twins_in_snake_case_are_ignored():
    told = read_webhook(CONTRACT, order_body(payment_status="PENDING", merchant_reference="x", grand_total=1), NOW)
    assert (told.outcome, told.stamp, told.cents) == ("paid", "ref-001", 10050)


@pytest.mark.parametrize("status", ["PROCESSING", "SOMETHING_NEW"])
def test_a_refund_has_not_ended_before_they_say_so(status):
    assert read_webhook(CONTRACT, refund_body(refundStatus=status), NOW).state == "pending"


def test_a_cancelled_refund_without_a_reason_is_told_by_its_status():
    assert read_webhook(CONTRACT, refund_body(refundStatus="CANCELED"), NOW).reason == "CANCELED"


def test_a_late_token_of_a_refund_makes_us_ask_for_its_order():
    assert read_webhook(CONTRACT, refund_body(), 1700003901) == Ask(UUID)


@pytest.mark.parametrize(("now", "believed"), [(1700003900, True), (1700003901, False)])
def test_a_token_may_be_five_minutes_late(now, believed):
    assert isinstance(read_webhook(CONTRACT, order_body(), now), Fact if believed else Ask)


def test_a_late_token_with_a_wrong_signature_is_not_even_asked_about():
    forged = token(PAID, secret="another_secret_key_long_enough_for_hmac")
    assert read_token(CONTRACT, forged, 1800000000) == Refusal("the signature is wrong")
    assert isinstance(read_token(CONTRACT, token(PAID), 1800000000), Expired)


def by_rsa() -> str:
    key = RSAKey.import_key(generate_private_key(65537, 2048))
    return jwt.encode({"alg": "RS256"}, PAID, key, algorithms=["RS256"])


@pytest.mark.parametrize(
    "forged",
    [
        token(PAID, alg="none"), token(PAID, alg="none").rsplit(".", 1)[0] + ".", token(PAID, alg="None"),
        token(PAID, alg="HS512", digest="sha512"), token(PAID, alg="HS384", digest="sha384"),
        token(PAID, alg="HS512"), token(PAID, digest="sha512"), token(PAID, alg="hs256"), by_rsa(),
        token(PAID, alg="RS256"), token(PAID, secret=""), token(PAID, crit=["exp"]),
        token(PAID, alg=["HS256"]), token(PAID, alg=None), token(PAID, alg={}),
    ],
)  # fmt: skip
def test_only_hs256_is_believed(forged):
    assert isinstance(read_token(CONTRACT, forged, NOW), Refusal)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"accessKey": "other"}, "the token is for another store"),
        ({"accessKey": None}, "the token is for another store"),
        ({"accessKey": "ė"}, "the token is for another store"),
        ({"exp": None}, "the token has no end"),
        ({"exp": True}, "the token has no end"),
        ({"exp": "1700003600"}, "the token has no end"),
        ({"uuid": 5}, "the message is about no order"),
        ({"paymentStatus": ""}, "the message is about no order"),
        ({"merchantReference": None}, "the message is about no order"),
        ({"grandTotal": None}, "the amount cannot be read"),
        ({"grandTotal": -1}, "the amount cannot be read"),
        ({"grandTotal": True}, "the amount cannot be read"),
        ({"grandTotal": "1,50"}, "the amount cannot be read"),
        ({"grandTotal": 1e300}, "the amount cannot be read"),
        ({"grandTotal": "٣"}, "the amount cannot be read"),
        ({"currency": ""}, "the amount cannot be read"),
    ],
)
def test_a_signed_token_that_makes_no_sense_is_refused(changes, reason):
    assert read_webhook(CONTRACT, order_body(**changes), NOW).reason == reason


@pytest.mark.parametrize(
    "changes", [{"refundUuid": None}, {"orderUuid": ""}, {"refundAmount": "x"}, {"refundAmount": -5}, {"exp": None}]
)
def test_a_signed_refund_that_makes_no_sense_is_refused(changes):
    assert isinstance(read_webhook(CONTRACT, refund_body(**changes), NOW), Refusal)


def test_our_own_request_is_no_answer():
    ours = json.dumps({"orderToken": signed(CONTRACT, claims(ORDER), NOW)}).encode()
    assert read_webhook(CONTRACT, ours, NOW) == Refusal("the message is about no order", "ref-001")


def test_a_refund_in_the_place_of_an_order_is_refused():
    assert isinstance(read_webhook(CONTRACT, refund_body().replace(b"refundT", b"orderT"), NOW), Refusal)
    assert isinstance(read_webhook(CONTRACT, order_body().replace(b"orderT", b"refundT"), NOW), Refusal)


@pytest.mark.parametrize("payload", [b"", b"[]", b"1", b"\xff", b"[" * 9000, b"{" + b'"a":{' * 3000, b'{"exp":NaN}',
                                     b'{"exp":' + b"9" * 5000 + b"}", b'{"exp":1e99999999999999999999}'])  # fmt: skip
def test_a_signed_payload_that_is_no_object_is_refused(payload):
    assert isinstance(read_token(CONTRACT, token(payload), NOW), Refusal)


def test_a_name_that_no_database_can_keep_is_cleaned():
    told = read_webhook(CONTRACT, order_body(senderName="Ona\0 \ud800Onaitė"), NOW)
    assert told.payer_name == "Ona Onaitė"


SHAPES = [b"", b"%s", b'{"orderToken": "%s"}', b'{"refundToken": "%s"}', b"order-token=%s", b'{"orderToken": %s}']


@given(st.binary(max_size=300), st.sampled_from(SHAPES))
def test_no_bytes_are_believed_and_none_raise(raw, shape):
    assert isinstance(read_webhook(CONTRACT, shape.replace(b"%s", raw), NOW), Refusal)


LETTERS = st.text("aė5.-\0\ud800", max_size=9)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | LETTERS | st.sampled_from(["PAID", "SUCCESSFUL"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LETTERS, inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted({*PAID, *BACK} - {"accessKey"})), ANYTHING))
def test_no_signed_claims_raise(changes):
    for raw in (order_body(**changes), refund_body(**changes)):
        assert isinstance(read_webhook(CONTRACT, raw, NOW), Fact | RefundFact | Refusal | Ask)


@given(st.binary(max_size=60), st.binary(max_size=120))
def test_no_header_and_no_payload_raise(header, payload):
    start = in_base64(header) + b"." + in_base64(payload)
    made = start + b"." + in_base64(hmac.digest(SECRET.encode(), start, hashlib.sha256))
    assert isinstance(read_token(CONTRACT, made.decode(), NOW), Refusal)


@given(st.dictionaries(st.sampled_from([*PAID, "refunds"]), ANYTHING))
def test_no_answer_about_an_order_raises_anything_but_our_error(changes):
    with suppress(GatewayError):
        read_answer(CONTRACT, {**PAID, **changes})


@given(st.integers(0, 10**13))
def test_a_sum_that_goes_out_comes_back_the_same(cents):
    total = json.loads(json.dumps(cents / 100))
    assert cents_of(f"{cents // 100}.{cents % 100:02d}") == cents_of(total) == cents


@pytest.mark.parametrize(("value", "cents"), [("0.125", 12), ("0.135", 14), (0.005, 0), ("7", 700), ("-0.50", -50)])
def test_half_a_cent_goes_to_the_even_one(value, cents):
    assert cents_of(value) == cents


@pytest.mark.parametrize("uuid", ["", "../payouts", "12228dce/..", "a" * 65, "ąąąąąąąąąąąą"])
def test_an_order_that_would_lead_to_another_path_is_not_asked_for(uuid):
    with pytest.raises(GatewayError):
        montonio.ask(CONTRACT, uuid, NOW)


def test_the_secret_is_in_no_log():
    assert SECRET not in repr(CONTRACT)
