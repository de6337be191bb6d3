"""The examples of the gateway's answers: each is believed, or refused, as it says."""

import re

import pytest

from gateways import viisp
from gateways.errors import GatewayError
from gateways.viisp.messages import Answer, read_answer, read_ticket
from rules.identity import Identity, Refusal
from tests.gateways.viisp_answers import CUSTOM, EXAMPLES, KEY, SIGNED, STRANGER, pinned, signed_by_signxml

UNSIGNED = EXAMPLES["unsigned_answers"]
REAL = SIGNED["viisp-s01"]["xml"]


def named(case: dict) -> str:
    return case["id"]


def read(case: dict) -> Answer | str:
    reading = read_ticket if case["id"].startswith("viisp-s") else read_answer
    return reading(case["xml"].encode(), pinned(case["id"]))


def told(answer: Answer) -> dict:
    """An answer in the words of the examples."""
    source = {"type": answer.source_type, "parameters": dict(answer.source)}
    return {
        "authenticationProvider": answer.provider,
        "attributes": dict(answer.attributes),
        "userInformation": {name: value or None for name, value in answer.information.items()},
        "customData": answer.custom_data,
    } | ({"sourceData": source} if answer.source_type else {})


@pytest.mark.parametrize("case", SIGNED.values(), ids=named)
def test_a_signed_example_is_believed_or_not_as_it_says(case):
    wanted = case["expected"]
    if wanted.get("signature_valid_against_pinned_cert", wanted.get("signature_valid_against_pinned_key")):
        found = read(case)
        assert found == wanted.get("ticket", found)
        assert "parse" not in wanted or told(found) == wanted["parse"]
    else:
        with pytest.raises(GatewayError, match="signature"):
            read(case)


@pytest.mark.parametrize("case", [SIGNED["viisp-c01"], SIGNED["viisp-c02"]], ids=named)
def test_an_example_links_contracts_or_not_as_it_says(case):
    found, wanted = viisp.identity(read(case), CUSTOM), case["expected"]
    if "link_key" in wanted:
        assert isinstance(found, Identity)
        assert [found.kind, found.country, found.code] == wanted["link_key"]
        assert found.opens_contracts
        assert found.level == "substantial"
    else:
        assert found == Refusal("weak", "auth.login.pass")


@pytest.mark.parametrize("case", UNSIGNED, ids=named)
def test_an_unsigned_example_is_refused(case):
    for keys in (pinned("viisp-s01"), pinned("viisp-c01")):
        with pytest.raises(GatewayError, match="signature"):
            read_answer(case["xml"].encode(), keys)


@pytest.mark.parametrize("case", UNSIGNED, ids=named)
def test_an_unsigned_example_is_read_as_it_says_once_it_is_signed(case):
    raw = signed_by_signxml(case["xml"])
    assert told(read_answer(raw, [KEY.public_key()])) == case["expected_parse"]


def test_a_masked_personal_code_proves_nobody():
    answer = read_answer(signed_by_signxml(UNSIGNED[0]["xml"]), [KEY.public_key()])
    assert viisp.identity(answer, "correlation-123") == Refusal("failed", "lt-personal-code is none")


@pytest.mark.parametrize("key_is_pinned_too", [False, True])
def test_the_key_of_the_real_service_is_believed_beside_the_next_one(key_is_pinned_too):
    keys = [STRANGER.public_key(), *(pinned("viisp-s01") if key_is_pinned_too else [])]
    if key_is_pinned_too:
        assert read_ticket(REAL.encode(), keys) == SIGNED["viisp-s01"]["expected"]["ticket"]
    else:
        with pytest.raises(GatewayError, match="another key"):
            read_ticket(REAL.encode(), keys)


NEGATIVES = {
    "a character of the ticket is changed": lambda xml: xml.replace("dfa1339f", "dfa1338f"),
    "there is no signature": lambda xml: re.sub(r"<Signature .*</Signature>", "", xml, flags=re.DOTALL),
    "there is a DOCTYPE": lambda xml: xml.replace("?>", "?><!DOCTYPE soap:Envelope>", 1),
    "there is an entity": lambda xml: xml.replace("?>", '?><!DOCTYPE a [<!ENTITY e "dfa1339f">]>', 1).replace(
        "<authentication:ticket>dfa1339f", "<authentication:ticket>&e;"
    ),
    "it is wrapped": lambda xml: xml.replace(
        "<soap:Body>",
        '<soap:Body><a:authenticationResponse xmlns:a="http://www.epaslaugos.lt/services/authentication" id="other">'
        "<a:ticket>evil</a:ticket></a:authenticationResponse>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NEGATIVES)
def test_the_real_answer_is_refused_when(name):
    changed = NEGATIVES[name](REAL)
    assert changed != REAL
    with pytest.raises(GatewayError) as refused:
        read_ticket(changed.encode(), pinned("viisp-s01"))
    assert refused.value.kind == "broken"


def test_the_real_message_signed_by_a_stranger_who_names_their_key_is_refused():
    raw = signed_by_signxml(REAL, STRANGER)
    assert read_ticket(raw, [STRANGER.public_key()])
    with pytest.raises(GatewayError, match="another key"):
        read_ticket(raw, pinned("viisp-s01"))


def test_the_examples_name_every_row_of_the_negatives():
    """Whoever adds a negative to the examples is told to add its test above."""
    assert len(SIGNED["viisp-s01"]["negatives"]) == len(NEGATIVES)
