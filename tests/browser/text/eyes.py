"""What is seen on a picture of the screen: what changed, the field of a label, the mark before words, the buttons."""

from dataclasses import dataclass

PIXEL = 4  # bytes: blue, green, red, nothing
LONG = 70  # pixels: the edge of a field is longer, no stroke of a letter is
LOW, HIGH = 14, 70  # pixels: how high the inside of a button may be

Point = tuple[int, int]


@dataclass(frozen=True)
class Box:
    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> Point:
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2


@dataclass(frozen=True)
class Picture:
    """The pixels of a screen, and the part of it where the page is."""

    pixels: bytes
    stride: int
    page: Box

    def row(self, y: int, left: int, right: int) -> bytes:
        return self.pixels[y * self.stride + left * PIXEL : y * self.stride + right * PIXEL]

    def at(self, x: int, y: int) -> bytes:
        return self.row(y, x, x + 1)


def changed(old: Picture, new: Picture) -> Box | None:
    """The smallest box around all that differs."""
    left, right = old.page.left, old.page.right
    rows = [y for y in range(old.page.top, old.page.bottom) if old.row(y, left, right) != new.row(y, left, right)]
    if not rows:
        return None
    columns = [x for x in range(left, right) if any(old.at(x, y) != new.at(x, y) for y in rows)]
    return Box(columns[0], rows[0], columns[-1], rows[-1])


def field_of(picture: Picture, label: Box) -> Point | None:
    """A point in the first box that begins beside or below this label: its upper edge is a long line."""
    ground = picture.at(label.left - 2, label.top)
    for y in range(label.top - 10, min(label.bottom + 300, picture.page.bottom)):
        for x in range(label.left, picture.page.right - LONG, 10):
            dot = picture.at(x, y)
            if dot != ground and picture.row(y, x, x + LONG) == dot * LONG:
                return x + 20, y + 12
    return None


def mark_of(picture: Picture, words: Box) -> Point | None:
    """A point in what is drawn left of these words: the circle of a radio button."""
    middle = words.middle[1]
    ground = picture.at(words.left - 2, middle)
    for x in range(words.left - 2, max(picture.page.left, words.left - 60), -1):
        drawn = [y for y in range(middle - 10, middle + 8) if picture.at(x, y) != ground]
        if drawn:
            return x - 5, sum(drawn) // len(drawn)
    return None


def buttons(picture: Picture) -> list[Box]:
    """What may be buttons as wide as the page: stretches of one colour near its right edge, as high as a button."""
    found, x, top = [], picture.page.right - 40, picture.page.top
    for y in range(picture.page.top + 1, picture.page.bottom):
        if picture.at(x, y) != picture.at(x, y - 1):
            if LOW <= y - top <= HIGH:
                inside = picture.at(x, top + 1)
                left = next((edge for edge in range(x, 0, -1) if picture.at(edge, top + 1) != inside), 0)
                found.append(Box(left + 1, top, x, y))
            top = y
    return found
