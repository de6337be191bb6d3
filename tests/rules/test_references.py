"""References of bills are made, checked and found in what payers write; accounts are checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.iban import LENGTHS, is_iban
from rules.references import found_in, is_right, made

BODIES = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=21)
PUBLISHED = ["RF2012345678", "RF84SAV20261100042", "RF18539007547034", "RF712348231"]


def in_fours(reference: str) -> str:
    return " ".join(reference[at : at + 4] for at in range(0, len(reference), 4))


@pytest.mark.parametrize("reference", PUBLISHED)
def test_a_published_reference_is_right_and_made_the_same(reference):
    assert is_right(reference)
    assert made(reference[4:].lower()) == reference


@given(BODIES)
def test_what_is_made_is_right_and_is_found(body):
    reference = made(body)
    assert is_right(reference)
    assert found_in(f"Elektra, {reference}. Ačiū") == (reference,)
    assert found_in(reference.lower()) == (reference,)


@given(BODIES, st.integers(4, 24), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_one_mistyped_sign_is_noticed(body, at, sign):
    """A letter for a letter or a digit for a digit, that is: one for the other shifts all that stands before it."""
    reference = made(body)
    if at >= len(reference) or reference[at].isdigit() != sign.isdigit():
        return
    wrong = reference[:at] + sign + reference[at + 1 :]
    assert wrong == reference or not is_right(wrong)


@given(BODIES)
def test_a_reference_printed_in_groups_of_four_is_found(body):
    reference = made(body)
    assert found_in(in_fours(reference)) == (reference,)
    assert found_in(f"už elektrą: {in_fours(reference)}, ačiū") == (reference,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("RF18 5390 0754 7034", ("RF18539007547034",)),
        ("rf18 5390 0754 7034 elektra", ("RF18539007547034",)),
        ("RF18\u00a05390\u00a00754\u00a07034", ("RF18539007547034",)),
        ("REF:RF18539007547034/2026", ("RF18539007547034",)),
        ("RF18539007547034 2026 11", ("RF18539007547034",)),
        ("RF84SAV2026 1100042", ("RF84SAV20261100042",)),
        ("sąskaitaRF84SAV20261100042", ("RF84SAV20261100042",)),
        ("RF2012345678, RF712348231 ir RF2012345678", ("RF2012345678", "RF712348231")),
        ("RF2012345678 RF712348231", ("RF2012345678", "RF712348231")),
        ("RF99 RF2012345678", ("RF2012345678",)),
        ("RF19539007547034", ()),
        ("RF١٢345", ()),
        ("RF", ()),
        ("", ()),
    ],
)
def test_references_are_found_in_what_people_write(text, found):
    assert found_in(text) == found


@given(st.text())
def test_only_right_references_are_found(text):
    assert all(is_right(reference) for reference in found_in(text))


@pytest.mark.parametrize("text", ["", "1" * 22, "12 34", "ą", "1-2", "٣"])
def test_nothing_else_becomes_a_reference(text):
    with pytest.raises(ValueError, match="letters and digits"):
        made(text)


@pytest.mark.parametrize("text", ["", "RF18", "rf18539007547034", "RF18 5390 0754 7034", "RF1853900754703\n", "RF00"])
def test_what_is_not_as_it_travels_is_not_right(text):
    assert not is_right(text)


ACCOUNTS = ["LT121000011101001000", "EE651010220306497226", "DE89370400440532013000", "GB29NWBK60161331926819",
            "NL91ABNA0417164300", "FR1420041010050500013M02606", "MT84MALT011000012345MTLCAST001S"]  # fmt: skip


@pytest.mark.parametrize("account", ACCOUNTS)
def test_a_published_account_is_an_iban(account):
    assert is_iban(account)
    assert not is_iban(account[:-1])
    assert not is_iban(account.lower())
    assert not is_iban(f"{account}\n")
    assert not is_iban(account[:-1] + ("1" if account[-1] != "1" else "2"))


@pytest.mark.parametrize("account", ["", "LT", "ZZ121000011101001000", "LT12 1000 0111 0100 1000", "LT٣" * 10])
def test_what_is_no_account_is_no_iban(account):
    assert not is_iban(account)


def test_every_country_of_the_economic_area_is_known():
    area = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO"
    assert set(area.split()) <= set(LENGTHS)
