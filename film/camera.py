"""A camera before a browser: stills of the real page with a finger drawn on them, and how long each one lasts.

Time is counted in frames and not measured: a slow machine makes the same film as a fast one, and captions fit.
"""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page

WIDTH, HEIGHT, BAND, SCALE = 360, 640, 80, 2  # CSS pixels of the page, of the caption's place above it; device pixels
RATE = 12  # frames a second
GROUND, FINGER, RING = "#0a3a66", (255, 210, 63, 150), (10, 58, 102, 255)
SHOW = "element => element.scrollIntoView({block: 'center'})"


class Camera:
    """Keeps stills in a folder: `frames` names each with its length in frames; `clock` is the film's time so far."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.frames: list[tuple[str, int]] = []
        self.at = (WIDTH / 2, HEIGHT * 0.75)

    @property
    def clock(self) -> float:
        """Seconds of film."""
        return sum(frames for _, frames in self.frames) / RATE

    def hold(self, seconds: float) -> None:
        """The page as it is, for so long."""
        self._keep(self.look(), round(seconds * RATE))

    def look(self) -> Image.Image:
        """The page as it is, in device pixels."""
        taken = self.page.screenshot(animations="disabled", caret="initial")
        return Image.open(BytesIO(taken)).convert("RGB")

    def press(self, target: Locator) -> None:
        """Bring it into view, go there, press."""
        self.go(target)
        still = self.look()
        for size in (22, 16, 12, 16):
            self._keep(still, 2, size)
        target.click()

    def type(self, target: Locator, text: str) -> None:
        """Letter by letter, as a calm person does."""
        self.press(target)
        box = target.bounding_box()
        if box:  # the finger must not lie on what is typed
            self.at = (min(box["x"] + box["width"] + 24, WIDTH - 20), box["y"] + box["height"] + 8)
        for place in range(0, len(text), 2):
            target.press_sequentially(text[place : place + 2])
            self._keep(self.look(), 3)

    def go(self, target: Locator) -> None:
        """Bring it into view slowly and move the finger onto it."""
        self._scroll(target)
        box = target.bounding_box()
        assert box, target
        goal = (box["x"] + min(box["width"] / 2, 150), box["y"] + box["height"] / 2)
        still, start = self.look(), self.at
        steps = 9
        for step in range(1, steps + 1):
            part = step / steps
            part = part * part * (3 - 2 * part)
            self.at = (start[0] + (goal[0] - start[0]) * part, start[1] + (goal[1] - start[1]) * part)
            self._keep(still, 1)

    def _scroll(self, target: Locator) -> None:
        before = self.page.evaluate("scrollY")
        target.evaluate(SHOW)
        after = self.page.evaluate("scrollY")
        box = target.bounding_box()
        seen_before = box is not None and 40 <= box["y"] + after - before <= HEIGHT - 100
        if seen_before:
            after = before
        steps = 5 if abs(after - before) > 8 else 0
        for step in range(1, steps + 1):
            part = step / steps
            self.page.evaluate(f"scrollTo(0, {before + (after - before) * part * part * (3 - 2 * part)})")
            self._keep(self.look(), 1)
        self.page.evaluate(f"scrollTo(0, {after})")

    def _keep(self, still: Image.Image, frames: int, size: int = 16) -> None:
        whole = Image.new("RGB", (WIDTH * SCALE, (HEIGHT + BAND) * SCALE), GROUND)
        whole.paste(still, (0, BAND * SCALE))
        x, y, reach = self.at[0] * SCALE, (self.at[1] + BAND) * SCALE, size * SCALE
        layer = Image.new("RGBA", whole.size)
        circle = (x - reach, y - reach, x + reach, y + reach)
        ImageDraw.Draw(layer).ellipse(circle, fill=FINGER, outline=RING, width=4)
        whole.paste(layer, mask=layer)
        name = f"{len(self.frames):05}.png"
        whole.save(self.folder / name, compress_level=1)
        self.frames.append((name, frames))
