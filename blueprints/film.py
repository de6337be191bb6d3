"""What the how-to film tells: its chapters and lines, which are its captions and the transcript beside it.

A line's `picture` names the still that the film leaves for the transcript, and says in words what it shows.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rendering import N_


@dataclass(frozen=True)
class Line:
    """One caption. `picture` is the text in the still's place; empty when there is no still."""

    key: str
    text: str
    picture: str = ""


@dataclass(frozen=True)
class Chapter:
    title: str
    lines: tuple[Line, ...]


CHAPTERS = (
    Chapter(
        N_("1. Register"),
        (
            Line("ways", N_("On the first page choose “By e-mail” under “Register”."), N_("The ways to register")),
            Line(
                "email",
                N_("Type your e-mail address and a password of at least 15 characters."),
                N_("The page with the e-mail address and the password typed"),
            ),
            Line(
                "letter",
                N_("Open our e-mail. Follow the link and confirm, or type the 6-digit code on the page you came from."),
                N_("The code from the e-mail is typed"),
            ),
        ),
    ),
    Chapter(
        N_("2. Add a service"),
        (
            Line("provider", N_("Find your provider. Later you come here by “Add a new service”.")),
            Line(
                "code",
                N_("Type the payer code of your bill; the page shows where to find it."),
                N_("The payer code of the bill is typed"),
            ),
            Line("whose", N_("Say whose service it is: yours or another person's.")),
            Line("added", N_("Check what you typed and add the service.")),
        ),
    ),
    Chapter(
        N_("3. Pay for another person"),
        (
            Line("again", N_("Add another service in the same way, for example, the waste of your mother's flat.")),
            Line(
                "other",
                N_("Choose “Another person's”. You can pay; you will not see their data."),
                N_("“Another person's” is chosen"),
            ),
            Line("basket", N_("Press “Pay” and type the sum of the bill.")),
            Line("bank", N_("Choose your bank. You are led to its page."), N_("One of the banks is chosen")),
            Line("confirm", N_("Sign in there and confirm the payment.")),
            Line("paid", N_("Come back: you see the receipt, and it comes by e-mail too."), N_("The payment is made")),
        ),
    ),
    Chapter(
        N_("4. Declare the reading and pay"),
        (
            Line("meter", N_("Choose the meter. The previous reading is under “Nuo (from)”.")),
            Line(
                "iki",
                N_("Type what the meter shows today into the white box “Iki (to)”."),
                N_("The reading is typed into the box “Iki (to)”, and the sum stands below it"),
            ),
            Line("check", N_("Choose “Only declare” or “Declare and pay”, check, and confirm.")),
            Line("end", N_("Pay at the bank as before. The receipt shows the reading too.")),
        ),
    ),
)
FILM = Path(__file__).parents[1] / "static" / "video" / "film.json"


@cache
def facts() -> dict[str, Any]:
    """What `make video` wrote down: `seconds`, `bytes`, and `pictures`, each with its width and height in pixels."""
    kept: dict[str, Any] = json.loads(FILM.read_text())
    return kept
