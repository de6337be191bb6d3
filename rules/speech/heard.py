"""What is heard of a page: the words of its <main> in their order, a sentence a block."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

SILENT = {"script", "style", "svg", "audio", "nav", "title", "head", "header", "footer"}
QUIET_CLASSES = {"back", "keypad", "player"}  # what eyes and fingers need, and ears do not
EMPTY = {"input", "br", "img", "meta", "link", "hr", "source"}
BLOCKS = {
    "p", "h1", "h2", "h3", "li", "dt", "dd", "div", "td", "th", "tr", "label", "legend", "button", "caption", "option",
    "summary", "form", "main", "section", "figcaption", "a",
}  # fmt: skip
JOINED = {"dt", "th"}  # what comes next says what this is about
ENDS = ".?!:"


@dataclass(frozen=True)
class Heard:
    """One sentence; `is_private` when only its person may hear it."""

    text: str
    is_private: bool = False


class _Ear(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, bool, bool]] = []  # words, private, joined to the next
        self.words, self.open, self.quiet, self.private, self.is_private = "", [], 0, 0, False  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag in BLOCKS and not (tag == "a" and self.words):
            self._end()
        if tag in EMPTY:
            self._empty(tag, named)
            return
        is_quiet = tag in SILENT or named.get("aria-hidden") == "true" or bool(QUIET_CLASSES & set(_classes(named)))
        self.open.append((tag, is_quiet, "data-private" in named))
        self.quiet += is_quiet
        self.private += "data-private" in named
        if "data-label" in named and not self.quiet:
            self.words += f"{named['data-label']} "

    def _empty(self, tag: str, named: dict[str, str]) -> None:
        if self.quiet:
            return
        if tag == "br":
            self._end()
        elif tag == "img":
            self.words += f" {named.get('alt', '')}"
        elif "digits" in _classes(named):  # the reading that is typed; of every other field the label is enough
            self.words += f" {named.get('value', '')}"

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY or tag not in {name for name, *_ in self.open}:
            return
        if tag in BLOCKS:
            self._end(joined=tag in JOINED)
        while self.open:
            name, is_quiet, is_private = self.open.pop()
            self.quiet -= is_quiet
            self.private -= is_private
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.words += data
            self.is_private |= bool(self.private and data.strip())

    def _end(self, joined: bool = False) -> None:
        words = " ".join(self.words.replace("\u00a0", " ").split())
        if words.strip("–-·… "):
            self.said.append((words, self.is_private, joined))
        self.words, self.is_private = "", False


def _classes(named: dict[str, str]) -> list[str]:
    return named.get("class", "").split()


def heard(html: str) -> tuple[Heard, ...]:
    """The sentences of a page's <main>, or of the fragment that takes its place."""
    _, _, main = html.rpartition('<main id="main"')
    ear = _Ear()
    ear.feed(f"<main{main}" if main != html else html)
    ear.close()
    ear._end()  # noqa: SLF001 - the last words, where nothing closed them
    return tuple(_joined(ear.said))


def _joined(said: list[tuple[str, bool, bool]]) -> Iterator[Heard]:
    before, was_private = "", False
    for words, is_private, goes_on in said:
        text = f"{before}{words}"
        if goes_on:
            before, was_private = f"{text.rstrip(ENDS)}: ", is_private
            continue
        yield Heard(text if text[-1] in ENDS else f"{text}.", is_private or was_private)
        before, was_private = "", False
    if before:
        yield Heard(before.strip(), was_private)
