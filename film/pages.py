"""Which pages the film shows, and whether they still are what was filmed.

Compared are the words and the build of each page (in Lithuanian, without white space and comments); the style sheet is
not: nearly every change touches it, and a warning that always stands there is not read.
"""

import re
from hashlib import sha256

from babel.messages.extract import extract
from jinja2 import Environment, FileSystemLoader, meta
from jinja2.ext import babel_extract

from blueprints.film import facts
from data.translations import translations
from tests.browser.site import ROOT

TEMPLATES = ROOT / "templates"
SHOWN = (
    "front/front.html",
    "registration/email.html",
    "registration/check.html",
    "email/confirm_registration.txt",
    "services/provider.html",
    "services/code.html",
    "services/check.html",
    "services/added.html",
    "services/services.html",
    "payments/basket.html",
    "payments/method.html",
    "payments/bank.html",
    "payments/state.html",
    "readings/values.html",
    "readings/check.html",
    "receipts/paid.html",
)
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def made_of() -> dict[str, str]:
    """Each filmed page with its digest."""
    return {name: digest(name) for name in SHOWN}


def changed() -> list[str]:
    """The filmed pages that are no longer what they were when the film was made."""
    made = facts()["pages"]
    return [name for name in SHOWN if made.get(name) != digest(name)]


def digest(name: str) -> str:
    """A page with all it takes in, but for the layouts' own frame, which every page has."""
    return sha256("".join(_words_and_build(part) for part in _parts(name)).encode()).hexdigest()[:16]


def _words_and_build(part: str) -> str:
    """A template without white space and comments, and its texts in Lithuanian."""
    said, file = translations("lt").gettext, TEMPLATES / part
    with file.open("rb") as opened:
        found = list(extract(babel_extract, opened, options={"encoding": "utf-8", "silent": "false"}))
    words = [said(text if isinstance(text, str) else text[0]) for _line, text, _comments, _context in found]
    return "".join(COMMENT.sub("", file.read_text()).split()) + "".join(words)


def _parts(name: str) -> list[str]:
    """The page and the pieces of its own kind, wherever they are included."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), extensions=["jinja2.ext.i18n"])
    found, open_ones = [], [name]
    while open_ones:
        one = open_ones.pop()
        if one not in found:
            found.append(one)
            tree = environment.parse((TEMPLATES / one).read_text())
            taken = [piece for piece in meta.find_referenced_templates(tree) if piece]
            open_ones += [piece for piece in taken if not piece.startswith("layouts/")]
    return sorted(found)


def main() -> None:
    """Part of `make check`: says so when the film is older than its pages, and fails nothing."""
    found = changed()
    if found:
        print(f"The how-to film shows pages that have changed since: {', '.join(found)}. `make video` films them anew.")


if __name__ == "__main__":
    main()
