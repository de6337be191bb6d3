"""Published statements are read as they were counted by others, and what cannot be read is said in words."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateways.camt import BadStatement, Entry, Statement, read

FOLDER = Path(__file__).with_name("examples") / "iso20022"
FILES = json.loads((FOLDER / "manifest.json").read_text())["files"]
GOOD = [file for file in FILES if file["statements"]]
CASES = [(file, place) for file in GOOD for place in range(len(file["statements"]))]
CONTENTS = [(FOLDER / file["file"]).read_bytes() for file in FILES]


def cents(text: str) -> int:
    return int(Decimal(text) * 100)


def named(part: object) -> str:
    return part["file"] if isinstance(part, dict) else str(part)


def both(file: dict, place: int) -> tuple[Statement, dict]:
    return read((FOLDER / file["file"]).read_bytes())[place], file["statements"][place]


@pytest.mark.parametrize(("file", "place"), CASES, ids=named)
def test_a_published_statement_has_its_account_and_balances(file, place):
    told, wanted = both(file, place)
    assert (told.kind, told.id, told.account) == (file["namespace"][-10:-7], wanted["id"], wanted["account"])
    balances: dict[str, list] = {}
    for one in told.balances:
        balances.setdefault(one.kind, []).append((one.cents, one.currency, one.day))
    assert balances == {
        kind: [(cents(amount), currency, day) for amount, currency, day in found]
        for kind, found in wanted["balances"].items()
    }
    assert told.is_even is wanted.get("opening_plus_entries_equals_closing")


@pytest.mark.parametrize(("file", "place"), CASES, ids=named)
def test_a_published_statement_has_its_entries_and_their_sum(file, place):
    told, wanted = both(file, place)
    assert sum(one.cents for one in told.entries if one.is_booked) == cents(wanted["booked_sum"])
    left = list(told.entries)
    for entry in wanted["entry_list"]:
        found = [left.pop(0)]
        while sum(one.cents for one in found) != cents(entry["amount"]):
            found.append(left.pop(0))
        assert [one.index for one in found] == list(range(len(found)))
        for one in found:
            assert (one.currency, one.is_booked) == (entry["ccy"], entry["status"] == "BOOK")
            assert (one.day, one.is_reversal) == (entry["booked"][:10], entry["reversal"] == "true")
        check_transactions(found, entry["tx"])
    assert not left


def check_transactions(found: list[Entry], wanted: list[dict]) -> None:
    if len(found) != len(wanted):
        assert [one.is_remainder for one in found] == [True]
        return
    for one, transaction in zip(found, wanted, strict=True):
        assert one.end_to_end == (transaction["end_to_end"] or "").replace("NOTPROVIDED", "")
        assert one.reference.startswith(transaction["svcr_ref"] or "")
        assert all(" ".join(words.split()) in one.text for words in transaction["ustrd"] + transaction["strd_ref"])
        assert transaction["debtor_iban"] in (None, one.payer_account)


@pytest.mark.parametrize("file", [file for file in FILES if not file["statements"]], ids=named)
def test_a_published_file_without_a_statement_is_refused_with_a_cure(file):
    with pytest.raises(BadStatement, match="Ask the bank"):
        read((FOLDER / file["file"]).read_bytes())


def test_a_batch_that_adds_up_is_split_and_each_part_says_its_payer():
    file = next(file for file in FILES if file["file"] == "viafintech-053-valid_example.xml")
    *_, first, second = both(file, 0)[0].entries
    assert (first.cents, first.index, first.end_to_end) == (-350, 0, "STZV-EtE27122013-11:02-1")
    assert (second.cents, second.index, second.ultimate_debtor) == (-250, 1, "keine Information vorhanden")
    assert first.reference == second.reference == "2013122711513230000"


DETAILS = "<NtryDtls><TxDtls>{}</TxDtls></NtryDtls>"
RF = "<RmtInf><Strd><CdtrRefInf><Ref>RF18 5390 0754 7034</Ref></CdtrRefInf></Strd></RmtInf>"
PART = '<AmtDtls><TxAmt><Amt Ccy="EUR">{}</Amt></TxAmt></AmtDtls>'


def statement(entry: str, version: str = "053.001.02", account: str = "<IBAN>LT121000011101001000</IBAN>") -> bytes:
    return (
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{version}"><BkToCstmrStmt><Stmt><Id>1</Id>'
        f"<Acct><Id>{account}</Id></Acct>{entry}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def entry(details: str = "", amount: str = "10.00", day: str = "<Dt>2026-11-27</Dt>", says: str = "CRDT") -> str:
    return (
        f'<Ntry><NtryRef>N1</NtryRef><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{says}</CdtDbtInd><Sts>BOOK</Sts>'
        f"<BookgDt>{day}</BookgDt>{details}</Ntry>"
    )


def only(details: str = "", **changes: str) -> Entry:
    (found,) = read(statement(entry(details, **changes)))[0].entries
    return found


def test_a_structured_rf_reference_is_told_apart_from_the_words():
    found = only(DETAILS.format(RF))
    assert found.references == ("RF18539007547034",)
    assert (found.text, found.reference) == ("", "N1")
    wrong = only(DETAILS.format(RF.replace("RF18", "RF19")))
    assert (wrong.references, wrong.text) == ((), "RF19 5390 0754 7034")


@pytest.mark.parametrize("second", ["3.99", "4.01", "4.001"])
def test_a_batch_that_does_not_add_up_stays_whole_for_review(second):
    parts = "".join(DETAILS.format(PART.format(amount) + RF) for amount in ("6.00", second))
    found = only(parts)
    assert (found.cents, found.is_remainder, found.references) == (1000, True, ("RF18539007547034",))


def test_a_batch_whose_transactions_are_not_told_is_for_review():
    assert only("<NtryDtls><Btch><NbOfTxs>3</NbOfTxs></Btch></NtryDtls>").is_remainder
    assert not only().is_remainder


def test_a_whole_batch_never_takes_the_reference_of_one_of_its_payers():
    found = only(DETAILS.format(RF) + DETAILS.format("<RmtInf><Ustrd>Butas 5</Ustrd></RmtInf>"))
    assert (found.references, found.text, found.is_remainder) == ((), "Butas 5", True)


@pytest.mark.parametrize(
    ("amount", "whole", "odd"),
    [("0", 0, False), ("8.850", 885, False), ("5442.09000", 544209, False), ("1.239", 123, True), (".5", 50, False)],
)
def test_less_than_a_cent_is_cut_off_toward_zero_and_marked(amount, whole, odd):
    for says, sign in (("CRDT", 1), ("DBIT", -1)):
        found = only(amount=amount, says=says)
        assert (found.cents, found.is_odd) == (sign * whole, odd)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("<Dt>2026-11-27+02:00</Dt>", "2026-11-27"),
        ("<DtTm>2026-11-27T22:30:00Z</DtTm>", "2026-11-28"),
        ("<DtTm>2026-06-30T23:30:00.123456789+01:00</DtTm>", "2026-07-01"),
        ("<DtTm>2026-11-27T23:59:59</DtTm>", "2026-11-27"),
        ("", ""),
    ],
)
def test_the_day_is_the_one_in_vilnius(written, day):
    assert only(day=written).day == day


def test_a_payment_that_came_back_says_why():
    assert only(DETAILS.format("<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>")).returned == "AC04"
    assert only(DETAILS.format("<RtrInf/>")).returned == "MS03"
    assert only(DETAILS.format("")).returned == ""


def test_a_comment_inside_a_sum_does_not_shorten_it():
    assert only(amount="1<!-- x -->0.00").cents == 1000


@pytest.mark.parametrize("version", ["02", "03", "04", "06", "08"])
def test_every_version_that_banks_send_is_read(version):
    assert len(read(statement(entry(), f"053.001.{version}"))) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no XML"),
        (b"Data;Suma;Valiuta", "no XML"),
        (statement(entry(), "053.001.99"), "version 02"),
        (statement(entry(), account=""), "account is missing"),
        (statement(entry(amount="-1")), "entry 1: the amount"),
        (statement(entry(amount="1e3")), "amount"),
        (statement(entry(amount="")), "amount"),
        (statement(entry(says="PLUS")), "CRDT or DBIT"),
        (statement(entry().replace(' Ccy="EUR"', "")), "currency"),
        (statement(entry(day="<Dt>2026-02-30</Dt>")), "date"),
        (statement(entry(day="<DtTm>0001-01-01T00:00:00+14:00</DtTm>")), "date"),
        (b'<!DOCTYPE a [<!ENTITY b "1">]>' + statement(entry(amount="&b;")), "DOCTYPE"),
        (b"<?xml version='1.0' encoding='nothing'?>" + statement(entry()), "no XML"),
        (b" " * (32 * 1024 * 1024 + 1), "too large"),
    ],
)
def test_what_cannot_be_read_is_said_with_a_cure(content, says):
    with pytest.raises(BadStatement, match=says) as refused:
        read(content)
    assert re.search(r"Ask the bank", str(refused.value))


def reads_or_refuses(content: bytes) -> None:
    try:
        assert read(content)
    except BadStatement as refused:
        assert "Ask the bank" in str(refused)  # noqa: PT017


@given(st.binary())
def test_any_bytes_are_read_or_refused(content):
    reads_or_refuses(content)


WORDS = st.sampled_from([b"", b"Dt", b"Amt", b"-1", b"9" * 30, b"</", b"<x/>", b"&#0;", b"CRDT", b"\xff", b"T", b"&x;"])


@settings(max_examples=300)
@given(st.sampled_from(CONTENTS), st.data())
def test_a_damaged_file_is_read_or_refused(content, data):
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        until = at + data.draw(st.integers(0, 40))
        content = content[:at] + data.draw(WORDS | st.binary(max_size=4)) + content[until:]
    reads_or_refuses(content)


VALUE = re.compile(rb">([^<>]*)<")


@settings(max_examples=300)
@given(st.sampled_from(CONTENTS), st.integers(0), st.text(st.characters(exclude_characters="<>&"), max_size=12))
def test_a_file_with_another_value_anywhere_is_read_or_refused(content, place, value):
    values = list(VALUE.finditer(content))
    found = values[place % len(values)]
    reads_or_refuses(content[: found.start(1)] + value.encode("utf-8", "replace") + content[found.end(1) :])
