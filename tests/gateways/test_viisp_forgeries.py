"""Answers of the gateway that somebody has touched: whatever is changed, nothing else is ever believed."""

import re

import pytest

from gateways.errors import GatewayError
from gateways.viisp.messages import Answer, read_answer, read_ticket
from sandbox.gateway import telling
from tests.gateways.viisp_answers import BANK_LOGIN, KEY, STRANGER, data_answer, message_of, pairs, pinned

KEYS = [KEY.public_key()]
HONEST = data_answer().decode()
MESSAGE = message_of(HONEST)


def refused(xml: str | bytes, keys=KEYS) -> str:
    """Why this answer is not believed."""
    with pytest.raises(GatewayError) as error:
        read_answer(xml if isinstance(xml, bytes) else xml.encode(), keys)
    assert error.value.kind == "broken"
    return error.value.reason


def test_the_honest_answer_is_believed():
    assert read_answer(HONEST.encode(), KEYS).attributes == {"lt-personal-code": "48506151233"}


def believed(raw: bytes, keys) -> Answer | None:
    try:
        return read_answer(raw, keys)
    except GatewayError:
        return None


@pytest.mark.parametrize("flipped", [0x01, 0x02, 0x20])
def test_no_changed_byte_changes_what_is_believed(flipped):
    """Every byte of a published answer: in values, names, white space, namespaces, the signature and its KeyInfo."""
    raw, keys = BANK_LOGIN.encode(), pinned("viisp-c01")
    honest, harmless = read_answer(raw, keys), []
    for place in range(len(raw)):
        answer = believed(raw[:place] + bytes([raw[place] ^ flipped]) + raw[place + 1 :], keys)
        assert answer in (None, honest), place
        harmless += [place] if answer else []
    signed = range(raw.index(b"<authentication:authenticationProvider"), raw.index(b"<Signature "))
    assert not set(harmless) & set(signed)
    info = range(raw.index(b"<SignedInfo"), raw.index(b"</SignedInfo"))
    assert not set(harmless) & set(info)


def test_no_cut_answer_is_believed():
    raw, keys = BANK_LOGIN.encode(), pinned("viisp-c01")
    assert [place for place in range(0, len(raw), 7) if believed(raw[:place], keys)] == []


CONTENTS = re.findall(r"<authentication:(\w+)[^>]*>([^<>]+)</", MESSAGE)


@pytest.mark.parametrize(("element", "content"), CONTENTS, ids=[f"{name} {content}" for name, content in CONTENTS])
def test_no_element_can_be_given_another_value_or_taken_away(element, content):
    whole = re.search(rf"<authentication:{element}>{re.escape(content)}</authentication:{element}>", HONEST)[0]
    for other in ("x", "", content + "0", content[:-1], content.lower().swapcase() + " "):
        assert "the message was changed" in refused(HONEST.replace(whole, whole.replace(content, other)))
    assert "the message was changed" in refused(HONEST.replace(whole, ""))
    assert "the message was changed" in refused(HONEST.replace(whole, whole * 2))


@pytest.mark.parametrize(
    "inside", ["4850615<!-- -->1233", "<!---->48506151233", "4850615<?x?>1233", "<?x?>", "48506151233<!-- 0 -->"]
)
def test_a_comment_cannot_cut_a_signed_value_in_two(inside):
    assert "a comment" in refused(HONEST.replace("48506151233", inside))


def test_a_value_in_other_spelling_of_xml_is_the_same_value():
    """CDATA and character references are gone after parsing; what was signed is what is read."""
    honest = read_answer(HONEST.encode(), KEYS)
    for same in ("<![CDATA[48506151233]]>", "&#52;8506151233", "4850<![CDATA[615]]>1233"):
        assert read_answer(HONEST.replace("48506151233", same).encode(), KEYS) == honest


def test_a_second_reference_is_refused():
    reference = re.search(r"<Reference .*</Reference>", HONEST)[0]
    assert "SignedInfo has other parts" in refused(HONEST.replace(reference, reference * 2))


def test_another_key_is_refused_though_keyinfo_names_it():
    assert "another key" in refused(data_answer(key=STRANGER))


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_both_hashes_are_believed(algorithm):
    assert read_answer(data_answer(algorithm=algorithm), KEYS).provider == "auth.lt.bank"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#rsa-sha1", "#hmac-sha1"),
        ("#rsa-sha1", "#dsa-sha1"),
        ("xmldsig#sha1", "xmldsig-more#md5"),
        ("enveloped-signature", "base64"),
        ('PrefixList="authentication"', 'PrefixList="authentication #default"'),
        ("xml-exc-c14n#\"><Inc", "xml-exc-c14n#WithComments\"><Inc"),
    ],
)  # fmt: skip
def test_an_algorithm_that_is_not_on_the_list_is_refused_before_anything_is_computed(old, new):
    reason = refused(HONEST.replace(old, new))
    assert "unknown" in reason or "#default" in reason


def test_a_transform_that_would_leave_things_out_is_refused():
    path = '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><XPath>1</XPath></Transform>'
    assert "Transforms has other parts" in refused(HONEST.replace("<Transforms>", f"<Transforms>{path}"))


def test_a_doctype_is_refused_in_every_encoding():
    entity = HONEST.replace("?>", '?><!DOCTYPE a [<!ENTITY e "x">]>', 1).replace("48506151233", "&e;")
    assert "DOCTYPE" in refused(entity)
    assert "DOCTYPE" in refused(entity.replace("<!DOCTYPE", "<!doctype"))
    for encoding in ("utf-16", "utf-16-le", "utf-32"):
        assert "no XML" in refused(entity.replace("UTF-8", encoding).encode(encoding))
    assert "no XML" in refused(entity.replace("UTF-8", "UTF-7").replace("<!", "+ADwAIQ-"))


def test_a_bomb_costs_nothing():
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20))
    assert "DOCTYPE" in refused(HONEST.replace("?>", f'?><!DOCTYPE a [<!ENTITY e0 "ha">{lines}]>', 1))
    assert "too large" in refused(HONEST.replace("ONA", "A" * 300_000))
    assert refused("<a>" * 10_000)


def test_a_namespace_without_a_canonical_form_is_refused():
    assert "no canonical form" in refused(HONEST.replace('xmlns:ns3="http:', 'xmlns:ns3="iuup;'))


def test_an_answer_about_a_ticket_is_no_answer_about_a_person():
    ticket = telling.signed("authenticationResponse", telling.text("ticket", "abc"), KEY, "sha1").encode()
    assert read_ticket(ticket, KEYS) == "abc"
    assert "something else" in refused(ticket)
    with pytest.raises(GatewayError, match="something else"):
        read_ticket(HONEST.encode(), KEYS)


@pytest.mark.parametrize("ticket", ["", "a b", "ą", "a" * 513, "a\nb"])
def test_a_ticket_that_makes_no_sense_is_refused(ticket):
    raw = telling.signed("authenticationResponse", telling.text("ticket", ticket), KEY, "sha1").encode()
    with pytest.raises(GatewayError, match="ticket"):
        read_ticket(raw, KEYS)


def test_one_name_with_two_values_is_refused():
    twice = pairs("authenticationAttribute", "attribute", {"lt-personal-code": "33309240064"})
    assert "two values" in refused(data_answer(more=twice))
    again = pairs("authenticationAttribute", "attribute", {"lt-personal-code": "48506151233"})
    assert read_answer(data_answer(more=again), KEYS).attributes == {"lt-personal-code": "48506151233"}
