"""QR codes (ISO/IEC 18004) of links, for pages that show a new one each second to many people at once."""

import math
import re

import zxingcpp

# Level L: a denser code does not fit a screen (smart-id.md §8). One mask that reads well for our links: to try all
# eight, as the norm wants, takes most of the time.
OPTIONS = "EcLevel=L,DataMask=2"
DARK = re.compile(b"\0+")


def drawn(text: str) -> str:
    """The QR code of a text as an SVG element of the class `qr`, with four modules of quiet around."""
    image = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, options=OPTIONS).to_image(scale=1)
    raw = memoryview(image).tobytes()  # type: ignore[arg-type]  # a buffer, which its stubs do not say
    size = math.isqrt(len(raw))
    path = "".join(f"M0 {y}.5{_line(raw[y * size : (y + 1) * size])}" for y in range(size))
    return f'<svg viewBox="0 0 {size} {size}" class="qr"><path stroke="#000" d="{path}"/></svg>'


def _line(row: bytes) -> str:
    """Steps and strokes from the left edge on."""
    line, at = "", 0
    for run in DARK.finditer(row):
        line += f"m{run.start() - at} 0h{run.end() - run.start()}"
        at = run.end()
    return line
