"""Exclusive canonicalisation (exc-c14n, without comments): the bytes of an element that a signature is about."""

from collections.abc import Sequence

from lxml import etree

from gateways.errors import GatewayError
from gateways.viisp.soap import parsed


def canonical(element: etree._Element, prefixes: Sequence[str] = (), *, enveloped: bool = False) -> bytes:
    """Exclusive c14n without comments of an element where it stands; `enveloped` leaves out its last child.

    Written and read once, the element becomes a root that has every namespace in its scope: lxml would forget those
    of its ancestors that a PrefixList may name. Raises GatewayError("broken") for what has no canonical form, such as
    relative namespaces.
    """
    alone = parsed(etree.tostring(element, with_tail=False))
    if enveloped:
        _drop(alone[-1])
    kept = list(prefixes) or None
    try:
        return etree.tostring(alone, method="c14n", exclusive=True, with_comments=False, inclusive_ns_prefixes=kept)
    except etree.C14NError as error:
        raise GatewayError("broken", "signature: no canonical form") from error


def _drop(child: etree._Element) -> None:
    """Take the child out and leave the text behind it, which lxml takes for a part of the child."""
    parent, before = child.getparent(), child.getprevious()
    assert parent is not None
    if before is None:
        parent.text = (parent.text or "") + (child.tail or "")
    else:
        before.tail = (before.tail or "") + (child.tail or "")
    parent.remove(child)
