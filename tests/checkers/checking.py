"""The two checkers of HTML, each started once for many pages; what they say is "page:line: what is wrong"."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
NU = ["java", "-jar", str(MODULES / "vnu-jar/build/dist/vnu.jar"), "--errors-only", "--stdout", "--exit-zero-always"]
HTML_VALIDATE = [
    str(MODULES / ".bin/html-validate"),
    "--config",
    str(HERE / "htmlvalidate.json"),
    "--formatter",
    "json",
]


def nu(files: Sequence[Path], *options: str) -> list[str]:
    """The errors of the Nu checker (validator.nu)."""
    said = subprocess.run([*NU, *options, "--format", "json", *map(str, files)], capture_output=True, text=True)
    messages = json.loads(said.stdout)["messages"]
    return [
        f"{message['url'].rsplit('/', 1)[1]}:{message.get('lastLine')}: {message['message']}" for message in messages
    ]


def html_validate(files: Sequence[Path]) -> list[str]:
    """The errors of html-validate."""
    said = subprocess.run([*HTML_VALIDATE, *map(str, files)], capture_output=True, text=True)
    assert said.stdout.strip(), said.stderr
    return [
        f"{Path(result['filePath']).name}:{message['line']}: {message['message']} [{message['ruleId']}]"
        for result in json.loads(said.stdout)
        for message in result["messages"]
        if message["severity"] == 2
    ]
