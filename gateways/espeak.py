"""The voice: espeak-ng says a text, opusenc makes it small enough for a thin line. Both are programs beside us."""

import shutil
import subprocess
import threading

from gateways.errors import GatewayError

VOICES = {"lt": "lt", "en": "en-gb", "ru": "ru", "pl": "pl", "uk": "uk"}
WORDS_A_MINUTE, BITS = "140", "16"  # slow enough to follow; 16 kbit/s is 2 kB a second
LONGEST, SECONDS = 6000, 20  # letters of a text, and how long a program may take


class Voice:
    """Says texts, two at a time; others wait a little and are then told to try again."""

    def __init__(self, at_once: int = 2) -> None:
        self.turns = threading.BoundedSemaphore(at_once)

    @property
    def is_there(self) -> bool:
        """Whether both programs are installed."""
        return all(map(shutil.which, ("espeak-ng", "opusenc")))

    def say(self, text: str, language: str) -> bytes:
        """The text as sound, Ogg Opus. Raises GatewayError: `try_again` when busy, `broken` when a program fails."""
        if not self.turns.acquire(timeout=5):
            raise GatewayError("try_again", "the voice is busy")
        try:
            speak = ["espeak-ng", "-v", VOICES[language], "-s", WORDS_A_MINUTE, "--stdout"]
            wave = _run(speak, text[:LONGEST].encode())
            small = ["opusenc", "--quiet", "--bitrate", BITS, "--comp", "2", "--speech", "--ignorelength", "-", "-"]
            return _run(small, wave)
        finally:
            self.turns.release()


def _run(command: list[str], given: bytes) -> bytes:
    """What the program makes of it. All goes through pipes: no list of processes and no disk shows what is said."""
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=True, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise GatewayError("broken", f"{command[0]}: {type(error).__name__}") from error
    return done.stdout
