"""The terminal that is checked: its files below a folder, which is / but in tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from agent.settings import Settings

GIVEN = Path(__file__).parents[1] / "root"  # what README.md copies onto a terminal
EXAMPLE = "savitarna.example"


@dataclass(frozen=True)
class Terminal:
    root: Path
    settings: Settings

    def at(self, path: Path | str) -> Path:
        """Where this path of the terminal lies."""
        return self.root / str(path).lstrip("/")

    def read(self, path: Path | str) -> str:
        """'' when it is not there."""
        try:
            return self.at(path).read_text(encoding="utf-8")
        except OSError:
            return ""

    def rows(self, path: str, separator: str | None = None) -> Iterator[list[str]]:
        return (line.split(separator) for line in self.read(path).splitlines() if line.strip())

    @property
    def has_cage(self) -> bool:
        return self.settings.browser[0].endswith("cog")
