"""The files that the guards read."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("rules", "gateways", "blueprints", "data", "sandbox")


def python_files() -> dict[str, str]:
    """Every source file of the site by its path from the root; the tests are not among them."""
    paths = [*ROOT.glob("*.py"), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))]
    return {str(path.relative_to(ROOT)): path.read_text() for path in sorted(paths)}


def templates() -> dict[str, str]:
    """Every template by its path from the root: pages, pieces, mail, and the stand-ins' pages."""
    paths = [
        path
        for folder in ("templates", "sandbox")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".html", ".txt")
    ]
    return {str(path.relative_to(ROOT)): path.read_text() for path in sorted(paths)}
