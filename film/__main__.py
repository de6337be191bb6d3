"""`make video`: start the real site of the sandbox, walk through it before the camera, and cut the film."""

import json
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Locator, sync_playwright

from blueprints.film import FILM
from film import captions, walk
from film.camera import HEIGHT, SCALE, WIDTH, Camera
from film.cutting import encode, find_ffmpeg, picture
from film.pages import made_of
from tests.browser.conftest import QUIET
from tests.browser.site import Site, running

OUT = FILM.parent
AROUND, TALLEST = 12, 340  # CSS pixels: left around what a still shows, and how much of it at most


class Cutter:
    """Writes down when each line and chapter began, by the camera's clock, and keeps the stills."""

    def __init__(self, camera: Camera) -> None:
        self.camera = camera
        self.began: dict[str, float] = {}
        self.stills: dict[str, Image.Image] = {}

    def tell(self, key: str) -> None:
        self.began[key] = round(self.camera.clock, 3)

    def still(self, key: str, thing: Locator) -> None:
        box = thing.first.bounding_box()
        assert box, key
        top, bottom = max(0.0, box["y"] - AROUND), min(float(HEIGHT), box["y"] + min(box["height"] + AROUND, TALLEST))
        self.stills[key] = self.camera.look().crop((0, int(top * SCALE), WIDTH * SCALE, int(bottom * SCALE)))


def film(site: Site, browser: Browser, folder: Path) -> Cutter:
    """Walk through every chapter on a telephone, in Lithuanian."""
    size = {"width": WIDTH, "height": HEIGHT}
    context = browser.new_context(base_url=site.url, locale="lt-LT", viewport=size, device_scale_factor=SCALE)
    context.set_default_timeout(15_000)
    camera = Camera(context.new_page(), folder)
    cutter = Cutter(camera)
    on = walk.Set(site, camera, cutter.tell, cutter.still)
    for chapter in walk.CHAPTERS:
        chapter(on)
        print(f"{camera.clock:6.1f} s  {chapter.__name__}", flush=True)
    return cutter


def write(cutter: Cutter) -> None:
    """The pictures, what the page and the guard have to know, and the captions: all by the camera's clock."""
    told = {
        "seconds": round(cutter.camera.clock, 3),
        "bytes": (OUT / "savitarna.webm").stat().st_size,
        "began": cutter.began,
        "pictures": {key: picture(still, OUT / f"{key}.webp") for key, still in cutter.stills.items()},
        "pages": made_of(),
    }
    FILM.write_text(json.dumps(told, indent=1) + "\n")
    captions.main()


def main() -> int:
    find_ffmpeg()
    chromium = shutil.which("chromium")
    if not chromium:
        print("Needed: chromium (Debian: apt-get install chromium)", file=sys.stderr)
        return 1
    OUT.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, running(Path(name)) as site, sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=chromium, args=QUIET)
        cutter = film(site, browser, Path(name))
        browser.close()
        encode(Path(name), cutter.camera.frames, OUT / "savitarna.webm")
        write(cutter)
    print(f"static/video/savitarna.webm: {(OUT / 'savitarna.webm').stat().st_size} bytes, {cutter.camera.clock:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
