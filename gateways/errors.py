"""What may go wrong with an outside party: one error, three kinds; and one for proofs that do not stand up."""

from typing import Literal

from rules.identity import Refusal

Kind = Literal["refused", "try_again", "broken"]


class GatewayError(Exception):
    """An outside party did not do what was asked.

    `kind` says what follows: `refused` (it said no; asking again changes nothing), `try_again` (it could not be
    reached or was busy), `broken` (what it said, or what we were set up with, makes no sense).
    `reason` is for the log and for staff, never for a resident.
    """

    def __init__(self, kind: Kind, reason: str) -> None:
        super().__init__(f"{kind}: {reason}")
        self.kind: Kind = kind
        self.reason = reason


class Untrusted(Exception):
    """A certificate, a signature or an answer about them is not believed.

    `step` names the check that failed, for the log: never anything personal. `away` says that nobody could be asked:
    nothing is known against the person, and another try may succeed.
    """

    def __init__(self, step: str, away: bool = False) -> None:
        super().__init__(step)
        self.step = step
        self.away = away

    @property
    def refusal(self) -> Refusal:
        """What this means for the resident."""
        return Refusal("unavailable" if self.away else "failed", self.step)
