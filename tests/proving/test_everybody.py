"""Every test person of the stand-ins is asked by the real worker and ends as smart-id.md §10 and
mobile-id.md §4 say; whoever is refused is told a sentence that rules/outcomes.py has for that very case.
"""

import pytest

from data import sealing
from data.database import connect
from rules.outcomes import BY_METHOD
from sandbox.asked import Person, faults
from tests.conftest import empty_all_tables
from tests.proving.everybody import Ended, alone, ask_everybody
from tests.proving.services import Services

RESULTS = {
    "smart-id": {
        "USER_REFUSED": "cancelled",
        "USER_REFUSED_INTERACTION": "cancelled",
        "USER_REFUSED_CERT_CHOICE": "cancelled",
        "TIMEOUT": "expired",
        "WRONG_VC": "wrong_code",
        "DOCUMENT_UNUSABLE": "unusable",
        "ACCOUNT_UNUSABLE": "unusable",
        "REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP": "outdated",
        "PROTOCOL_FAILURE": "failed",
        "EXPECTED_LINKED_SESSION": "failed",
        "SERVER_ERROR": "failed",
    },
    "mobile-id": {
        "TIMEOUT": "expired",
        "USER_CANCELLED": "cancelled",
        "NOT_MID_CLIENT": "failed",
        "PHONE_ABSENT": "unreachable",
        "DELIVERY_ERROR": "undelivered",
        "SIM_ERROR": "undelivered",
        "SIGNATURE_HASH_MISMATCH": "misconfigured",
        "ERROR": "failed",
        "EXPIRED_TRANSACTION": "failed",
        "MID_NOT_READY": "failed",
    },
}
# The other faults are answers that do not stand up to checking. Those of the browser's way back cannot be seen in a
# push: test_links.py has them.
FAULTS = {
    "": "",
    "late": "",
    "twice": "",
    "digest": "",
    "verifier": "",
    "hang": "expired",
    "drop": "expired",
    "gone": "expired",
    "maintenance": "unavailable",
}
ASKED = [(service, whom) for service in RESULTS for whom in alone(service)]
REASONS = {
    "smart-id": {
        "answer", "identity", "validity", "ocsp revoked", "ocsp unknown", "certificate policies", "certificate level",
        "flow", "algorithm", "signature", "MOON_IN_THE_WRONG_PHASE",
        "smart-id 580: maintenance", "smart-id 404: no such account, document or session: SESSION_NOT_FOUND",
    },
    "mobile-id": {
        "no signature", "another person", "validity", "ocsp revoked", "ocsp unknown", "purpose", "policy", "signature",
        "unknown result", "no result", "SESSION_UNKNOWN", "mobile-id: 503",
    },
}  # fmt: skip


def wanted(service: str, whom: Person) -> str:
    """The outcome, '' for a proof."""
    result = whom.result(service).partition(" ")[0]
    if whom.form == "advanced":
        return "weak"
    return FAULTS.get(whom.fault, "failed") if result == "OK" else RESULTS[service][result]


@pytest.fixture(autouse=True)
def _tables() -> None:
    """These tests look at what `ended` has seen, and at no table."""


@pytest.fixture(scope="module")
def ended(engine: str, services: Services) -> Ended:
    """Asked once a database."""
    connect()
    sealing.set_key("k" * 32)
    seen = ask_everybody(services)
    empty_all_tables()
    return seen


@pytest.mark.parametrize(("service", "whom"), ASKED, ids=lambda one: one if isinstance(one, str) else _named(one))
def test_a_person_is_proven_or_told_why_not(ended: Ended, service: str, whom: Person) -> None:
    state, outcome, identity = ended.how[service, whom.id]
    assert outcome == wanted(service, whom), state
    if outcome:
        assert outcome in BY_METHOD[service], "no sentence for this"
        assert state in ("refused", "expired", "failed")
    else:
        assert identity
        assert (identity.key, identity.family_name, identity.method) == (whom.id, whom.family.upper(), service)


@pytest.mark.parametrize("service", RESULTS)
def test_each_fault_is_refused_for_what_is_wrong_with_it(ended: Ended, service: str) -> None:
    assert ended.reasons(service) == REASONS[service] | set(RESULTS[service])


def test_every_result_of_both_services_has_its_person() -> None:
    for service, results in RESULTS.items():
        given = {whom.result(service).partition(" ")[0] for whom in alone(service)}
        assert given == {"OK", *results}


@pytest.mark.parametrize("service", RESULTS)
def test_every_fault_of_a_stand_in_has_its_person(service: str) -> None:
    assert {whom.fault for whom in alone(service)} - {""} == set(faults.faults_of(service))


def _named(whom: Person) -> str:
    return f"{whom.fault or whom.form} {whom.result('smart-id') or whom.mobile_id} {whom.id}".strip()
