"""The modules beside the folders keep the arrows too; the folders' own arrows are contracts in pyproject.toml."""

import ast
import subprocess
import sys

import pytest

from tests.guards.sources import ROOT

MODULES = dict.fromkeys(sorted(path.stem for path in ROOT.glob("*.py") if path.stem != "app")).keys()
SETTINGS = sorted(f"settings/{path.name}" for path in (ROOT / "settings").glob("*.py"))
FLOORS = {"rules", "data", "gateways"}
ALLOWED = {f"{name}.py": FLOORS | MODULES | {"settings"} for name in MODULES} | {
    **{name: {"settings"} for name in SETTINGS},
    "rendering.py": {"rules", "data", "settings"},
}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_module_imports_only_what_its_arrows_allow(name: str) -> None:
    imported = set()
    for node in ast.walk(ast.parse((ROOT / name).read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        imported |= {name.split(".")[0] for name in names}
    assert imported & (FLOORS | MODULES | {"app", "blueprints", "sandbox", "settings"}) <= ALLOWED[name]


def test_the_folders_keep_their_arrows() -> None:
    linter = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    result = subprocess.run([*linter, "--config", "pyproject.toml"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
