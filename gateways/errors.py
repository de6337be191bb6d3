"""What may go wrong with an outside party: one error, three kinds."""

from typing import Literal

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
