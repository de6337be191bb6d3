"""Photos as telephones make them, and files that only look like some."""

from io import BytesIO

from PIL import Image

GPS, MAKE = 0x8825, 0x010F


def photo(size: tuple[int, int] = (320, 200), kind: str = "JPEG", turned: int = 1) -> bytes:
    """A red and blue picture that says where and with what it was taken; `turned` as EXIF counts (6: on its side)."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[MAKE], exif[0x0112] = "Slaptas telefonas", turned
    exif.get_ifd(GPS)[1], exif.get_ifd(GPS)[2] = "N", (54.0, 41.0, 13.0)
    written = BytesIO()
    picture.save(written, kind, exif=exif)
    return written.getvalue()


def huge() -> bytes:
    """A small file that would become 400 million pixels."""
    written = BytesIO()
    Image.new("1", (20_000, 20_000)).save(written, "PNG")
    return written.getvalue()
