"""Payout files, pain.001.001.03 and .09 (iso20022.md §6): the same batch is always the same bytes."""

from decimal import Decimal
from pathlib import Path
from typing import Literal

from lxml import etree

from gateways.errors import GatewayError
from rules.iban import is_iban
from rules.payouts import Batch, Transfer

Version = Literal["03", "09"]
SCHEMAS = Path(__file__).parent / "schemas"
LONGEST_ID, LONGEST_NAME, LONGEST_TEXT = 35, 70, 140


def write(batch: Batch, version: Version = "03") -> bytes:
    """The file of a batch. Raises GatewayError("broken") for an empty one, and for what a bank would not take."""
    _check(batch)
    space = f"urn:iso:std:iso:20022:tech:xsd:pain.001.001.{version}"
    root = etree.Element("Document", nsmap={None: space})  # type: ignore[dict-item]
    whole = etree.SubElement(root, "CstmrCdtTrfInitn")
    head = etree.SubElement(whole, "GrpHdr")
    _put(head, "MsgId", batch.id)
    _put(head, "CreDtTm", batch.created)
    _count(head, batch)
    _put(etree.SubElement(head, "InitgPty"), "Nm", batch.payer_name)
    info = etree.SubElement(whole, "PmtInf")
    _put(info, "PmtInfId", batch.id)
    _put(info, "PmtMtd", "TRF")
    _put(info, "BtchBookg", "false")  # each transfer its own line of the statement, so that each is matched
    _count(info, batch)
    _put_path(info, "PmtTpInf/SvcLvl/Cd", "SEPA")
    _put_path(info, "ReqdExctnDt" if version == "03" else "ReqdExctnDt/Dt", batch.day)
    _put_path(info, "Dbtr/Nm", batch.payer_name)
    _put_path(info, "DbtrAcct/Id/IBAN", batch.payer_account)
    _put_path(info, "DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED")
    _put(info, "ChrgBr", "SLEV")
    for one in batch.transfers:
        _transfer(info, one)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def check(content: bytes, version: Version = "03") -> str:
    """What the official schema has against a file, or ""."""
    schema = etree.XMLSchema(etree.parse(SCHEMAS / f"pain.001.001.{version}.xsd"))
    tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    return "" if schema.validate(tree) else str(schema.error_log)


def _transfer(info: etree._Element, one: Transfer) -> None:
    made = etree.SubElement(info, "CdtTrfTxInf")
    _put_path(made, "PmtId/EndToEndId", one.end_to_end)
    _put_path(made, "Amt/InstdAmt", _sum(one.cents)).set("Ccy", "EUR")
    if one.ultimate_debtor:
        _put_path(made, "UltmtDbtr/Nm", one.ultimate_debtor)
    _put_path(made, "Cdtr/Nm", one.name)
    _put_path(made, "CdtrAcct/Id/IBAN", one.account)
    _put_path(made, "RmtInf/Ustrd", one.text)


def _count(parent: etree._Element, batch: Batch) -> None:
    _put(parent, "NbOfTxs", str(len(batch.transfers)))
    _put(parent, "CtrlSum", _sum(batch.cents))


def _put(parent: etree._Element, name: str, text: str) -> etree._Element:
    made = etree.SubElement(parent, name)
    made.text = text
    return made


def _put_path(parent: etree._Element, path: str, text: str) -> etree._Element:
    *before, last = path.split("/")
    for name in before:
        parent = etree.SubElement(parent, name)
    return _put(parent, last, text)


def _sum(cents: int) -> str:
    return str(Decimal(cents).scaleb(-2).quantize(Decimal("0.01")))


def _check(batch: Batch) -> None:
    wrong = "" if batch.transfers else "there is nothing to pay"
    if not 1 <= len(batch.id) <= LONGEST_ID or not is_iban(batch.payer_account):
        wrong = "its id or our account is wrong"
    for one in batch.transfers:
        if one.cents <= 0 or not is_iban(one.account):
            wrong = f"{one.end_to_end}: a sum of {one.cents} cents to {one.account}"
        if len(one.name) > LONGEST_NAME or len(one.text) > LONGEST_TEXT or not 1 <= len(one.end_to_end) <= LONGEST_ID:
            wrong = f"{one.end_to_end}: the name, the text or the id is too long"
    if wrong:
        raise GatewayError("broken", f"payout {batch.id}: {wrong}")
