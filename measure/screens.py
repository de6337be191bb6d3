"""`python -m measure.screens`: the kept pages in five languages and in every look, as pictures for people to see.

They stand in .tools/screens, a folder a look; `sheets` has a dozen pages to a picture, so that all can be looked at.
`python -m measure.screens lt print` takes some looks only.
"""

import shutil
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from measure import collected, sheets
from settings import LANGUAGES
from tests.collecting import PAGES

OUT = collected.ROOT / ".tools" / "screens"
PROCESSES = 2
WIDTHS = (360, 1280)


@dataclass(frozen=True)
class Look:
    """A folder of kept pages, and how the browser shows them."""

    name: str
    folder: str = "lt"
    chosen: dict[str, str] = field(default_factory=dict)
    browser: dict[str, Any] = field(default_factory=dict)
    media: str = "screen"


LOOKS = (
    *(Look(code, code) for code in LANGUAGES),
    Look("dark", chosen={"theme": "dark"}),
    Look("contrast", chosen={"theme": "contrast"}),
    Look("largest", chosen={"text": "3"}),
    Look("forced", browser={"forced_colors": "active"}),
    Look("print", media="print"),
    Look("lean", "lean"),
    Look("no-script", browser={"java_script_enabled": False}),
)


def main(wanted: list[str]) -> int:
    looks = [look for look in LOOKS if look.name in wanted or not wanted]
    shots = [(look, width) for look in looks for width in WIDTHS]
    for look, width in shots:
        shutil.rmtree(folder(look, width), ignore_errors=True)
    names = collected.one_a_heading()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(take, *zip(*((look, width, names) for look, width in shots), strict=True)))
    for look, width in shots:
        sheets.lay_out(sorted(folder(look, width).glob("*.png")), OUT / "sheets", f"{look.name}-{width}")
    print(f"{len(names)} pages, {len(shots)} looks: {OUT}")
    return 0


def folder(look: Look, width: int) -> Path:
    return OUT / f"{look.name}-{width}"


def take(look: Look, width: int, names: Sequence[str]) -> None:
    out = folder(look, width)
    out.mkdir(parents=True)
    with collected.chromium() as browser, collected.tab(browser, width, **look.browser) as page:
        page.emulate_media(media="print" if look.media == "print" else "screen")
        for name in names:
            if (PAGES / look.folder / name).exists():
                collected.show(page, look.folder, name, look.chosen)
                page.screenshot(path=out / f"{name.removesuffix('.html')}.png", full_page=True, animations="disabled")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
