"""Each danger has one door (security.md §1): what may stand in one place only stands nowhere else."""

import ast
import re

import pytest

from tests.guards.sources import python_files

DATABASE, MIGRATIONS = "data/database.py", "data/migrations/"
EDGES = ("rules/", "data/", "gateways/", "sandbox/", "settings/", "rendering.py", "commands.py")
DOORS = {
    "somebody's thing": (r"\bget_by_id\(|\.get_or_none\(|\.select\(", ("data/",)),
    "leaving our host": (r"(?<!def )\bredirect\(", ("blueprints/fragments.py", "sandbox/")),
    "text into numbers": (r"\b(?:int|float|Decimal)\(|\.is(?:digit|decimal|numeric)\(", EDGES),
    "statements": (r"\bexecute_sql\(|\bSQL\(\s*f[\"']", (DATABASE, MIGRATIONS)),
    "statements that are built": (r"\brows?\(\s*f[\"']", ()),
    "outgoing calls": (r"\brequests\.|\bhttpx\.|\burlopen\(|http\.client", ("gateways/", "sandbox/")),
    "mail": (r"\bsmtplib\b|\bMIMEText\b", ("gateways/email.py",)),
    "print": (r"(?<![\w.])print\(", ("commands.py", "sandbox/")),
    "making a session": (r"\blogin_user\(", ()),
    "randomness": (r"\brandom\.|\buuid[14]\(", ()),
    "mass assignment": (r"\*\*\s*(?:request\.|form\b)", ()),
    "shell": (r"\bos\.system\(|shell=True|\beval\(|\bexec\(|\bpickle\b", ()),
}  # fmt: skip


@pytest.mark.parametrize("danger", DOORS)
def test_one_door(danger: str) -> None:
    pattern, doors = DOORS[danger]
    found = []
    for name, text in python_files().items():
        if name.startswith(doors) if doors else False:
            continue
        found += [f"{name}:{number}" for number, line in enumerate(text.splitlines(), 1) if re.search(pattern, line)]
    assert found == []


def test_no_update_or_delete_without_where() -> None:
    found = []
    for name, text in python_files().items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "execute":
                chain = {part.attr for part in ast.walk(node.func) if isinstance(part, ast.Attribute)}
                if chain & {"update", "delete"} and not chain & {"where", "on_conflict"}:
                    found.append(f"{name}:{node.lineno}")
    assert found == []
