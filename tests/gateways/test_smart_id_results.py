"""What each result of a Smart-ID session means; results that nobody knows are failures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateways import smart_id
from rules.identity import Refusal
from tests.gateways.smart_id_examples import EXAMPLES, NOW, live, service

OUTCOMES = {
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
}


def told(result: object) -> Refusal:
    return smart_id.verify(service(), live(), {"state": "COMPLETE", "result": {"endResult": result}}, None, NOW)


def test_every_published_result_has_a_meaning():
    assert {*OUTCOMES, "OK"} == set(EXAMPLES["session_status_end_results"]["all_endResult_values"])


@pytest.mark.parametrize("result", OUTCOMES)
def test_a_result_means_one_outcome(result):
    assert told(result) == Refusal(OUTCOMES[result], result)


@pytest.mark.parametrize("result", ["ok", "OK ", "SUCCESS", "USER_REFUSED_DISPLAYTEXTANDPIN", "NEW_IN_3_3"])
def test_a_result_that_nobody_knows_is_a_failure(result):
    assert told(result).outcome == "failed"


@given(st.one_of(st.none(), st.integers(), st.lists(st.just("OK")), st.text().filter(lambda text: text != "OK")))
def test_nothing_but_ok_is_ok(result):
    assert told(result).outcome != "weak"
    assert isinstance(told(result), Refusal)


def test_a_result_in_the_log_shows_nobodys_code():
    assert told("PNOLT-40404040009") == Refusal("failed", "unprintable")
    assert told("line\nfeed") == Refusal("failed", "unprintable")
    assert told("A" * 81) == Refusal("failed", "unprintable")


def test_an_ok_without_anything_else_waits_for_no_callback():
    for answer in ({}, {"result": {"endResult": "TIMEOUT"}, "signature": {"flowType": "Web2App"}}, {"signature": []}):
        assert not smart_id.needs_callback(answer)
