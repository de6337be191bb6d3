"""`python -m measure.accessible`: every kept page in every language and look, by axe-core, Nu and html-validate.

Nothing may scroll sideways on 320 pixels, and nothing moves. A line a look; ends with 1 when anything was found.
`python -m measure.accessible lt lean` looks at some folders of .tools/pages only.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from measure import collected
from settings import LANGUAGES
from tests.browser.conftest import AXE, SCAN, TAGS
from tests.checkers.checking import html_validate, nu
from tests.collecting import PAGES

PROCESSES, NARROW = 2, 320
LOOKING = Path(__file__).with_name("looking.js")
CONTRAST = ["color-contrast", "color-contrast-enhanced"]
Looks = list[dict[str, Any]]
# What a page is put into, and the tags or rules of axe that it is scanned with there.
PLAIN: Looks = [
    {"name": "light", "rules": TAGS},
    {"name": "A++", "rules": ["target-size"], "text": "3"},
    {"name": "text spaced", "rules": [], "spaced": True},
]
COLOURS = [{"name": name, "rules": CONTRAST, "theme": name} for name in ("dark", "contrast")]
LOOKS = {**dict.fromkeys(LANGUAGES, PLAIN), "lt": PLAIN + COLOURS, "lean": PLAIN}
Found = dict[str, list[str]]  # look → "page: violation"


def main(wanted: list[str]) -> int:
    pages = {folder: collected.names(folder) for folder in wanted or LOOKS}
    is_clean = True
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        for folder, names in pages.items():
            parts = list(
                pool.map(partial(scan, folder, LOOKS[folder]), [names[half::PROCESSES] for half in range(PROCESSES)])
            )
            files = [PAGES / folder / name for name in names]
            found = {look["name"]: [one for part in parts for one in part[look["name"]]] for look in LOOKS[folder]}
            found["valid HTML"] = nu(files) + html_validate(files)
            for look, violations in found.items():
                tell(f"{folder}, {look}", len(names), violations)
            is_clean = is_clean and not any(found.values())
    return 0 if is_clean else 1


def scan(folder: str, looks: Looks, names: Sequence[str]) -> Found:
    """What is wrong with these pages, by look."""
    found: Found = {look["name"]: [] for look in looks}
    with collected.chromium() as browser, collected.tab(browser, NARROW) as page:
        collected.show(page, folder, names[0])
        page.evaluate(f"{AXE.read_text()}; {LOOKING.read_text()}; window.lookAt = lookAt; undefined")
        for name in names:
            collected.put_in(page, folder, name)
            told: Found = page.evaluate(f"(looks) => lookAt(looks, {SCAN})", looks)
            for look, violations in told.items():
                found[look] += [f"{name}: {one}" for one in violations]
    return found


def tell(look: str, pages: int, found: list[str]) -> None:
    """A line, and under it each violation once, with the first page that has it."""
    print(f"{look:<20} {pages:5} pages {len(found):5} violations", flush=True)
    first = {one.split(": ", 1)[1]: one for one in reversed(found)}
    for what, count in Counter(one.split(": ", 1)[1] for one in found).most_common():
        print(f"    {count} × {first[what]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
