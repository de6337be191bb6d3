"""The published examples of Paysera Checkout, and what must not be believed."""

import json
from base64 import urlsafe_b64encode
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from hypothesis import given
from hypothesis import strategies as st

from gateways.errors import GatewayError
from gateways.paysera import Contract, Order, encoding, fields, payment_url, read_callback, signature, signed, strength
from rules.payments import Bank, Fact, Refusal

EXAMPLES = json.loads(Path(__file__).with_name("examples").joinpath("paysera.json").read_text("utf-8"))
KEY, OTHER = generate_private_key(65537, 2048), generate_private_key(65537, 2048)
PLAIN = Contract("https://bank/pay/", "1111", "test_password", (KEY.public_key(),), False, False, "LT12")
SEALED = replace(PLAIN, public_keys=(), is_encrypted=True)
BY_PASSWORD = replace(PLAIN, public_keys=())
TOLD = {
    "projectid": "1111", "orderid": "A1B2", "amount": "1745", "currency": "EUR", "status": "1", "payamount": "1745",
    "paycurrency": "EUR", "requestid": "5473", "account": "LT99", "name": "Rūta", "surename": "Bandymė", "test": "0",
}  # fmt: skip
PAID = Fact("paid", "A1B2", "5473", 1745, "EUR", "LT12", "LT99", "Rūta Bandymė")
ORDER = Order("A1B2", 1745, "https://us/back", "https://us/no", "https://us/told", email="ruta@example.com",
              message="Užsakymas [order_nr], [site_name]")  # fmt: skip


def of_kind(kind: str):
    cases = [case for case in EXAMPLES["cases"] if case["kind"] == kind]
    assert cases
    return pytest.mark.parametrize("case", cases, ids=lambda case: case["id"])


def told(**changes: str | None) -> dict[str, str]:
    return {name: value for name, value in {**TOLD, **changes}.items() if value is not None}


def data(fields: dict[str, str]) -> str:
    return urlsafe_b64encode(urlencode(fields).encode()).decode()


def ss(text: str, digest, key=KEY) -> str:
    return urlsafe_b64encode(key.sign(text.encode(), PKCS1v15(), digest)).decode()


def message(fields: dict[str, str], *names: str, key=KEY, **changes: str) -> bytes:
    """A callback that carries these signatures; padding is left as it is, so that each byte means something."""
    text = data(fields)
    made = {"ss1": encoding.md5_sign(text, "test_password"), "ss2": ss(text, SHA1(), key),
            "ss3": ss(text, SHA256(), key)}  # fmt: skip
    return urlencode({"data": text, **{name: made[name] for name in names}, **changes}, safe="=").encode()


def sealed(query: str, password: str = "test_password") -> bytes:
    key, iv = password.encode()[:32].ljust(32, b"\0"), b"twelve bytes"
    return b"data=" + urlsafe_b64encode(iv + AESGCM(key).encrypt(iv, query.encode(), None))


read = partial(read_callback, PLAIN)


@of_kind("b64url_decode")
def test_published_base64_is_read_in_both_alphabets(case):
    plain = case["input"].replace("-", "+").replace("_", "/")
    assert encoding.decoded(case["input"]).hex() == encoding.decoded(plain).hex() == case["expected_hex"]


@of_kind("b64url_encode")
def test_published_bytes_are_written_the_same(case):
    assert encoding.encoded(bytes.fromhex(case["input_hex"])) == case["expected"]


@of_kind("parse_query")
def test_a_published_query_is_read_the_same(case):
    assert encoding.fields_of(case["input"].encode()) == case["expected"]


@of_kind("build_request")
def test_a_published_request_is_built_of_the_same_bytes(case):
    made = signed(
        dict(case["input"]), case["version"], str(case["projectid"]), case["password"], case.get("repeat", False)
    )
    assert made == case["expected"]
    assert encoding.decoded(made["data"]).decode() == case["expected_query"]


@of_kind("sign_request")
def test_a_published_request_is_signed_the_same(case):
    assert encoding.md5_sign(case["data"], case["password"]) == case["expected_sign"]
    assert encoding.fields_of(encoding.decoded(case["data"])) == case["expected_params"]


@of_kind("validate_request")
def test_a_published_fault_is_found_before_sending(case):
    with pytest.raises(GatewayError) as caught:
        fields.check({name: str(value) for name, value in case["input"].items()})
    assert (caught.value.kind, caught.value.reason) == ("broken", case["expected_error"])


def of_password(case: dict) -> Contract:
    own = str(case.get("projectid", 1111))
    return replace(BY_PASSWORD, password=case["password"], project_id=own, takes_test=True)


@of_kind("callback")
def test_a_published_callback_is_understood(case):
    heard = read_callback(of_password(case), urlencode(case["query"]).encode())
    wanted = case["expected"]
    if not wanted["ss1_valid"]:
        assert heard == Refusal("ss1 is wrong", "2222")
        return
    assert heard.outcome == {1: "paid", 2: "pending"}[wanted["status"]]
    if "params" in wanted:
        assert encoding.fields_of(encoding.decoded(case["query"]["data"])) == wanted["params"]
        assert heard == Fact("paid", "2222", "5473", 100, "EUR", "LT12", "TEST11111111", "Name Last name")


@of_kind("callback_expected_fields")
def test_a_published_sum_that_is_not_the_ordered_one_arrives_as_it_is(case):
    heard = read_callback(of_password(case), urlencode(case["query"]).encode())
    assert (heard.stamp, heard.cents) == (case["order"]["orderid"], 1500)
    assert heard.cents != case["order"]["amount"]


@of_kind("callback_rsa")
def test_a_published_rsa_signature_is_judged_the_same(case):
    keyed = replace(PLAIN, public_keys=(load_pem_public_key(case["public_key_pem"].encode()),))
    assert (signature.distrust(keyed, case["query"]) == "") is case["expected"]["valid"]
    if case["expected"]["valid"]:
        assert case["expected"]["algorithm"].startswith(strength(urlencode(case["query"]).encode()))


@of_kind("callback_gcm")
def test_a_published_encrypted_callback_is_opened(case):
    assert encoding.decrypted(case["data"], case["password"]).decode() == case["expected_plaintext"]
    wrong = replace(SEALED, password="another_key")
    assert read_callback(wrong, b"data=" + case["data"].encode()) == Refusal("data cannot be read")


def test_every_kind_of_example_is_tried():
    assert {case["kind"] for case in EXAMPLES["cases"]} == {
        "b64url_decode", "b64url_encode", "parse_query", "build_request", "sign_request", "validate_request",
        "callback", "callback_expected_fields", "callback_rsa", "callback_gcm",
    }  # fmt: skip


@pytest.mark.parametrize("names", [["ss3"], ["ss2"], ["ss2", "ss1"], ["ss1", "ss2", "ss3"]])
def test_what_was_paid_is_believed_by_the_strongest_signature(names):
    assert read(message(told(), *names)) == PAID


def test_a_bad_ss3_is_not_rescued_by_a_good_ss2():
    sha1 = ss(data(told()), SHA1())
    for bad in ("", "AAAA", "no base64", sha1):
        assert read(message(told(), "ss1", "ss2", ss3=bad)) == Refusal("ss3 is wrong", "A1B2")


def test_a_bad_ss2_is_not_rescued_by_a_good_ss1():
    for bad in ("", "AAAA", ss(data(told()), SHA256())):
        assert read(message(told(), "ss1", ss2=bad)) == Refusal("ss2 is wrong", "A1B2")


def test_ss1_alone_is_enough_only_where_we_hold_no_key():
    assert read(message(told(), "ss1")) == Refusal("ss1 alone is not enough", "A1B2")
    assert read_callback(BY_PASSWORD, message(told(), "ss1")) == PAID
    assert read_callback(BY_PASSWORD, message(told(), "ss3")) == Refusal("ss1 is wrong", "A1B2")
    assert read_callback(BY_PASSWORD, message(told(), ss1="ąčę")) == Refusal("ss1 is wrong", "A1B2")


def test_a_callback_without_any_signature_is_refused():
    for contract in (PLAIN, BY_PASSWORD):
        assert read_callback(contract, message(told())) == Refusal("the signature is missing", "A1B2")


def test_a_signature_of_another_key_is_refused_and_of_the_next_key_is_taken():
    assert read(message(told(), "ss3", key=OTHER)) == Refusal("ss3 is wrong", "A1B2")
    rolled = replace(PLAIN, public_keys=(KEY.public_key(), OTHER.public_key()))
    assert read_callback(rolled, message(told(), "ss3", key=OTHER)) == PAID


def test_a_callback_of_an_encrypted_project_is_opened_and_a_signed_one_is_not_taken_for_it():
    assert read_callback(SEALED, sealed(urlencode(told()))) == PAID
    assert read_callback(SEALED, message(told(), "ss1", "ss2", "ss3")) == Refusal("data cannot be read")
    assert read(sealed(urlencode(told()))) == Refusal("the signature is missing")
    for wrong in ("other", "test_password1", "x" * 40):
        assert read_callback(replace(SEALED, password=wrong), sealed(urlencode(told()))) == Refusal(
            "data cannot be read"
        )


@pytest.mark.parametrize("password", ["x" * 32, "x" * 40])
def test_a_long_password_is_cut_to_a_key(password):
    assert read_callback(replace(SEALED, password=password), sealed(urlencode(told()), password)) == PAID


@pytest.mark.parametrize(
    ("contract", "raw"),
    [
        (PLAIN, message(told(), "ss3")), (PLAIN, message(told(), "ss2")), (BY_PASSWORD, message(told(), "ss1")),
        (SEALED, sealed(urlencode(told()))),
    ],
    ids=["ss3", "ss2", "ss1", "encrypted"],
)  # fmt: skip
def test_a_change_of_any_bit_is_refused(contract, raw):
    assert read_callback(contract, raw) == PAID
    for place in range(len(raw)):
        for bit in range(8):
            changed = raw[:place] + bytes([raw[place] ^ 1 << bit]) + raw[place + 1 :]
            assert isinstance(read_callback(contract, changed), Refusal), changed


def test_a_field_twice_is_refused_outside_and_inside():
    raw = message(told(), "ss3")
    assert read(raw + b"&data=x") == Refusal("the message cannot be read")
    twice = urlencode(told()) + "&status=1"
    assert read_callback(SEALED, sealed(twice)) == Refusal("data cannot be read")


@pytest.mark.parametrize("raw", [b"", b"ss3=x", b"\xff\xfe", b"data=%FF", b"data=%00", b"&" * 200, b"data"])
def test_what_cannot_be_read_is_refused(raw):
    assert isinstance(read(raw), Refusal)


def test_a_callback_for_another_project_is_refused():
    for project in ("1112", "", None):
        assert read(message(told(projectid=project), "ss3")) == Refusal("the message is for another project", "A1B2")


@pytest.mark.parametrize("status", ["2", "4"])
def test_what_is_accepted_or_unconfirmed_is_pending_with_its_sum(status):
    assert read(message(told(status=status), "ss3")) == replace(PAID, outcome="pending", transaction="")


@pytest.mark.parametrize("status", ["0", "3", "6", "", "01", "1 ", "١", "x" * 500, None])
def test_no_other_status_does_anything(status):
    assert read(message(told(status=status), "ss3")) == Fact("none", "A1B2")


def test_a_refund_tells_what_was_given_back_or_else_what_was_paid():
    assert read(message(told(status="5"), "ss3")) == replace(PAID, outcome="refunded")
    part = read(message(told(status="5", refund_amount="45"), "ss3"))
    assert part == replace(PAID, outcome="refunded", cents=45)
    assert read(message(told(status="5", refund_amount=""), "ss3")) == Refusal("the amount cannot be read", "A1B2")


@pytest.mark.parametrize("status", ["0", "1", "5"])
def test_a_test_payment_is_money_in_the_sandbox_alone(status):
    raw = message(told(test="1", status=status), "ss3")
    assert read(raw) == Refusal("a test payment is no money", "A1B2")
    assert isinstance(read_callback(replace(PLAIN, takes_test=True), raw), Fact)


def test_the_paid_sum_is_booked_and_not_the_asked_one():
    heard = read(message(told(payamount="500", paycurrency="PLN"), "ss3"))
    assert (heard.cents, heard.currency) == (500, "PLN")


@pytest.mark.parametrize("amount", ["", "-5", "+5", "17.45", "17,45", "1e3", "٣", " 5", "5\n", "9" * 12, "1_0"])
def test_an_amount_that_is_no_count_of_cents_is_refused(amount):
    assert read(message(told(payamount=amount), "ss3")) == Refusal("the amount cannot be read", "A1B2")


def test_half_a_sum_is_not_filled_up_from_the_asked_one():
    assert read(message(told(payamount=None), "ss3")) == Refusal("the amount cannot be read", "A1B2")
    assert read(message(told(paycurrency=None), "ss3")) == Refusal("the currency cannot be read", "A1B2")


def test_money_without_its_number_or_its_order_is_refused():
    assert read(message(told(requestid=None), "ss3")) == Refusal("requestid is missing", "A1B2")
    assert read(message(told(orderid=""), "ss3")) == Refusal("orderid is missing")


def test_a_long_or_unprintable_claim_is_not_handed_on():
    for stamp in ("x" * 41, "a\nb"):
        assert read(message(told(orderid=stamp), ss3="AAAA")) == Refusal("ss3 is wrong")


@pytest.mark.parametrize(
    ("names", "found"),
    [(["ss1", "ss2", "ss3"], "ss3"), (["ss1", "ss2"], "ss2"), (["ss1"], "ss1"), ([], "encrypted")],
)
def test_the_strongest_proof_of_a_callback_can_be_told(names, found):
    assert strength(message(told(), *names)) == found


def test_what_is_no_callback_has_no_proof():
    for raw in (b"", b"ss3=x", b"\xff", b"data=1&data=2"):
        assert strength(raw) == ""


def test_the_payer_is_sent_with_a_signed_order():
    address = urlsplit(payment_url(PLAIN, ORDER))
    assert address._replace(query="").geturl() == "https://bank/pay/"
    sent = dict(parse_qsl(address.query, strict_parsing=True))
    assert list(sent) == ["data", "sign"]
    assert sent["sign"] == encoding.md5_sign(sent["data"], "test_password")
    assert encoding.fields_of(encoding.decoded(sent["data"])) == {
        "orderid": "A1B2", "accepturl": "https://us/back", "cancelurl": "https://us/no",
        "callbackurl": "https://us/told", "amount": "1745", "currency": "EUR", "lang": "LIT",
        "paytext": "Užsakymas [order_nr], [site_name]", "p_email": "ruta@example.com", "version": "1.6",
        "projectid": "1111",
    }  # fmt: skip


def asked(contract: Contract, order: Order) -> dict[str, str]:
    sent = encoding.fields_of(urlsplit(payment_url(contract, order)).query.encode())
    return encoding.fields_of(encoding.decoded(sent["data"]))


@pytest.mark.parametrize(
    ("ours", "theirs"), [("lt", "LIT"), ("en", "ENG"), ("ru", "RUS"), ("pl", "POL"), ("uk", "ENG"), ("xx", "LIT")]
)
def test_paysera_speaks_the_payers_language_where_it_can(ours, theirs):
    assert asked(PLAIN, replace(ORDER, language=ours))["lang"] == theirs


def test_the_sandbox_asks_for_a_test_payment_and_nobody_else():
    assert asked(replace(PLAIN, takes_test=True), ORDER)["test"] == "1"
    assert "test" not in asked(PLAIN, ORDER)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"stamp": "x" * 41}, "'orderid' value is too long (41), 40 characters allowed."),
        ({"stamp": ""}, "'orderid' is required but missing."),
        ({"callback_url": ""}, "'callbackurl' is required but missing."),
        ({"accept_url": "h" * 256}, "'accepturl' value is too long (256), 255 characters allowed."),
        ({"cents": -5}, "'amount' value '-5' is invalid."),
        ({"currency": "EU"}, "'currency' value 'EU' is invalid."),
        ({"message": "[order_nr]"}, "'paytext' value '[order_nr]' is invalid."),
    ],
)
def test_an_order_that_paysera_would_not_take_is_not_sent(change, reason):
    with pytest.raises(GatewayError) as caught:
        payment_url(PLAIN, replace(ORDER, **change))
    assert caught.value.reason == reason


def test_the_password_is_sent_to_nobody_and_never_empty():
    assert "test_password" not in str(asked(PLAIN, ORDER)) + repr(PLAIN)
    with pytest.raises(GatewayError):
        replace(PLAIN, password="")


def test_paysera_is_a_bank_to_the_booking():
    assert PLAIN.bank == Bank("paysera", "Paysera", "LT12")


@pytest.mark.parametrize("contract", [PLAIN, BY_PASSWORD, SEALED], ids=["keys", "password", "encrypted"])
@given(raw=st.binary())
def test_no_bytes_raise(contract, raw):
    for sent in (raw, b"data=" + raw, b"data=" + urlsafe_b64encode(raw) + b"&ss1=%C4%85&ss3=" + raw):
        assert isinstance(read_callback(contract, sent), Refusal)
        strength(sent)


@given(query=st.text(), changes=st.dictionaries(st.sampled_from(sorted(TOLD)), st.text()))
def test_nothing_that_paysera_itself_could_say_raises(query, changes):
    assert isinstance(read_callback(SEALED, sealed(query)), Refusal)
    assert isinstance(read_callback(SEALED, sealed(urlencode({**TOLD, **changes}))), Fact | Refusal)
