"""How long things take at the stand-ins, in seconds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Terms:
    """The real services' times where they are known, and short ones where a person or a test waits."""

    answers_after: float = 2.0  # a test person who answers without anybody's hand
    lasts: float = 120.0  # an unanswered request ends with TIMEOUT
    forgotten_after: float = 300.0  # a session is 404 (mobile-id.md §2)
    poll: float = 5.0  # the longest hold of a long poll; the real ones go to 120 s
    late: float = 30.0  # the fault `late`
    hangs: float = 60.0  # the fault `hang`, unless the caller hangs up first
    link_age: float = 3.0  # how old a QR link may be (smart-id.md §8)
    paste_age: float = 60.0  # the same for one that a hand pastes into the phone's page
