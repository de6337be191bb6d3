"""The published examples of Banklink, and what must break a signature."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from gateways import banklink, banks, mac
from gateways.banklink import Contract, Order
from gateways.banks import Dialect
from gateways.errors import GatewayError
from rules.payments import Fact, Refusal

EXAMPLES = json.loads(Path(__file__).with_name("examples").joinpath("banklink.json").read_text("utf-8"))
CASES = {case["id"]: case for case in EXAMPLES["cases"]}
REQUESTS = [case for case in CASES.values() if case["kind"] == "sign_request"]
ANSWERS = [case for case in CASES.values() if case["kind"] == "verify_response"]
PEM = EXAMPLES["keys"]["rsa1024"]
KEY = load_pem_private_key(PEM["private_pem"].encode(), password=None)
PUBLIC = load_pem_public_key(PEM["public_key_pem"].encode())
OTHER = generate_private_key(65537, 2048)
BANKS = banks.dialects()


def dialect(case: dict, **changes: object) -> Dialect:
    orders = {service: tuple(names) for service, names in EXAMPLES["rules"]["field_order"].items()}
    aliases = {"VK_REC_ACC": "VK_ACC"} if "VK_ACC" in case["fields"] and case in ANSWERS else {}
    plain = replace(BANKS["swedbank"], hash=case["hash"], orders=orders, aliases=aliases)
    return replace(plain, **changes)


def contract(dialect: Dialect, **changes: object) -> Contract:
    plain = Contract(dialect, "http://bank", "id2000", "Toomas Jäär", "1010342342354345435", "Ülo", KEY, (PUBLIC,))
    return replace(plain, **changes)


def signed(dialect: Dialect, fields: dict[str, str]) -> dict[str, str]:
    return {**fields, "VK_MAC": mac.sign(dialect, KEY, fields)}


def named(case: dict) -> str:
    return case["id"]


@pytest.mark.parametrize("case", REQUESTS, ids=named)
def test_a_published_request_is_signed_the_same(case):
    speech, wanted = dialect(case), case["expected"]
    assert mac.mac_text(speech, case["fields"]).decode() == wanted["mac_string"]
    assert mac.sign(speech, KEY, case["fields"]) == wanted["VK_MAC"]


@pytest.mark.parametrize("case", ANSWERS, ids=named)
def test_a_published_answer_is_signed_as_printed(case):
    speech, wanted = dialect(case), case["expected"]
    assert mac.mac_text(speech, case["fields"]).decode() == wanted["mac_string"]
    assert mac.verify(speech, PUBLIC, case["fields"]) is wanted["signature_valid"]


@pytest.mark.parametrize("case", [case for case in ANSWERS if case["fields"]["VK_SERVICE"] != "3013"], ids=named)
def test_a_published_answer_is_understood(case):
    told = banklink.read_answer(contract(dialect(case)), urlencode(case["fields"]).encode())
    outcome = case["expected"]["outcome"]
    if outcome == "reject":
        assert told == Refusal("the signature is wrong", "100")
        return
    assert isinstance(told, Fact)
    assert told.stamp == "100"
    assert told.outcome == ("paid" if outcome == "paid_amount_mismatch" else outcome)
    if told.outcome != "failed":
        assert (told.cents, told.currency) == (banklink.read_amount(case["fields"]["VK_AMOUNT"]), "EUR")
        assert told.payee_account == "1010342342354345435"


def test_an_answer_of_the_bank_login_is_no_answer_to_a_payment():
    case = CASES["banklink-030"]
    assert banklink.read_fields(contract(dialect(case)), case["fields"]) == Refusal("VK_SERVICE is missing or unknown")


VALID = [case for case in ANSWERS if case["expected"]["signature_valid"] and case["fields"]["VK_SERVICE"] != "3013"]
SIGNED = [(case, name) for case in VALID for name in mac.signed_names(dialect(case), case["fields"]["VK_SERVICE"])]


@pytest.mark.parametrize(("case", "name"), SIGNED, ids=lambda part: part if isinstance(part, str) else part["id"])
def test_a_change_in_any_signed_field_is_refused(case, name):
    for value in (case["fields"][name] + "0", case["fields"][name][:-1], ""):
        told = banklink.read_fields(contract(dialect(case)), {**case["fields"], name: value})
        assert isinstance(told, Refusal)
    without = {key: value for key, value in case["fields"].items() if key != name}
    told = banklink.read_fields(contract(dialect(case)), without)
    assert isinstance(told, Refusal)
    assert "missing" in told.reason


def test_a_flipped_vk_auto_does_not_matter_because_it_is_never_signed():
    case = CASES["banklink-018"]
    assert isinstance(banklink.read_fields(contract(dialect(case)), {**case["fields"], "VK_AUTO": "Y"}), Fact)


def test_a_signature_of_another_key_is_refused_and_of_the_next_key_is_taken():
    case = CASES["banklink-013"]
    other = contract(dialect(case), bank_keys=(OTHER.public_key(),))
    assert banklink.read_fields(other, case["fields"]) == Refusal("the signature is wrong", "100")
    rolled = contract(dialect(case), bank_keys=(OTHER.public_key(), PUBLIC))
    assert isinstance(banklink.read_fields(rolled, case["fields"]), Fact)


@pytest.mark.parametrize("none", ["", "not base64!", "AAAA", "ąčę"])
def test_a_signature_that_is_none_is_refused(none):
    case = CASES["banklink-013"]
    assert banklink.read_fields(contract(dialect(case)), {**case["fields"], "VK_MAC": none}) == Refusal(
        "the signature is wrong", "100"
    )


def test_an_answer_for_somebody_else_or_from_another_bank_is_refused():
    case = CASES["banklink-013"]
    for changes in ({"our_id": "id3000"}, {"bank_id": "SEB"}):
        assert isinstance(banklink.read_fields(contract(dialect(case), **changes), case["fields"]), Refusal)


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"VK_SERVICE=1101&VK_SERVICE=1901", b"VK_MSG=%C4%85%FF", b"", b"&" * 90])
def test_what_cannot_be_read_is_refused(raw):
    assert isinstance(banklink.read_answer(contract(BANKS["seb"]), raw), Refusal)


def test_a_signed_amount_that_is_no_sum_is_refused():
    case = CASES["banklink-013"]
    for amount in ("1e3", "-5", "10,00", "10.001", "٣"):
        speech = dialect(case)
        fields = signed(speech, {**case["fields"], "VK_AMOUNT": amount})
        assert banklink.read_fields(contract(speech), fields) == Refusal("the amount cannot be read", "100")


def test_a_bank_that_counts_bytes_reads_another_text():
    case = CASES["banklink-004"]
    speech = dialect(case, length_unit="bytes")
    assert "013Ülo Pääsuke" not in case["expected"]["mac_string"]
    assert b"014\xc3\x9clo P\xc3\xa4\xc3\xa4suke" in mac.mac_text(speech, case["fields"])


def test_an_old_encoding_is_signed_and_read_in_that_encoding():
    speech = dialect(CASES["banklink-013"], encoding="iso8859-13")
    fields = signed(speech, {**CASES["banklink-013"]["fields"], "VK_SND_NAME": "Rūta Žiūkaitė"})
    assert "Rūta Žiūkaitė".encode("iso8859-13") in mac.mac_text(speech, fields)
    told = banklink.read_answer(contract(speech), urlencode(fields, encoding="iso8859-13").encode())
    assert isinstance(told, Fact)
    assert told.payer_name == "Rūta Žiūkaitė"


def test_a_value_whose_length_needs_four_digits_is_not_signed_and_not_believed():
    speech = dialect(CASES["banklink-013"])
    long = {**CASES["banklink-013"]["fields"], "VK_MSG": "a" * 1000}
    with pytest.raises(GatewayError):
        mac.sign(speech, KEY, long)
    assert isinstance(banklink.read_fields(contract(speech), long), Refusal)


ORDER = Order("A1B2", 1745, "A1B2", "Elektra ąčęėįšųūž", "https://savitarna.example/pay/banklink/seb")


@pytest.mark.parametrize(
    ("bank", "service", "begins"),
    [
        ("swedbank", "1002", "0041002003008006id2000004A1B200517.45003EUR004A1B2017Elektra ąčęėįšųūž"),
        ("seb", "1001", "0041001003009006id2000004A1B200517.45003EUR019101034234235434543"),
        ("luminor", "2001", "0042001003008006id2000004A1B200517.45003EUR019101034234235434543500540100003Ülo"),
        ("artea", "1001", "0041001003008006id2000004A1B200517.45003EUR000019101034234235434543500000571800003Ülo"),
    ],
)
def test_each_bank_is_asked_in_its_own_dialect(bank, service, begins):
    speech = BANKS[bank]
    fields = banklink.request_fields(contract(speech), ORDER)
    assert fields["VK_SERVICE"] == service
    assert mac.mac_text(speech, fields).decode().startswith(begins)
    assert mac.verify(speech, PUBLIC, fields)
    assert fields["VK_RETURN"] == ORDER.return_url
    assert fields["VK_LANG"] == "LIT"
    assert ("VK_ENCODING" in fields) is (bank == "swedbank")


def test_seb_signs_with_sha512_and_the_others_with_sha1():
    assert {bank.id: bank.hash for bank in BANKS.values()} == {
        "swedbank": "sha1", "seb": "sha512", "luminor": "sha1", "artea": "sha1"
    }  # fmt: skip


def test_artea_says_paid_without_an_order_number():
    speech = BANKS["artea"]
    names = mac.signed_names(speech, "1101")
    fields = signed(speech, {**CASES["banklink-013"]["fields"], "VK_T_DATE": "23.11.2026"})
    fields.pop("VK_T_NO")
    told = banklink.read_fields(contract(speech), fields)
    assert "VK_T_NO" not in names
    assert isinstance(told, Fact)
    assert told.transaction == ""


@pytest.mark.parametrize("change", [{"stamp": "x" * 21}, {"message": "x" * 96}, {"reference": "1" * 21}])
def test_an_order_that_the_bank_would_cut_is_not_sent(change):
    with pytest.raises(GatewayError):
        banklink.request_fields(contract(BANKS["swedbank"]), replace(ORDER, **change))


def test_a_letter_that_the_bank_cannot_write_stops_the_order():
    with pytest.raises(GatewayError):
        banklink.request_fields(contract(replace(BANKS["seb"], encoding="iso8859-13")), replace(ORDER, message="水"))


def test_the_newer_generation_signs_the_way_back_and_the_time():
    speech = replace(BANKS["seb"], request="1011", hash="sha512")
    fields = banklink.request_fields(contract(speech), replace(ORDER, made_at="2026-11-23T12:00:00+0200"))
    text = mac.mac_text(speech, fields).decode()
    assert text.endswith("0242026-11-23T12:00:00+0200")
    assert text.count(ORDER.return_url) == 2


@pytest.mark.parametrize(("cents", "text"), [(1, "0.01"), (1250, "12.50"), (100000000, "1000000.00")])
def test_a_sum_goes_out_with_a_point_and_comes_back_the_same(cents, text):
    assert banklink.amount_text(cents) == text
    assert banklink.read_amount(text) == cents
