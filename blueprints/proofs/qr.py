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
    size, path = _modules(_light(text))
    return f'<svg viewBox="0 0 {size} {size}" class="qr">{path}</svg>'


def drawn_well(text: str) -> str:
    """The same with more errors corrected (level M), as codes of transfers must be (EPC069-12)."""
    size, path = _modules(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M"))
    return f'<svg viewBox="0 0 {size} {size}" class="qr">{path}</svg>'


def drawn_as_file(text: str) -> str:
    """The same as an SVG file of its own, on white."""
    size, path = _modules(_light(text))
    white = '<rect width="100%" height="100%" fill="#fff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">{white}{path}</svg>'


def _light(text: str) -> zxingcpp.Barcode:
    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, options=OPTIONS)


def _modules(code: zxingcpp.Barcode) -> tuple[int, str]:
    """How many modules a side has, and the dark ones as an SVG path."""
    image = code.to_image(scale=1)
    raw = memoryview(image).tobytes()  # type: ignore[arg-type]  # a buffer, which its stubs do not say
    size = math.isqrt(len(raw))
    path = "".join(f"M0 {y}.5{_line(raw[y * size : (y + 1) * size])}" for y in range(size))
    return size, f'<path stroke="#000" d="{path}"/>'


def _line(row: bytes) -> str:
    """Steps and strokes from the left edge on."""
    line, at = "", 0
    for run in DARK.finditer(row):
        line += f"m{run.start() - at} 0h{run.end() - run.start()}"
        at = run.end()
    return line
