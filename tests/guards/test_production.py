"""What a start outside the sandbox refuses."""

import pytest
from click.testing import CliRunner
from flask.cli import FlaskGroup

from app import create_app
from settings import Settings, SettingsError

SECRETS = {"SECRET_KEY": "s" * 32, "IDENTITY_KEY": "i" * 32}
SOUND = {
    **SECRETS,
    "BASE_URL": "https://savitarna.example",
    "SMTP_URL": "smtp://127.0.0.1:25",
    "PAYEE_ACCOUNT": "LT121000011101001000",
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
