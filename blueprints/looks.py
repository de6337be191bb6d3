"""How pages look in this browser: colours, size of letters, and without script where bytes are dear (UX.md §8, §9)."""

from dataclasses import dataclass

from flask import request

# The first of each is what a page does by itself.
LOOKS = {
    "theme": ("auto", "light", "dark", "contrast"),
    "text": ("1", "2", "3"),
    "lean": ("auto", "on", "off"),
    "calm": ("off", "on"),  # at terminals: more time, and a key that is pressed twice in a hurry counts once
    "sound": ("off", "on"),  # at terminals: pages are read out
}


@dataclass(frozen=True)
class Look:
    """`theme` and `text` as in LOOKS; `lean`: whether the page comes without script and pictures.

    `calm` and `sound` are chosen at terminals.
    """

    theme: str
    text: str
    lean: bool
    calm: bool
    sound: bool


def look(is_fragment: bool) -> Look:
    """What this browser asks for. A fragment is asked for by a script, so its page is not lean, whatever is chosen."""
    chosen = {name: _chosen(name) for name in LOOKS}
    saves = request.headers.get("Save-Data", "").strip().lower() == "on"
    lean = not is_fragment and (chosen["lean"] == "on" or (chosen["lean"] == "auto" and saves))
    return Look(chosen["theme"], chosen["text"], lean, chosen["calm"] == "on", chosen["sound"] == "on")


def _chosen(name: str) -> str:
    wish = request.cookies.get(name, "")
    return wish if wish in LOOKS[name] else LOOKS[name][0]
