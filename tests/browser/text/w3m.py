"""w3m: the words are looked for with its own search."""

import re

from tests.browser.text.reader import Lost
from tests.browser.text.terminal import Terminal


class W3m(Terminal):
    def __init__(self, url: str) -> None:
        super().__init__("w3m", "-cookie", "-O", "UTF-8", url)

    def find(self, words: str, under: str = "") -> None:
        self.page()
        self.keys("g")  # from the top, so that the first match on the page is taken
        for sought in filter(None, (under, words)):
            pattern = re.sub(r"([()|.*+?])", r"\\\1", sought)  # what is typed after / is a pattern
            self.keys("Enter", text=f"/{pattern}")
            if "Not found" in self.page():
                raise Lost(f"“{sought}” is not on the page:\n{self.page()}")
        if re.search(rf"[(\[][ *X][)\]] ?{re.escape(words)}", self.page()):
            self.keys("C-u")  # words behind a radio button or a check box: back to it

    def type(self, text: str) -> None:
        self.keys("Tab", "Enter", "C-u")
        self.keys("Enter", text=text)

    def press(self) -> None:
        self.keys("Enter")
