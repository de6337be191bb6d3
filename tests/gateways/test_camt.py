"""Statements of real banks, read as others have read them independently, and files that are none."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateways import camt
from gateways.camt import BadStatement
from tests.banking import Movement, statement

FOLDER = Path(__file__).with_name("examples") / "iso20022"
FILES = json.loads((FOLDER / "manifest.json").read_text())["files"]
READ = [one for one in FILES if one.get("statements")]
GOOD = (FOLDER / "genkgo-camt053.v8.xml").read_bytes()


def cents(text: str) -> int:
    return int(Decimal(text).scaleb(2))


def said(content: bytes) -> str:
    """What the reader says of a file that it does not read."""
    try:
        camt.read(content)
    except BadStatement as error:
        return str(error)
    return "read"


def named(one: dict) -> str:
    return str(one["file"])


@pytest.mark.parametrize("told", READ, ids=named)
def test_a_banks_file_says_what_others_have_read_in_it(told: dict) -> None:
    found = camt.read((FOLDER / told["file"]).read_bytes())
    assert [(one.id, one.account) for one in found] == [(one["id"], one["account"]) for one in told["statements"]]
    for one, wanted in zip(found, told["statements"], strict=True):
        assert sum(entry.cents for entry in one.entries if entry.is_booked) == cents(wanted["booked_sum"] or "0")
        balances = [(kind, cents(amount), currency) for kind, some in wanted["balances"].items()
                    for amount, currency, _day in some]  # fmt: skip
        assert sorted((each.kind, each.cents, each.currency) for each in one.balances) == sorted(balances)
        whole = [cents(entry["amount"]) for entry in wanted["entry_list"] if len(entry["tx"]) < 2]
        assert set(whole) <= {entry.cents for entry in one.entries}
        codes = {ref for entry in wanted["entry_list"] for tx in entry["tx"] for ref in tx["strd_ref"]}
        read = {ref for entry in one.entries for ref in entry.references} | {entry.text for entry in one.entries}
        assert all(any(code in each for each in read) for code in codes)


@pytest.mark.parametrize("told", [one for one in FILES if not one.get("statements")], ids=named)
def test_a_file_that_says_no_entries_or_nothing_is_refused_in_words_or_read_without_a_fault(told: dict) -> None:
    words = said((FOLDER / told["file"]).read_bytes())
    assert words == "read" or len(words) > 20


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fall(content: bytes) -> None:
    with pytest.raises(BadStatement):
        camt.read(content)


@given(st.integers(0, len(GOOD) - 1), st.integers(0, len(GOOD) - 1), st.binary(max_size=8))
def test_no_damage_to_a_good_file_makes_it_fall(start: int, length: int, other: bytes) -> None:
    assert said(GOOD[:start] + other + GOOD[start + length % 40 :])


def test_what_opened_and_was_booked_makes_what_closed_or_is_told() -> None:
    (even,) = camt.read(statement(Movement(500), Movement(-200), opening=1000))
    (uneven,) = camt.read(statement(Movement(500), opening=1000, closing=1600))
    assert (even.is_even, uneven.is_even) == (True, False)
    assert (even.opening.cents, even.closing.cents) == (1000, 1300)


@pytest.mark.parametrize("content", [
    b"", b"<a/>", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.99"/>',
    b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"/>',
])  # fmt: skip
def test_what_is_no_statement_is_refused_with_what_to_ask_for(content: bytes) -> None:
    with pytest.raises(BadStatement, match=r"Ask|again"):
        camt.read(content)
