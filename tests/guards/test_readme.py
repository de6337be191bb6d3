"""The README lists every setting, and the packages are not older than the floors of security.md §6."""

import re
from importlib.metadata import version

import pytest

from tests.guards.sources import ROOT

FLOORS = {
    "flask": (3, 1, 3),
    "werkzeug": (3, 1, 6),
    "authlib": (1, 9, 9),
    "joserfc": (1, 8),
    "gunicorn": (27,),
    "cryptography": (45,),
    "pysqlite3": (0, 6, 1),
}
NAME = re.compile(r"\"([A-Z]{2,}(?:_[A-Z]+)*)\"")
PREFIXED = re.compile(r"\{prefix\}(_[A-Z_]+)")


def test_every_setting_is_in_the_readme() -> None:
    files = [*(ROOT / "settings").glob("*.py"), ROOT / "deploy/gunicorn.conf.py"]
    sources = "".join(file.read_text().replace("'", '"') for file in files)
    readme = (ROOT / "README.md").read_text()
    asked = set(NAME.findall(sources)) | set(PREFIXED.findall(sources))
    assert {"BASE_URL", "SECRET_KEY", "WEB_WORKERS", "SMART_ID_URL", "_BANK_KEYS"} <= asked
    assert [name for name in sorted(asked) if name not in readme] == []


@pytest.mark.parametrize("package", FLOORS)
def test_packages_stand_above_their_floors(package: str) -> None:
    assert tuple(int(part) for part in re.findall(r"\d+", version(package))) >= FLOORS[package]


def test_every_pinned_package_is_hashed_and_names_no_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=[a-z])", text)), name
