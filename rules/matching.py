"""Whose money a movement on our account is: the payment codes that its payer wrote (iso20022.md §5)."""

import re

from rules.references import found_in
from rules.statements import Entry

STAMP = re.compile(r"(?<![0-9A-F])[0-9A-F]{20}(?![0-9A-F])")


def stamps(entry: Entry) -> tuple[str, ...]:
    """The names of payments that it may be for, the surest first: an RF reference, ours as end-to-end id, or plain."""
    references = (*entry.references, *found_in(f"{entry.text} {entry.end_to_end}"))
    found = [reference[4:] for reference in references]
    found += STAMP.findall(f"{entry.end_to_end} {entry.text}".upper())
    return tuple(dict.fromkeys(found))
