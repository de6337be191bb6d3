"""Lays out many pictures of pages on few: in columns, each where there is most room, its name above it."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

PAGES, ACROSS = 12, 4
COLUMN, GAP, NAME = 360, 12, 16
TALLEST = 2400  # pixels of one page; what is longer is cut, on the sheet only


def lay_out(pictures: Sequence[Path], folder: Path, name: str) -> None:
    """Sheets `name-01.png` …, each with a dozen pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{name}-*.png"):
        old.unlink()
    for start in range(0, len(pictures), PAGES):
        _sheet(pictures[start : start + PAGES]).save(folder / f"{name}-{start // PAGES + 1:02}.png")


def _sheet(pictures: Sequence[Path]) -> Image.Image:
    places, heights = [], [GAP] * ACROSS
    for path in pictures:
        picture = Image.open(path).convert("RGB")
        picture = picture.resize((COLUMN, round(picture.height * COLUMN / picture.width)))
        picture = picture.crop((0, 0, COLUMN, min(picture.height, TALLEST)))
        column = heights.index(min(heights))
        places.append((path.stem, picture, GAP + column * (COLUMN + GAP), heights[column]))
        heights[column] += NAME + picture.height + GAP
    sheet = Image.new("RGB", (GAP + ACROSS * (COLUMN + GAP), max(heights)), "#888")
    drawing = ImageDraw.Draw(sheet)
    for stem, picture, left, top in places:
        drawing.text((left, top), stem, fill="#fff")
        sheet.paste(picture, (left, top + NAME))
    return sheet
