"""Who an authentic answer proves somebody to be: every row of the table, and everything that may be missing."""

import itertools
import re

import pytest

from gateways import viisp
from gateways.viisp.messages import read_answer
from rules.identity import Identity, Refusal
from sandbox.gateway import telling
from tests.gateways.viisp_answers import CUSTOM, KEY, data_answer, pairs

ONA = "48506151233"


def decided(custom_data: str = CUSTOM, **content) -> Identity | Refusal:
    return viisp.identity(read_answer(data_answer(**content), [KEY.public_key()]), custom_data)


@pytest.mark.parametrize(
    ("provider", "level"),
    [("auth.lt.bank", "substantial"), ("auth.lt.identity.card", "high"), ("auth.signatureProvider", "high")],
)
def test_a_strong_way_with_a_personal_code_proves_a_person(provider, level):
    found = decided(provider=provider)
    assert found == Identity("PNO", "LT", ONA, "ONA", "PAVYZDIENĖ", "viisp", level)
    assert found.opens_contracts
    assert found.key == f"PNOLT-{ONA}"


@pytest.mark.parametrize(
    "provider",
    ["auth.login.pass", "auth.lt.government.employee.card", "auth.stork", "auth.tsl.identity.card", "auth.new", ""],
)
def test_a_way_that_we_do_not_trust_is_weak(provider):
    found = decided(provider=provider)
    assert isinstance(found, Refusal)
    assert found.outcome == "weak"


def test_a_password_is_weak_although_the_code_is_right():
    assert decided(provider="auth.login.pass") == Refusal("weak", "auth.login.pass")


@pytest.mark.parametrize("code", ["30000000000", "48506151234", "XXXXXXXXXXX", "4850615123", "485061512330",
                                  "４８506151233", "PNOLT-48506151233", "LT48506151233", "0" * 11])  # fmt: skip
def test_a_code_that_is_none_is_refused(code):
    assert decided(attributes={"lt-personal-code": code}) == Refusal("failed", "lt-personal-code is none")


@pytest.mark.parametrize("attribute", ["iltu-personal-code", "eidas-eid", "login", "lt-government-employee-code"])
def test_no_other_attribute_stands_for_the_personal_code(attribute):
    assert decided(attributes={attribute: ONA}) == Refusal("failed", "no lt-personal-code")


def test_nothing_that_the_bank_tells_stands_for_the_personal_code():
    parameter = f'<authentication:parameter name="VK_USER">{ONA}</authentication:parameter>'
    source = telling.tag("sourceData", telling.text("type", "BANKLINK") + parameter)
    found = read_answer(data_answer(attributes={}, custom=CUSTOM, more=source), [KEY.public_key()])
    assert found.source == {"VK_USER": ONA}
    assert viisp.identity(found, CUSTOM) == Refusal("failed", "no lt-personal-code")


FOREIGN = {
    "auth.eidas": ({"eidas-eid": "ES/LT/12345678Z"}, "EIDAS", "ES", "low"),
    "auth.iltu.identity.card": ({"iltu-personal-code": ONA}, "ILTU", "LT", "high"),
}


@pytest.mark.parametrize("provider", FOREIGN)
def test_a_foreigner_may_have_an_account_and_no_contracts(provider):
    attributes, kind, country, level = FOREIGN[provider]
    found = decided(provider=provider, attributes=attributes)
    assert isinstance(found, Identity)
    assert (found.kind, found.country, found.code, found.level) == (kind, country, *attributes.values(), level)
    assert not found.opens_contracts


@pytest.mark.parametrize("provider", FOREIGN)
def test_a_foreigner_is_never_taken_for_the_holder_of_the_same_digits(provider):
    attributes = dict.fromkeys(["lt-personal-code", *FOREIGN[provider][0]], ONA)
    found = decided(provider=provider, attributes=attributes)
    assert isinstance(found, Identity)
    assert found.key != f"PNOLT-{ONA}"
    assert not found.opens_contracts


@pytest.mark.parametrize("code", ["", "a b", "ą", "x" * 257, "<x>"])
def test_a_foreign_code_that_makes_no_sense_is_refused(code):
    found = decided(provider="auth.eidas", attributes={"eidas-eid": code} if code else {})
    assert isinstance(found, Refusal)


def test_an_eidas_code_without_a_country_belongs_to_the_union():
    assert decided(provider="auth.eidas", attributes={"eidas-eid": "12345"}).country == "EU"


OTHERS = {
    "a company in the attributes": {"attributes": {"lt-personal-code": ONA, "lt-company-code": "302000001"}},
    "a company by name": {"information": {"firstName": "ONA", "lastName": "X", "companyName": "UAB"}},
    "a proxyType": {"information": {"firstName": "ONA", "lastName": "X", "proxyType": "legal"}},
    "a proxySource": {"information": {"firstName": "ONA", "lastName": "X", "proxySource": "JAR"}},
    "a proxy's attribute": {"more": pairs("proxyAuthenticationAttribute", "attribute", {"lt-personal-code": "1"})},
    "a proxy's name": {"more": pairs("proxyUserInformation", "information", {"firstName": "Jonas"})},
}


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("provider", ["auth.lt.bank", "auth.eidas"])
def test_whoever_acts_for_another_is_refused(other, provider):
    assert decided(provider=provider, **OTHERS[other]) == Refusal("unusable", "acts for a company or somebody else")


def test_an_empty_company_name_is_no_company():
    """The real gateway answers what was asked and is unknown with an empty value."""
    found = decided(information={"firstName": "ONA", "lastName": "X", "companyName": "", "proxyType": ""})
    assert isinstance(found, Identity)


@pytest.mark.parametrize("custom", [None, "", "0" * 32, CUSTOM.upper(), CUSTOM + "\n", f" {CUSTOM}", "ą"])
def test_an_answer_to_another_attempt_is_refused(custom):
    assert decided(custom=custom) == Refusal("failed", "customData of another attempt")


def test_an_attempt_without_custom_data_accepts_nothing():
    assert decided(custom="", custom_data="") == Refusal("failed", "customData of another attempt")


WHOLE = data_answer().decode()
ELEMENTS = re.findall(
    r"<authentication:(?:authenticationProvider|authenticationAttribute|userInformation|customData)>.*?"
    r"</authentication:(?:authenticationProvider|authenticationAttribute|userInformation|customData)>",
    WHOLE,
)


@pytest.mark.parametrize("kept", [kept for n in range(5) for kept in itertools.combinations(range(5), n)], ids=str)
def test_whatever_is_missing_nobody_is_proven_and_nothing_crashes(kept):
    content = "".join(ELEMENTS[place] for place in kept)
    raw = telling.signed("authenticationDataResponse", content, KEY, "sha1").encode()
    assert isinstance(viisp.identity(read_answer(raw, [KEY.public_key()]), CUSTOM), Refusal)


HOLLOW = ["", *(telling.tag(name, "") for name in ("attribute", "value", "other"))]
HOLLOW += [telling.text("attribute", "lt-personal-code"), telling.text("value", ONA)]


@pytest.mark.parametrize("inside", HOLLOW)
def test_a_hollow_attribute_proves_nobody(inside):
    content = ELEMENTS[0] + telling.tag("authenticationAttribute", inside) + "".join(ELEMENTS[2:])
    raw = telling.signed("authenticationDataResponse", content, KEY, "sha1").encode()
    assert viisp.identity(read_answer(raw, [KEY.public_key()]), CUSTOM) == Refusal("failed", "no lt-personal-code")


def test_nothing_personal_is_in_what_a_log_would_show():
    answer = read_answer(data_answer(), [KEY.public_key()])
    shown = (
        repr(answer) + repr(viisp.identity(answer, CUSTOM)) + repr(decided(attributes={"lt-personal-code": "1" * 11}))
    )
    for secret in (ONA, "ONA", "PAVYZDIENĖ", CUSTOM, "1" * 11):
        assert secret not in shown
