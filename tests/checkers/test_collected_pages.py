"""One page of each shape that the other tests saw: no error of the Nu checker, none of html-validate."""

import json
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / ".tools" / "pages"
MODULES = HERE / "node_modules"


@pytest.fixture(scope="module")
def pages() -> list[str]:
    found = sorted(str(path) for path in PAGES.glob("*.html"))
    assert found, "the page tests run first and leave their pages in .tools/pages"
    return found


def test_the_nu_checker_finds_no_error(pages: list[str]) -> None:
    command = ["java", "-jar", str(MODULES / "vnu-jar/build/dist/vnu.jar"), "--errors-only", "--stdout"]
    said = subprocess.run([*command, "--exit-zero-always", "--format", "json", *pages], capture_output=True, text=True)
    messages = json.loads(said.stdout)["messages"]
    assert [f"{m['url'].rsplit('/', 1)[1]}:{m.get('lastLine')}: {m['message']}" for m in messages] == []


def test_html_validate_finds_no_error(pages: list[str]) -> None:
    program = [str(MODULES / ".bin/html-validate"), "--config", str(HERE / "htmlvalidate.json"), "--formatter", "json"]
    said = subprocess.run([*program, *pages], capture_output=True, text=True)
    assert said.stdout.strip(), said.stderr
    wrong = [
        f"{Path(result['filePath']).name}:{message['line']}: {message['message']} [{message['ruleId']}]"
        for result in json.loads(said.stdout)
        for message in result["messages"]
        if message["severity"] == 2
    ]
    assert wrong == []


def test_the_style_sheet_is_valid() -> None:
    command = ["java", "-jar", str(MODULES / "vnu-jar/build/dist/vnu.jar"), "--errors-only", "--stdout", "--css"]
    sheet = HERE.parents[1] / "static" / "app.css"
    said = subprocess.run(
        [*command, "--exit-zero-always", "--format", "json", str(sheet)], capture_output=True, text=True
    )
    assert [message["message"] for message in json.loads(said.stdout)["messages"]] == []
