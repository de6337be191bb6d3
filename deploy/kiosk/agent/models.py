"""What models of printers know: printers.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from escpos.capabilities import Profile as Known

FILE = Path(__file__).with_name("printers.toml")
# How much wider than ordinary letters those of a style are, and whether its lines stand in the middle.
STYLES = {"title": (2, True), "big": (2, False), "row": (1, False), "small": (1, False)}


@dataclass(frozen=True)
class Profile:
    """One model; printers.toml says what the words mean."""

    columns: int
    small: int
    dots: int
    qr: bool
    cut: str
    pages: Mapping[str, int] = field(default_factory=dict)

    def width(self, style: str) -> int:
        """How many letters of this style a line has."""
        return (self.small if style == "small" else self.columns) // STYLES[style][0]

    def known(self) -> Known:
        """The same as python-escpos wants it. It writes ends of lines in some page, so there is one always."""
        pages = self.pages or {"CP437": 0}
        made = Known(features={"paperFullCut": self.cut == "full", "paperPartCut": self.cut == "part"})
        made.profile_data = {
            "codePages": {number: name for name, number in pages.items()},
            "fonts": {"0": {"columns": self.columns}, "1": {"columns": self.small}},
            "media": {"width": {"pixels": self.dots}},
        }
        return made


def profiles() -> dict[str, Profile]:
    """Every model by its name."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: Profile(**facts) for name, facts in told.items()}
