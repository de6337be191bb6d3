"""What a start outside the sandbox refuses."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.serialization import Encoding
from flask.cli import FlaskGroup

from app import create_app
from gateways.certificates import read_anchors
from gateways.connect import ways
from gateways.errors import GatewayError
from sandbox import authority
from settings import Settings, SettingsError
from tests.gateways.authority import authority as ca
from tests.guards.sources import ROOT

SECRETS = {"SECRET_KEY": "s" * 32, "IDENTITY_KEY": "i" * 32}
SOUND = {
    **SECRETS,
    "BASE_URL": "https://savitarna.example",
    "SMTP_URL": "smtp://127.0.0.1:25",
    "PAYEE_ACCOUNT": "LT121000011101001000",
}
PIN = "p" * 43 + "="
SMART_ID = {
    "SMART_ID_URL": "https://rp-api.smart-id.example/v3/",
    "SMART_ID_UUID": "de305d54-75b4-431b-adb2-eb6b9e546014",
    "SMART_ID_NAME": "Savitarna",
    "SMART_ID_PINS": PIN,
}
MOBILE_ID = {
    "MOBILE_ID_URL": "https://mid.sk.example/mid-api/",
    "MOBILE_ID_UUID": "de305d54-75b4-431b-adb2-eb6b9e546014",
    "MOBILE_ID_NAME": "Savitarna",
    "MOBILE_ID_POLICIES": "1.3.6.1.4.1.10015.3.17.1+0.4.0.2042.1.1",
    "MOBILE_ID_PINS": PIN,
}


def test_a_sound_environment_starts_without_the_sandbox() -> None:
    settings = Settings.from_environment(SOUND)
    assert not settings.sandbox
    assert settings.banks == ()


@pytest.mark.parametrize("missing", ["SECRET_KEY", "IDENTITY_KEY", "BASE_URL", "SMTP_URL", "PAYEE_ACCOUNT"])
def test_nothing_secret_or_binding_has_a_default(missing: str) -> None:
    with pytest.raises(SettingsError, match=missing):
        Settings.from_environment({name: value for name, value in SOUND.items() if name != missing})


@pytest.mark.parametrize("number", ["FRONTS", "PASSWORD_TRIES", "LETTERS_AN_HOUR"])
def test_a_number_that_is_none_is_named(number: str) -> None:
    with pytest.raises(SettingsError, match=f"{number} must be a whole number"):
        Settings.from_environment(SOUND | {number: "two"})


def test_a_terminal_may_open_the_pages_of_configured_banks_only() -> None:
    assert Settings.from_environment({"SANDBOX": "1"}).kiosk_methods == ()
    assert Settings.from_environment({"SANDBOX": "1", "KIOSK_METHODS": "seb, artea"}).kiosk_methods == ("seb", "artea")
    with pytest.raises(SettingsError, match="KIOSK_METHODS"):
        Settings.from_environment(SOUND | {"KIOSK_METHODS": "seb"})


def test_a_command_without_settings_says_what_to_write_and_nothing_else() -> None:
    nothing = dict.fromkeys((*SOUND, "SANDBOX"))
    told = CliRunner().invoke(FlaskGroup(create_app=create_app), ["import", "catalogue"], env=nothing)
    assert told.exit_code == 1
    assert told.output.startswith("Error: BASE_URL is missing")
    assert "SANDBOX=1" in told.output


def test_the_sandbox_is_refused_where_others_can_reach_it() -> None:
    with pytest.raises(SettingsError, match="SANDBOX"):
        Settings.from_environment(SOUND | {"SANDBOX": "1"})


def test_plain_http_is_refused_outside_the_sandbox() -> None:
    with pytest.raises(SettingsError, match="https"):
        Settings.from_environment(SOUND | {"BASE_URL": "http://savitarna.example"})


def test_a_switch_is_0_or_1() -> None:
    with pytest.raises(SettingsError, match="SANDBOX"):
        Settings.from_environment(SOUND | {"SANDBOX": "yes"})


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(SettingsError, match="SECRET_KEY"):
        Settings.from_environment(SOUND | {"SECRET_KEY": "short"})


def test_secrets_are_not_in_what_a_log_might_show() -> None:
    assert not any(secret in repr(Settings.from_environment(SOUND)) for secret in SECRETS.values())


@pytest.mark.parametrize(("service", "name"), [(SMART_ID, "SMART_ID"), (MOBILE_ID, "MOBILE_ID")])
@pytest.mark.parametrize("anchor", ["smart-id-ca", "mobile-id-ca", "root"])
def test_the_authority_of_the_stand_ins_is_believed_by_no_production(
    tmp_path: Path, service: dict[str, str], name: str, anchor: str
) -> None:
    authority.make(tmp_path, "http://127.0.0.1:8000/sandbox/ocsp")
    anchors = tmp_path / "authority" / f"{anchor}.pem"
    assert read_anchors([anchors])
    settings = Settings.from_environment(SOUND | service | {f"{name}_ANCHORS": str(anchors)})
    with pytest.raises(GatewayError, match="test certificate"):
        ways(settings)


def test_one_test_certificate_among_real_ones_is_enough_to_refuse(tmp_path: Path) -> None:
    real, mixed = tmp_path / "real.pem", tmp_path / "mixed.pem"
    real.write_bytes(ca("EID-Q 2024E").certificate.public_bytes(Encoding.PEM))
    authority.make(tmp_path, "http://127.0.0.1:8000/sandbox/ocsp")
    mixed.write_bytes(real.read_bytes() + (tmp_path / "authority" / "smart-id-ca.pem").read_bytes())
    assert set(ways(Settings.from_environment(SOUND | SMART_ID | {"SMART_ID_ANCHORS": str(real)}))) == {"smart-id"}
    for anchors in (str(mixed), f"{real},{mixed}"):
        with pytest.raises(GatewayError, match="test certificate"):
            ways(Settings.from_environment(SOUND | SMART_ID | {"SMART_ID_ANCHORS": anchors}))


@pytest.mark.parametrize("service", [SMART_ID, MOBILE_ID])
def test_a_service_without_anchors_or_pins_is_refused(service: dict[str, str], tmp_path: Path) -> None:
    name = next(iter(service)).removesuffix("_URL")
    for missing in (f"{name}_ANCHORS", f"{name}_PINS"):
        given = service | {f"{name}_ANCHORS": str(tmp_path / "ca.pem")}
        with pytest.raises((GatewayError, SettingsError), match=missing):
            ways(Settings.from_environment(SOUND | {key: value for key, value in given.items() if key != missing}))


def test_the_worker_and_the_site_start_by_the_same_door() -> None:
    for start in ("app.py", "worker.py"):
        assert "ways(settings)" in (ROOT / start).read_text()
