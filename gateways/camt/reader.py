"""Statements of banks, ISO 20022 camt.053, camt.052 and camt.054, read tolerantly (iso20022.md §3).

Pure: no network, no clock, no database. The file is not checked against a schema, because banks break it a little.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import cast

from lxml import etree

from gateways.camt.entries import entries
from gateways.camt.parts import AGAIN, day, money, text
from rules.statements import BadStatement, Balance, Entry, Kind, Statement

LARGEST = 32 * 1024 * 1024  # bytes; ten thousand payments take about twenty-five million
KNOWN = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.(053|052|054)\.001\.(02|03|04|06|08)")
PATHS = {"053": "BkToCstmrStmt/Stmt", "052": "BkToCstmrAcctRpt/Rpt", "054": "BkToCstmrDbtCdtNtfctn/Ntfctn"}
CURE = "Ask the bank for camt.053 (or camt.052, camt.054) in version 02, 03, 04, 06 or 08"


def read(content: bytes) -> tuple[Statement, ...]:
    """All statements of a file, in order. Raises BadStatement for a file that cannot be read, and nothing else."""
    root = _parsed(content)
    name = etree.QName(root)
    known = KNOWN.fullmatch(name.namespace or "")
    if not known or name.localname != "Document":
        raise BadStatement(f"The file is no statement of a kind that we read. {CURE}")
    _without_namespace(root, known[0])
    kind = cast(Kind, known[1])
    found = root.findall(PATHS[kind])
    if not found:
        raise BadStatement(f"The file holds no statement of an account. {AGAIN}")
    return tuple(_statement(kind, one) for one in found)


def _parsed(content: bytes) -> etree._Element:
    if len(content) > LARGEST:
        raise BadStatement("The file is too large. Ask the bank for one of fewer days")
    # Comments would cut a sum in two.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise BadStatement(f"The file is no XML. {CURE}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadStatement(f"The file has a DOCTYPE, which no statement has. {AGAIN}")
    return root


def _without_namespace(root: etree._Element, namespace: str) -> None:
    """Lets elements be found by their plain names; those of other namespaces (a bank's additions) stay apart."""
    begins = f"{{{namespace}}}"
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(begins):
            element.tag = element.tag[len(begins) :]


def _statement(kind: Kind, element: etree._Element) -> Statement:
    name = text(element, "Id")
    where = f"Statement {name}"
    account = text(element, "Acct/Id/IBAN", "Acct/Id/Othr/Id").replace(" ", "")
    if not account:
        raise BadStatement(f"{where}: the account is missing. {AGAIN}")
    balances = tuple(_balance(one, where) for one in element.iterfind("Bal"))
    found = enumerate(element.iterfind("Ntry"), 1)
    moved = tuple(entry for place, one in found for entry in entries(one, f"{where}, entry {place}"))
    # The earliest opening and the latest closing, as a statement of several days may say them for each. PRCD is what
    # banks say in place of OPBD: the closing balance of the statement before.
    opening = _by_currency(balances, "OPBD") or _by_currency(balances, "PRCD")
    closing = _by_currency(reversed(balances), "CLBD", latest=True)
    return Statement(
        kind=kind,
        id=name,
        account=account,
        opening=next(iter(opening.values()), None),
        closing=next(iter(closing.values()), None),
        balances=balances,
        entries=moved,
        is_even=_is_even(opening, closing, moved),
    )


def _balance(element: etree._Element, where: str) -> Balance:
    kind = text(element, "Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry", "Tp/Cd")
    where = f"{where}, balance {kind}"
    amount = money(element, where)
    return Balance(kind, amount.cents, amount.currency, day(element, where, "Dt"))


def _by_currency(balances: Iterable[Balance], kind: str, latest: bool = False) -> dict[str, Balance]:
    """The first of these balances in each currency by its day, or the last."""
    found: dict[str, Balance] = {}
    for one in sorted((one for one in balances if one.kind == kind), key=lambda one: one.day, reverse=latest):
        found.setdefault(one.currency, one)
    return found


def _is_even(opening: dict[str, Balance], closing: dict[str, Balance], moved: Iterable[Entry]) -> bool | None:
    if not opening or not closing:
        return None
    difference = Counter({currency: balance.cents for currency, balance in opening.items()})
    for entry in moved:
        if entry.is_booked:
            difference[entry.currency] += entry.cents
    for currency, balance in closing.items():
        difference[currency] -= balance.cents
    return not any(difference.values())
