"""Captions and chapters as WebVTT in every language: today's texts at the times that the filming wrote down.

`python -m film.captions` writes them anew after a text was mended; only times need `make video`.
"""

from dataclasses import dataclass

from blueprints.film import CHAPTERS, FILM, facts
from data.translations import translations
from settings import LANGUAGES

ON_TOP = " line:0"  # the film leaves a band free there, and a player's buttons are at the bottom


@dataclass(frozen=True)
class Cue:
    """Seconds from the film's beginning, and what is said."""

    start: float
    end: float
    text: str


def written() -> dict[str, str]:
    """Each file of captions and chapters with what it has to hold."""
    files = {}
    for code in LANGUAGES:
        lines, heads = _cues(code)
        files[f"captions.{code}.vtt"] = _vtt(lines, ON_TOP)
        files[f"chapters.{code}.vtt"] = _vtt(heads)
    return files


def _cues(code: str) -> tuple[list[Cue], list[Cue]]:
    """A line lasts until the next one, a chapter until the next chapter."""
    said, began, whole = translations(code).gettext, facts()["began"], facts()["seconds"]
    starts = [began[line.key] for chapter in CHAPTERS for line in chapter.lines]
    spans = dict(zip(began, zip(starts, [*starts[1:], whole], strict=True), strict=True))
    lines = [Cue(*spans[line.key], said(line.text)) for chapter in CHAPTERS for line in chapter.lines]
    heads = [(spans[one.lines[0].key][0], spans[one.lines[-1].key][1], said(one.title)) for one in CHAPTERS]
    return lines, [Cue(*head) for head in heads]


def _vtt(cues: list[Cue], settings: str = "") -> str:
    shown = [f"{_stamp(cue.start)} --> {_stamp(cue.end)}{settings}\n{cue.text}\n" for cue in cues]
    return "WEBVTT\n\n" + "\n".join(shown)


def _stamp(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes):02}:{rest:06.3f}"


def main() -> None:
    for name, text in written().items():
        (FILM.parent / name).write_text(text)


if __name__ == "__main__":
    main()
