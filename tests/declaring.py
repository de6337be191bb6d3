"""Where declaring begins, for tests of several topics."""

from tests import people


def values(flat: people.Flat, kind: str = "electricity") -> str:
    """The page with the Iki row of one of the flat's meters."""
    return f"/readings/{flat.meters[kind].public_id}/values"
