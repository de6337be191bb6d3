"""Reads what a receipt printer is sent, by the manual of ESC/POS and without any code of ours."""

from dataclasses import dataclass, field

import zxingcpp
from PIL import Image

ARGUMENTS = {b"\x1bt": 1, b"\x1ba": 1, b"\x1bE": 1, b"\x1bM": 1, b"\x1b!": 1, b"\x1bd": 1, b"\x1b@": 0, b"\x1d!": 1}


@dataclass
class Paper:
    """What comes out: lines of text with the code pages they were written in, pictures, QR codes, and the cut."""

    text: str = ""
    pages: set[str] = field(default_factory=set)
    pictures: list[Image.Image] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    is_cut: bool = False

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def qr(self) -> list[str]:
        """What a telephone reads: of codes that the printer draws, and of those in pictures."""
        read = [found.text for picture in self.pictures for found in zxingcpp.read_barcodes(picture.resize(
            (picture.width * 2, picture.height * 2)))]  # fmt: skip
        return self.codes + read


def read(data: bytes, pages: dict[str, int]) -> Paper:
    """The paper of these bytes, for a printer whose ESC t selects the pages by these numbers."""
    paper, named, page, stored = Paper(), {number: name for name, number in {"CP437": 0, **pages}.items()}, "ascii", b""
    while data:
        command = data[:2]
        if command == b"\x1bt":
            page = named[data[2]]
            paper.pages.add(page)
        if command in ARGUMENTS:
            data = data[2 + ARGUMENTS[command] :]
        elif command == b"\x1dV":
            paper.is_cut, data = True, data[3:]
        elif data[:3] == b"\x1dv0":
            picture, data = _picture(data[4:])
            paper.pictures.append(picture)
        elif data[:3] == b"\x1d(k":
            size = int.from_bytes(data[3:5], "little")
            told, data = data[5 : 5 + size], data[5 + size :]
            stored = told[3:] if told[1] == 80 else stored
            if told[1] == 81:
                paper.codes.append(stored.decode())
        else:
            assert data[0] >= 32 or data[0] == 10, f"a command that no manual knows: {data[:8]!r}"
            paper.text += data[:1].decode(page)
            data = data[1:]
    return paper


def _picture(data: bytes) -> tuple[Image.Image, bytes]:
    wide, high = int.from_bytes(data[:2], "little"), int.from_bytes(data[2:4], "little")
    end = 4 + wide * high
    inked = Image.frombytes("1", (wide * 8, high), data[4:end])
    return inked.point(lambda dot: 255 - dot).convert("L"), data[end:]
