"""What a settings file may say; what it may not stops the start with a sentence."""

from pathlib import Path

import pytest

from agent.settings import Settings, SettingsError
from tests.browser.site import ROOT

GOOD = 'portal = "https://savitarna.example"\nbrowser = ["chromium", "{url}"]\n'


def read(folder: Path, text: str) -> Settings:
    (folder / "agent.toml").write_text(text)
    return Settings.from_file(folder / "agent.toml")


def test_the_file_that_comes_with_us_is_good() -> None:
    settings = Settings.from_file(ROOT / "deploy/kiosk/root/etc/kiosk/agent.toml")
    assert (settings.portal, settings.idle, settings.port) == ("https://savitarna.example", 240, 8010)
    assert settings.browser[:2] == ("chromium", "--kiosk")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (GOOD.replace("https", "http"), "portal must begin with https://"),
        (GOOD.replace(".example", ".example/kiosk"), "portal must be like https://savitarna.example"),
        (GOOD.replace('"{url}"', '"https://savitarna.example"'), "browser needs a word {url}"),
        ('portal = "https://savitarna.example"', "browser needs a word {url}"),
        (f"{GOOD}colour = 1", "colour is not a setting"),
        (f"{GOOD}louder = 'amixer -q'", "louder is of the wrong kind"),
        (f"{GOOD}idle = '4 minutes'", "idle is of the wrong kind"),
        (f"{GOOD}idle = true", "idle is of the wrong kind"),
        ("portal", "cannot be read"),
    ],
)
def test_what_cannot_work_is_said(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence.replace("{", r"\{")):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        Settings.from_file(tmp_path / "none.toml")
