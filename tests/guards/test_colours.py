"""The colours of static/app.css in every theme: text at 7:1, borders and the focus ring at 3:1 (WCAG 1.4.6, 1.4.11)."""

import re

import pytest

from tests.guards.sources import ROOT

SHEET = (ROOT / "static" / "app.css").read_text()
OF_TERMINALS = (ROOT / "static" / "kiosk.css").read_text()
THEME = re.compile(r"(:root[^{}\n]*)\{([^{}]*--[^{}]*)\}")
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6})")
TEXT = ("fg", "mut", "link", "ok", "bad", "warn", "pri-h")
LINES = ("line", "ring", "pri")
# words on coloured grounds: theirs, and what lies under them
PAIRS = (("on", "pri"), ("on", "pri-h"), ("on-bar", "bar"), ("bg", "fg"), ("ok", "okbg"), ("bad", "badbg"),
         ("warn", "warnbg"), ("fg", "okbg"), ("fg", "badbg"), ("fg", "warnbg"), ("link", "okbg"), ("link", "badbg"),
         ("link", "warnbg"))  # fmt: skip


def themes() -> dict[str, dict[str, str]]:
    """Each theme's tokens; what a later one does not set anew is as in the first."""
    found: dict[str, dict[str, str]] = {}
    for selector, body in THEME.findall(SHEET):
        found.setdefault(selector, {}).update(TOKEN.findall(body))
    return {selector: found[":root"] | tokens for selector, tokens in found.items()}


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_there_are_four_themes() -> None:
    assert len(themes()) == 4
    automatic, chosen = [tokens for name, tokens in themes().items() if "not(" in name or "=dark" in name]
    assert automatic == chosen, "dark by the system and dark by choice are the same"


@pytest.mark.parametrize("theme", themes())
def test_everything_is_seen(theme: str) -> None:
    tokens = themes()[theme]
    wanted = [(name, ground, 7) for name in TEXT for ground in ("bg", "soft")]
    wanted += [(name, ground, 3) for name in LINES for ground in ("bg", "soft")]
    wanted += [(name, ground, 7) for name, ground in PAIRS]
    found = {(name, ground): (contrast(tokens[name], tokens[ground]), least) for name, ground, least in wanted}
    assert {pair: ratio for pair, (ratio, least) in found.items() if ratio < least} == {}


def test_nothing_moves() -> None:
    assert re.findall(r"transition|animation|@keyframes|transform|scroll-behavior", SHEET + OF_TERMINALS) == []
