"""Photos of residents made anew: nothing of the file that came in is left but what it shows."""

from io import BytesIO

from PIL import Image, ImageOps

from rules.photos import MOST_PIXELS, kind_of

LONGEST = 1600  # pixels of a side: the digits of a meter are read well
QUALITY = 80


def developed(raw: bytes) -> bytes | None:
    """The photo upright, at most 1600 pixels long, as a JPEG without metadata; None for what is no picture.

    How many pixels it has is read from its head, before any of them is.
    """
    kind = kind_of(raw)
    if not kind:
        return None
    try:
        with Image.open(BytesIO(raw), formats=[kind]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            opened.draft("RGB", (LONGEST, LONGEST))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    upright.thumbnail((LONGEST, LONGEST))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    written = BytesIO()
    bare.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()
