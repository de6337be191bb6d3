"""Letters in the tests: the real worker's delivery to a box in memory instead of a server."""

import re
from dataclasses import dataclass, field

from delivery import Delivery
from gateways.email import Letter, Mail
from settings import Settings

LINK = re.compile(r"http://127\.0\.0\.1:8000(/\S+/[0-9a-f]{64})")
CODE = re.compile(r"^([0-9]{6})$", re.MULTILINE)


@dataclass(frozen=True)
class Box(Mail):
    """A way out that keeps what it was given."""

    letters: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        self._written(letter)  # what no server would take fails here too
        self.letters.append(letter)


class Postman:
    """Delivers what waits and shows it."""

    def __init__(self, settings: Settings) -> None:
        self.box = Box("smtp://127.0.0.1:9", settings.mail_from)
        self.delivery = Delivery(settings, self.box)

    def letters(self, to: str) -> list[Letter]:
        """All letters to this address so far, the oldest first."""
        self.delivery.sweep()
        return [letter for letter in self.box.letters if letter.to == to]

    def link(self, to: str) -> str:
        """The path of the link in the latest letter."""
        return LINK.findall(self.letters(to)[-1].text)[-1]

    def code(self, to: str) -> str:
        """The six digits in the latest letter."""
        return CODE.findall(self.letters(to)[-1].text)[-1]
