"""A person in a browser without script, who goes by words. One file a browser beside this one.

`find` goes to the link, button or field with these words, or to the first one after them (a label), below the words
`under` if these are given; `press` follows the link or presses the button; `type` empties the field and types.
"""

import re
import time
from abc import ABC, abstractmethod


class Lost(Exception):
    """The words are not on the page, or the browser does not answer."""


class Reader(ABC):
    @abstractmethod
    def page(self) -> str:
        """What a person reads, once the browser has come to rest."""

    @abstractmethod
    def find(self, words: str, under: str = "") -> None: ...

    @abstractmethod
    def press(self) -> None: ...

    @abstractmethod
    def type(self, text: str) -> None: ...

    @abstractmethod
    def end(self) -> None: ...

    def choose(self, words: str, under: str = "") -> None:
        """The radio button with these words."""
        self.find(words, under)
        self.press()

    def see(self, words: str) -> None:
        page = ""
        for _ in range(15):
            page = " ".join(self.page().replace("\u00a0", " ").split())
            if words in page:
                return
            time.sleep(0.3)
        raise Lost(f"“{words}” is not on the page:\n{self.page().strip()}")


def number(page: str, words: str, under: str) -> int:
    """The number in brackets before these words, or the next one after them."""
    words, under = (r"\s+".join(map(re.escape, each.split())) for each in (words, under))  # may stand on two lines
    start = re.search(under, page)
    rest = page[start.end() :] if start else ""
    hit = re.search(rf"\[(\d+)\](?:\[.\])?[^\[\n]*{words}", rest) or re.search(rf"{words}[^\[]*\[(\d+)\]", rest)
    if not hit:
        raise Lost(f"“{words}” is not on the page, or nothing follows it:\n{page}")
    return int(hit[1])
