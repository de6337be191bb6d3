"""Lighthouse beside the browser that walks through the site: it is shown a page and says its scores."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, sync_playwright

from tests.browser.conftest import PHONE, QUIET
from tests.browser.site import Site
from tests.postgres import free_port

HERE = Path(__file__).parent
INSTALL = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
Way = Literal["navigation", "snapshot"]


@dataclass(frozen=True)
class Scores:
    """Of a hundred, and what was found wanting."""

    accessibility: int
    best_practices: int
    failed: list[str]


class Auditor:
    """The process that runs Lighthouse; one page at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def scores(self, url: str, way: Way) -> Scores:
        """Of the page at this address; in the way of "snapshot" of the open tab that shows it."""
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps({"url": url, "way": way}), file=self.process.stdin, flush=True)
        told = json.loads(self.process.stdout.readline())
        scores = told["scores"]
        return Scores(scores.get("accessibility", 0), scores.get("best-practices", 0), told["failed"])


@contextmanager
def auditing(site: Site, folder: Path) -> Iterator[tuple[BrowserContext, Auditor]]:
    """A browser that a walk drives and Lighthouse looks into; both see the same cookies."""
    chromium, node = (shutil.which(name) for name in ("chromium", "node"))
    assert chromium, "chromium is not installed (Debian: apt-get install chromium)"
    assert node, "node is not installed (Debian: apt-get install nodejs npm)"
    if not (HERE / "node_modules" / "lighthouse").exists():
        subprocess.run(INSTALL, cwd=HERE, check=True)
    port = free_port()
    with sync_playwright() as playing:
        context = playing.chromium.launch_persistent_context(
            folder / "browser",
            executable_path=chromium,
            args=[*QUIET, f"--remote-debugging-port={port}"],
            base_url=site.url,
            locale="lt-LT",
            viewport=PHONE,
        )
        context.set_default_timeout(30_000)
        command = [node, "auditing.mjs", str(port)]
        with subprocess.Popen(command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            yield context, Auditor(process)
        context.close()
