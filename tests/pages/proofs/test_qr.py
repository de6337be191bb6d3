"""The QR code of a page can be read, and says the link."""

import re

import pytest
import zxingcpp
from PIL import Image

from blueprints.proofs.qr import drawn
from tests.client import CheckingClient
from tests.proofs import begin, wait_for

PIXELS = 6  # a module, the least that cameras take (smart-id.md §8)
STEP = re.compile(r"M0 (\d+)\.5|m(\d+) 0|h(\d+)")


def photographed(svg: str) -> Image.Image:
    """The drawing as a camera sees it."""
    found = re.search(r'viewBox="0 0 (\d+)', svg)
    size = int(found[1]) if found else 0
    image, x, y = Image.new("L", (size, size), 255), 0, 0
    for row, gap, run in STEP.findall(svg.partition(' d="')[2]):
        if row:
            x, y = 0, int(row)
        elif gap:
            x += int(gap)
        else:
            image.paste(0, (x, y, x + int(run), y + 1))
            x += int(run)
    return image.resize((size * PIXELS, size * PIXELS), Image.Resampling.NEAREST)


def read(svg: str) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(photographed(svg))]


@pytest.mark.parametrize("text", ["a", "https://smart-id.com/device-link?" + "x" * 250, "ąčę", "y" * 1200])
def test_what_is_drawn_can_be_read(text: str) -> None:
    assert read(drawn(text)) == [text]


def test_the_page_shows_the_link_of_this_moment(client: CheckingClient) -> None:
    page = client.get(f"/sign-in/attempts/{wait_for(begin(client))}").text
    (link,) = read(page[page.index("<svg") : page.index("</svg>")])
    assert link.startswith("https://smart-id.com/device-link?deviceLinkType=QR&elapsedSeconds=")
    assert "&authCode=" in link
