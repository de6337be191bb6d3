"""A job of the portal as the bytes of a printer's model."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from escpos.printer import Dummy
from PIL import Image, ImageDraw, ImageFont

from agent.models import STYLES, Profile, profiles

FONTS = (Path(__file__).parents[3] / "data" / "fonts", Path("/usr/share/fonts/truetype/dejavu"))
PLAINER = {"…": "...", "–": "-", "—": "-", "−": "-", "„": '"', "“": '"', "”": '"', "’": "'", "×": "x", "€": "EUR"}
DOTS = 6  # of one module of a QR code
Fits = Callable[[str, str], bool]
Job = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of the paper, as wide as it is."""

    left: str
    right: str
    style: str


def slip(job: Job, model: str | Profile) -> bytes:
    """The bytes of one slip: as text, or as a picture where the model has no code page for some letter of it."""
    made = profiles()[model] if isinstance(model, str) else model
    printer = Dummy(profile=made.known())
    printer.hw("INIT")
    texts = [str(line.get(side, "")) for line in job["lines"] for side in ("text", "right")]
    can_write = all(_has(printer, sign) for text in texts for sign in _plain(text, printer))
    (_write if made.pages and can_write else _draw)(printer, made, job)
    if job.get("qr") and made.qr:
        printer.set(align="center")
        printer.qr(str(job["qr"]), native=True, size=DOTS)
        printer.text("\n")
    elif job.get("qr"):
        printer.qr(str(job["qr"]), size=DOTS, center=True)
    if job.get("cut"):
        printer.cut()
    return bytes(printer.output)


def _has(printer: Dummy, sign: str) -> bool:
    return any(printer.magic.encoder.can_encode(page, sign) for page in printer.magic.encoder.codepages)


def _plain(text: str, printer: Dummy | None = None) -> str:
    """One line that commands nothing: no control characters, plain spaces; signs that a printer lacks are spelled."""
    signs = unicodedata.normalize("NFC", " ".join(text.split()))
    kept = (sign for sign in signs if unicodedata.category(sign) not in ("Cc", "Cf"))
    return "".join(sign if printer is None or _has(printer, sign) else PLAINER.get(sign, sign) for sign in kept)


def _laid(job: Job, fits: Fits, plain: Callable[[str], str]) -> Iterator[Line]:
    """The lines of a job as they come out: what is too long goes on in the next line."""
    for told in job["lines"]:
        style = told["style"] if told.get("style") in STYLES else "row"
        left, right = plain(str(told.get("text", ""))), plain(str(told.get("right", "")))
        if right and fits(f"{left}  {right}", style):
            yield Line(left, right, style)
            continue
        yield from (Line(part, "", style) for part in _parts(left, style, fits))
        yield from (Line("", part, style) for part in (_parts(right, style, fits) if right else ()))


def _parts(text: str, style: str, fits: Fits) -> Iterator[str]:
    """A text in lines, parted between words; a word that is longer than a line is parted anywhere."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if fits(longer, style):
            line = longer
            continue
        if line:
            yield line
        line = word
        while not fits(line, style):
            most = next(end for end in range(len(line) - 1, 0, -1) if end == 1 or fits(line[:end], style))
            yield line[:most]
            line = line[most:]
    yield line


def _write(printer: Dummy, made: Profile, job: Job) -> None:
    for line in _laid(job, lambda text, style: len(text) <= made.width(style), lambda text: _plain(text, printer)):
        twice, is_centred = STYLES[line.style]
        is_big = twice == 2
        sizes = {"double_width": is_big, "double_height": is_big, "normal_textsize": True, "bold": is_big}
        printer.set(align="center" if is_centred else "left", font="b" if line.style == "small" else "a", **sizes)
        room = made.width(line.style) - len(line.left)
        printer.text(f"{line.left}{line.right.rjust(room) if line.right else ''}\n")
    printer.set(align="left", font="a", bold=False, normal_textsize=True)


def _draw(printer: Dummy, made: Profile, job: Job) -> None:
    """The whole slip as one picture, in letters of about the same size."""
    folder = next((one for one in FONTS if one.is_dir()), FONTS[-1])
    sizes = {style: made.dots * 5 // (3 * made.width(style)) for style in STYLES}
    files = {style: f"DejaVuSans{'-Bold' if twice == 2 else ''}.ttf" for style, (twice, _) in STYLES.items()}
    faces = {style: ImageFont.truetype(str(folder / files[style]), size) for style, size in sizes.items()}
    lines = list(_laid(job, lambda text, style: faces[style].getlength(text) <= made.dots, _plain))
    heights = [sizes[line.style] * 5 // 4 for line in lines]
    image, top = Image.new("1", (made.dots, sum(heights)), 1), 0
    pen = ImageDraw.Draw(image)
    for line, height in zip(lines, heights, strict=True):
        middle, face = top + height // 2, faces[line.style]
        at, anchor = ((made.dots // 2, middle), "mm") if STYLES[line.style][1] else ((0, middle), "lm")
        pen.text(at, line.left, 0, face, anchor)
        pen.text((made.dots, middle), line.right, 0, face, "rm")
        top += height
    printer.image(image)
