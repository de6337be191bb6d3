"""The modules beside the folders keep the arrows too; the folders' own arrows are contracts in pyproject.toml."""

import ast
import subprocess
import sys

import pytest

from tests.guards.sources import ROOT

OURS = {"app", "blueprints", "commands", "data", "gateways", "rendering", "rules", "sandbox", "settings", "worker"}
ALLOWED = {
    "settings.py": set(),
    "rendering.py": {"rules", "data", "settings"},
    "worker.py": {"rules", "data", "gateways", "rendering", "settings"},
    "commands.py": {"rules", "data", "gateways", "rendering", "settings"},
}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_module_imports_only_what_its_arrows_allow(name: str) -> None:
    imported = set()
    for node in ast.walk(ast.parse((ROOT / name).read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        imported |= {name.split(".")[0] for name in names}
    assert imported & OURS <= ALLOWED[name]


def test_the_folders_keep_their_arrows() -> None:
    linter = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    result = subprocess.run([*linter, "--config", "pyproject.toml"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
