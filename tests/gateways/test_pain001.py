"""A batch of transfers becomes a file that the published schemas take and whose sums agree."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gateways.errors import GatewayError
from gateways.pain001 import Version, check, write
from rules.payouts import Batch, Transfer

VERSIONS: tuple[Version, ...] = ("03", "09")
LITHUANIAN = "LT121000011101001000"
GERMAN = "DE89370400440532013000"
REFERENCE = "RF84SAV20261100042"
NAME = "UAB Šilumos tinklai"
PLAIN = Transfer("E2E-1", 1234, NAME, LITHUANIAN, reference=REFERENCE)
FULL = Transfer("E2E-2", 1, NAME, LITHUANIAN, "AGBLLT2X", "", "Už lapkritį", "Rūta Žiūkaitė", "439012")
BATCH = Batch(
    "2026-11-27/1", "2026-11-27T12:00:00+02:00", "Ąžuolas", LITHUANIAN, "CBVILT2X", "2026-11-28", (PLAIN, FULL)
)


def said(content: bytes, path: str) -> list[str]:
    steps = "/".join(f"{{*}}{name}" for name in path.split("/"))
    return [element.text or "" for element in etree.fromstring(content).iterfind(f".//{steps}")]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_schema_takes_the_file_and_its_sums_stand_twice(version):
    content = write(BATCH, version)
    assert check(content, version) == ""
    assert said(content, "NbOfTxs") == ["2", "2"]
    assert said(content, "CtrlSum") == ["12.35", "12.35"]
    assert said(content, "InstdAmt") == ["12.34", "0.01"]
    assert said(content, "ReqdExctnDt/Dt" if version == "09" else "ReqdExctnDt") == ["2026-11-28"]
    assert said(content, "BICFI" if version == "09" else "BIC") == ["CBVILT2X", "AGBLLT2X"]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_batch_written_again_is_the_same_to_the_byte(version):
    assert write(BATCH, version) == write(replace(BATCH), version)


def test_a_reference_goes_structured_and_words_go_unstructured():
    content = write(BATCH)
    assert said(content, "CdtrRefInf/Ref") == [REFERENCE]
    assert said(content, "CdtrRefInf/Tp/CdOrPrtry/Cd") == ["SCOR"]
    assert said(content, "Ustrd") == ["Už lapkritį"]


def test_it_is_said_for_whom_is_paid_and_who_they_are_at_the_payee():
    content = write(BATCH)
    assert said(content, "UltmtDbtr/Nm") == ["Rūta Žiūkaitė"]
    assert said(content, "UltmtDbtr/Id/PrvtId/Othr/Id") == ["439012"]


def test_lithuanian_letters_stay_in_lithuania_and_turn_plain_abroad():
    content = write(replace(BATCH, transfers=(FULL, replace(FULL, account=GERMAN, name="Łódź „Größe“ & Co"))))
    assert said(content, "Cdtr/Nm") == [NAME, "Lodz 'Grosse' + Co"]
    assert said(content, "Ustrd") == ["Už lapkritį", "Uz lapkriti"]
    assert said(content, "UltmtDbtr/Nm") == ["Rūta Žiūkaitė", "Ruta Ziukaite"]
    assert said(content, "Dbtr/Nm") == ["Azuolas"]
    assert said(write(BATCH), "Dbtr/Nm") == ["Ąžuolas"]


@pytest.mark.parametrize("version", VERSIONS)
def test_an_unknown_bank_of_the_payer_is_written_as_not_provided(version):
    assert said(write(replace(BATCH, payer_bic=""), version), "DbtrAgt/FinInstnId/Othr/Id") == ["NOTPROVIDED"]


NAMES = st.text(min_size=1, max_size=70).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 99_999_999_999), NAMES, NAMES), min_size=1, max_size=5),
       st.sampled_from(VERSIONS), st.sampled_from((LITHUANIAN, GERMAN)))  # fmt: skip
def test_any_sums_and_names_give_a_file_that_the_schema_takes_or_none(rows, version, account):
    transfers = tuple(
        Transfer(f"E{at}", cents, name, account, text=text) for at, (cents, name, text) in enumerate(rows)
    )
    try:
        content = write(replace(BATCH, transfers=transfers), version)
    except GatewayError as error:
        assert "letters" in error.reason  # noqa: PT017
        return
    assert check(content, version) == ""
    total = sum(transfer.cents for transfer in transfers)
    assert said(content, "CtrlSum") == [f"{total // 100}.{total % 100:02d}"] * 2
    assert sum(int(amount.replace(".", "")) for amount in said(content, "InstdAmt")) == total


@pytest.mark.parametrize(
    "change",
    [
        {"transfers": ()},
        {"id": ""},
        {"id": "x" * 36},
        {"id": "/1"},
        {"id": "a//b"},
        {"id": "ą"},
        {"created": "yesterday"},
        {"day": "2026-02-30"},
        {"payer_name": ""},
        {"payer_name": "x" * 71},
        {"payer_account": "LT121000011101001001"},
        {"payer_bic": "SEB"},
    ],
)
def test_a_batch_that_the_bank_would_refuse_is_not_written(change):
    for version in VERSIONS:
        with pytest.raises(GatewayError) as refused:
            write(replace(BATCH, **change), version)
        assert refused.value.kind == "broken"


@pytest.mark.parametrize(
    "change",
    [
        {"cents": 0},
        {"cents": -1},
        {"cents": 100_000_000_000},
        {"account": "LT12 1000 0111 0100 1000"},
        {"account": ""},
        {"bic": "SEB"},
        {"end_to_end": ""},
        {"end_to_end": "x" * 36},
        {"name": ""},
        {"name": "x" * 71},
        {"reference": "RF85SAV20261100042"},
        {"text": "x" * 141},
        {"ultimate_debtor": "x" * 71},
        {"payer_code": "1" * 36},
    ],
)
def test_one_wrong_transfer_stops_the_batch_and_is_named(change):
    with pytest.raises(GatewayError) as refused:
        write(replace(BATCH, transfers=(PLAIN, replace(PLAIN, **change))))
    assert refused.value.kind == "broken"
    assert "transfer 2" in refused.value.reason or "bic" in change


def test_a_version_that_no_bank_was_promised_is_not_written():
    with pytest.raises(GatewayError):
        write(BATCH, "11")


def test_the_schema_complains_of_a_file_that_was_touched():
    content = write(BATCH)
    assert "NbOfTxs" in check(content.replace(b"<NbOfTxs>2", b"<NbOfTxs>two"), "03")
    assert check(content, "09")
    assert check(b"", "03").startswith("no XML")
