"""A browser with a window. Words are found with its own search, which shows them in other colours."""

from abc import abstractmethod

from tests.browser.text.eyes import Box, Picture, Point, changed, field_of, mark_of
from tests.browser.text.reader import Lost, Reader
from tests.browser.text.reading import read
from tests.browser.text.screen import Screen, click, keys, typed

LINE = 60  # pixels: what is higher is no line of words but a page that still moves
TRIES = 8


class Drawn(Reader):
    PAGE: Box  # where on the screen the page is
    found: Box
    plain: Picture

    def __init__(self) -> None:
        self.screen = Screen()

    @abstractmethod
    def _search(self, words: str, more: int) -> None:
        """Search for the words, and go on to so many more matches."""

    @abstractmethod
    def _search_in_vain(self) -> None:
        """Search for what is on no page, so that nothing stands in other colours."""

    def _picture(self) -> Picture:
        return Picture(self.screen.rest(), self.screen.stride, self.PAGE)

    def _look(self, words: str, below: int) -> Box | None:
        """Where the words stand, if they do: what changes when they are no longer searched for."""
        for more in range(TRIES):
            self._search(words, more)
            shown = self._picture()
            self._search_in_vain()
            self.plain = self._picture()
            box = changed(shown, self.plain)
            if not box or box.bottom - box.top > LINE:
                return None
            if box.top > below:
                return box
        return None

    def _see(self, words: str, below: int = 0) -> Box:
        for _ in range(TRIES):
            if box := self._look(words, below):
                return box
        raise Lost(f"“{words}” is not on the page:\n{self.page()}")

    def _point(self, point: Point | None, *names: str) -> None:
        if not point:
            raise Lost(f"there is nothing to point at:\n{self.page()}")
        self.screen.do(*click(*point), *keys(*names))

    def see(self, words: str) -> None:
        self._see(words)

    def page(self) -> str:
        return read(self._picture(), self.PAGE)

    def find(self, words: str, under: str = "") -> None:
        self.found = self._see(words, self._see(under).bottom if under else 0)

    def press(self) -> None:
        before = self.screen.picture()
        self._point(self.found.middle)
        self.screen.rest(unlike=before, patience=3.0)

    def choose(self, words: str, under: str = "") -> None:
        self.find(words, under)
        self._point(mark_of(self.plain, self.found))

    def type(self, text: str) -> None:
        self._point(field_of(self.plain, self.found), "End", "shift+Home", "BackSpace")
        self.screen.do(*typed(text))

    def end(self) -> None:
        self.screen.end()
