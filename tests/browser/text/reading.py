"""Words that no search finds, read from a picture by ocrad."""

import difflib
import subprocess
import unicodedata

from tests.browser.conftest import program
from tests.browser.text.eyes import PIXEL, Box, Picture


def read(picture: Picture, box: Box) -> str:
    """What is written there. A letter or two may be wrong: ocrad knows no Lithuanian."""
    green = b"".join(picture.row(y, box.left, box.right)[1::PIXEL] for y in range(box.top, box.bottom))
    image = b"P5 %d %d 255\n" % (box.right - box.left, box.bottom - box.top) + green
    light_on_dark = ["--invert"] if green[0] < 128 else []
    command = [program("ocrad"), "--format=utf8", "--scale=2", *light_on_dark, "-"]
    return subprocess.run(command, input=image, capture_output=True).stdout.decode()


def says(picture: Picture, box: Box, words: str) -> bool:
    """Whether what is written there begins with these words, give or take a letter."""
    sought, read_there = plain(words), plain(read(picture, box))
    return difflib.SequenceMatcher(None, sought, read_there[: len(sought)]).ratio() > 0.75


def plain(words: str) -> str:
    """Small letters without their marks, and figures."""
    return "".join(letter for letter in unicodedata.normalize("NFD", words.lower()) if letter.isalnum())
