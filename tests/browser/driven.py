"""A browser with a screen, walked by what a person reads: `find`, `type`, `press`, `see`, as the text browsers are."""

import time
from collections.abc import Callable
from typing import Any

from tests.browser.text.reader import Lost
from tests.browser.webdriver import Engine

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # W3C's own name for an element
NAMED = '//*[self::a or self::button or self::label][contains(normalize-space(translate(., "\u00a0", " ")), "{words}")]'
UNDER = '//fieldset[legend[contains(., "{words}")]]'
PATIENCE, PAUSE = 15.0, 0.05  # seconds


def soon(look: Callable[[], Any]) -> Any:
    """What is seen there; while it is nothing, it is looked at again."""
    end = time.monotonic() + PATIENCE
    while not (seen := look()) and time.monotonic() < end:
        time.sleep(PAUSE)
    return seen


class Driven:
    def __init__(self, engine: Engine, url: str) -> None:
        self.engine, self.at = engine, ""
        self.open(url)

    def open(self, url: str) -> None:
        self.engine.do("Navigate", url=url)

    def back(self) -> None:
        self.engine.do("Back")

    def ask(self, script: str) -> Any:
        return self.engine.do("ExecuteScript", script=script, args=[])

    def page(self) -> str:
        return " ".join(self.ask("return document.body ? document.body.innerText : ''").split())

    def focused(self) -> str:
        """The words of what has the focus; of the whole page where nothing has it."""
        return " ".join(self.ask("return document.activeElement.innerText").split())

    def see(self, words: str) -> None:
        if not soon(lambda: words in self.page()):
            raise Lost(f"“{words}” is not on the page:\n{self.page()}")

    def go(self, path: str) -> None:
        """To the first element that an XPath leads to, on the page that is there or about to come."""
        found = soon(lambda: self.engine.do("FindElements", using="xpath", value=path))
        if not found:
            raise Lost(f"no {path} on the page:\n{self.page()}")
        self.at = found[0][ELEMENT]

    def find(self, words: str, under: str = "") -> None:
        """To the link or button with these words, or to the field that they name; `under`: the legend above it."""
        self.go((UNDER.format(words=under) if under else "") + NAMED.format(words=words))
        if field := self.engine.do("GetElementAttribute", id=self.at, name="for"):
            self.go(f'//*[@id="{field}"]')

    def type(self, text: str) -> None:
        self.engine.do("ElementClear", id=self.at)
        self.engine.do("ElementSendKeys", id=self.at, text=text)

    def press(self) -> None:
        self.engine.do("ElementClick", id=self.at)

    def choose(self, words: str, under: str = "") -> None:
        """The radio button with these words."""
        self.find(words, under)
        self.press()

    def end(self) -> None:
        self.engine.end()
