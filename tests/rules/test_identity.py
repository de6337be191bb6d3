"""Who a strong proof says somebody is."""

import pytest

from rules.identifiers import blind_index
from rules.identity import index_of
from tests.people import CODE, identity

KEY = "k" * 32


def test_a_lithuanian_is_found_by_what_providers_files_keep_of_their_code():
    assert index_of(KEY, identity()) == blind_index(KEY, CODE)


@pytest.mark.parametrize(
    "other",
    [
        {"country": "EE"},
        {"country": "LV"},
        {"kind": "EIDAS"},
        {"kind": "ILTU"},
        {"kind": "OIDC"},
        {"kind": "OIDC", "country": ""},
    ],
)
def test_the_same_digits_of_another_country_or_kind_are_somebody_else(other: dict[str, str]) -> None:
    """The collision of smart-id.md §1: PNOEE-40404040009 and PNOLT-40404040009 are both people."""
    assert index_of(KEY, identity(**other)) != index_of(KEY, identity())
    assert not identity(**other).opens_contracts


def test_the_way_of_proving_and_the_name_make_nobody_else():
    married = identity(method="viisp", family_name="Naujoji", document="PNOLT-48506151233-MOCK-Q")
    assert index_of(KEY, married) == index_of(KEY, identity())


def test_another_key_gives_another_index_and_no_code_gives_none():
    assert index_of("other" * 8, identity()) != index_of(KEY, identity())
    assert index_of(KEY, identity("")) == ""
    assert index_of(KEY, identity("", country="EE")) == ""


def test_a_code_with_a_slip_and_a_weak_proof_open_no_contracts():
    assert identity().opens_contracts
    assert not identity("48506151234").opens_contracts
    assert not identity(level="low").opens_contracts
