"""The tables of the banks and the keys of our contracts: what makes no sense stops the start."""

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from gateways import banks
from gateways.connect import bank_contracts
from gateways.errors import GatewayError
from sandbox import keys
from settings import Settings
from settings.banks import BANKS

TABLE = {"name": "Bank", "request": "1001", "version": "008", "encoding": "UTF-8", "encoding_field": ""}
TABLE |= {"length_unit": "bytes"}
ORDERS = {service: list(names) for service, names in banks.dialects()["swedbank"].orders.items()}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    keys.make(tmp_path / "sandbox")
    return Settings.from_environment({"SANDBOX": "1", "INSTANCE": str(tmp_path)})


def test_every_configured_bank_has_a_table_and_keys(settings):
    contracts = bank_contracts(settings)
    assert tuple(contracts) == BANKS
    assert {contract.bank.payee_account for contract in contracts.values()} == {settings.payee_account}


def test_a_bank_without_a_table_is_refused(settings):
    with pytest.raises(GatewayError, match=r"banks\.toml"):
        bank_contracts(replace(settings, banks=(replace(settings.banks[0], id="revolut"),)))


@pytest.mark.parametrize("name", ["bank_keys", "key"])
def test_a_key_that_is_missing_or_of_another_kind_is_refused(settings, tmp_path, name):
    curve = ec.generate_private_key(ec.SECP256R1())
    other = tmp_path / "curve.pem"
    public = curve.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    other.write_bytes(
        public if name == "bank_keys" else curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    for path in (tmp_path / "nowhere.pem", other):
        wrong = replace(settings.banks[0], **{name: (path,) if name == "bank_keys" else path})
        with pytest.raises(GatewayError):
            bank_contracts(replace(settings, banks=(wrong,)))


@pytest.mark.parametrize(
    "wrong",
    [{"encoding": "latvian"}, {"length_unit": "words"}, {"version": "010"}, {"request": "1003"}, {"hash": "md5"}],
)
def test_a_table_that_makes_no_sense_is_refused(wrong):
    assert banks.dialect("bank", TABLE, ORDERS).hash == "sha1"
    with pytest.raises(GatewayError):
        banks.dialect("bank", TABLE | wrong, ORDERS)


def test_keys_are_made_once_and_private_ones_are_ours_alone(tmp_path):
    assert keys.make(tmp_path) == list(keys.PARTIES)
    before = (tmp_path / "savitarna.pem").read_bytes()
    assert keys.make(tmp_path) == []
    assert (tmp_path / "savitarna.pem").read_bytes() == before
    assert (tmp_path / "savitarna.pem").stat().st_mode & 0o077 == 0
