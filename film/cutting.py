"""From stills to files: the film itself, and small pictures for the transcript."""

import os
import shutil
import subprocess
from pathlib import Path

from PIL import Image

from film.camera import RATE

MOST = 1_500_000  # bytes of the film
ACROSS = 540  # pixels; a telephone shows it on 360 of its own
AV1 = ["-c:v", "libsvtav1", "-preset", "8", "-crf", "54", "-g", "600", "-svtav1-params", "scm=1"]
CODED = [*AV1, "-pix_fmt", "yuv420p", "-an"]
NEEDED = "Needed: ffmpeg with AV1 (Debian: apt-get install ffmpeg)"


def find_ffmpeg() -> str:
    """Where ffmpeg is. Without it the command ends and says what to install."""
    found = shutil.which("ffmpeg")
    if not found:
        raise SystemExit(NEEDED)
    return found


def encode(folder: Path, frames: list[tuple[str, int]], film: Path) -> None:
    """The stills as WebM, AV1 tuned for screens, without sound: each lasts its number of frames."""
    listed = folder / "list"
    lines = [f"file '{name}'\nduration {count / RATE:.6f}\n" for name, count in frames]
    listed.write_text("ffconcat version 1.0\n" + "".join(lines) + f"file '{frames[-1][0]}'\n")
    command = [find_ffmpeg(), "-y", "-loglevel", "error", "-safe", "0", "-f", "concat", "-i", str(listed)]
    command += ["-vf", f"fps={RATE},scale={ACROSS}:-2:flags=lanczos", *CODED, "-map_metadata", "-1", str(film)]
    subprocess.run(command, check=True, env=os.environ | {"SVT_LOG": "1"})
    weight = film.stat().st_size
    if weight > MOST:
        raise SystemExit(f"The film weighs {weight} bytes and may weigh {MOST}: raise -crf in film/cutting.py.")


def picture(still: Image.Image, file: Path) -> tuple[int, int]:
    """A picture of the transcript, three quarters of the page's size and two kilobytes; its width and height."""
    small = still.resize((still.width * 3 // 8, still.height * 3 // 8), Image.Resampling.LANCZOS)
    small.save(file, "WEBP", quality=12, method=6)
    return small.size
