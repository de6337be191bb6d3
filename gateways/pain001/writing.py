"""Transfers as a file for the bank: ISO 20022 pain.001 in version 03 or 09 (iso20022.md §6).

Pure: no network, no clock, no database. The same batch gives the same bytes.
"""

from lxml import etree

from gateways.errors import GatewayError
from gateways.pain001.batch import check_batch
from gateways.pain001.letters import written
from gateways.pain001.schema import Version, check
from rules.payouts import Batch, Transfer

LONGEST_NAME = 70
LONGEST_TEXT = 140
LONGEST_CODE = 35


def write(batch: Batch, version: Version = "03") -> bytes:
    """The file. Raises GatewayError("broken") for a batch that a bank would refuse or read otherwise than meant."""
    if version not in ("03", "09"):
        raise GatewayError("broken", "pain.001 is written in version 03 or 09")
    check_batch(batch)
    # Made with plain names: once written, the declaration puts every element into the namespace.
    document = etree.Element("Document", {"xmlns": f"urn:iso:std:iso:20022:tech:xsd:pain.001.001.{version}"})
    # Names would be cut or mangled abroad, so the payer's keeps its letters only when nothing leaves Lithuania.
    is_local = all(account.startswith("LT") for account in (batch.payer_account, *_accounts(batch)))
    try:
        _fill(document, batch, version, _limited(batch.payer_name, is_local, LONGEST_NAME, "the payer's name"))
    except ValueError as error:  # what XML cannot carry
        raise GatewayError("broken", "a control character in the batch") from error
    content = etree.tostring(document, xml_declaration=True, encoding="UTF-8")
    complaint = check(content, version)
    if complaint:
        raise GatewayError("broken", complaint)
    return content


def _fill(document: etree._Element, batch: Batch, version: Version, payer: str) -> None:
    message = etree.SubElement(document, "CstmrCdtTrfInitn")
    header = etree.SubElement(message, "GrpHdr")
    _add(header, "MsgId", batch.id)
    _add(header, "CreDtTm", batch.created)
    _add_sums(header, batch)
    _add(header, "InitgPty/Nm", payer)
    payment = etree.SubElement(message, "PmtInf")
    _add(payment, "PmtInfId", batch.id)
    _add(payment, "PmtMtd", "TRF")
    _add(payment, "BtchBookg", "false")  # each transfer is an entry of its own on the statement, to be matched
    _add_sums(payment, batch)
    _add(payment, "PmtTpInf/SvcLvl/Cd", "SEPA")
    _add(payment, "ReqdExctnDt/Dt" if version == "09" else "ReqdExctnDt", batch.day)
    _add(payment, "Dbtr/Nm", payer)
    _add(payment, "DbtrAcct/Id/IBAN", batch.payer_account)
    bank = "BICFI" if version == "09" else "BIC"
    agent = bank if batch.payer_bic else "Othr/Id"
    _add(payment, f"DbtrAgt/FinInstnId/{agent}", batch.payer_bic or "NOTPROVIDED")
    _add(payment, "ChrgBr", "SLEV")
    for place, transfer in enumerate(batch.transfers, 1):
        is_local = batch.payer_account.startswith("LT") and transfer.account.startswith("LT")
        _add_transfer(etree.SubElement(payment, "CdtTrfTxInf"), transfer, bank, is_local, f"transfer {place}")


def _add_sums(parent: etree._Element, batch: Batch) -> None:
    _add(parent, "NbOfTxs", str(len(batch.transfers)))
    _add(parent, "CtrlSum", _amount(sum(transfer.cents for transfer in batch.transfers)))


def _add_transfer(parent: etree._Element, transfer: Transfer, bank: str, is_local: bool, where: str) -> None:
    _add(parent, "PmtId/EndToEndId", transfer.end_to_end)
    _add(parent, "Amt/InstdAmt", _amount(transfer.cents)).set("Ccy", "EUR")
    if transfer.ultimate_debtor or transfer.payer_code:
        _add_ultimate_debtor(etree.SubElement(parent, "UltmtDbtr"), transfer, is_local, where)
    if transfer.bic:
        _add(parent, f"CdtrAgt/FinInstnId/{bank}", transfer.bic)
    _add(parent, "Cdtr/Nm", _limited(transfer.name, is_local, LONGEST_NAME, f"{where}: the name"))
    _add(parent, "CdtrAcct/Id/IBAN", transfer.account)
    text = _limited(transfer.text, is_local, LONGEST_TEXT, f"{where}: the text", least=0)
    if transfer.reference:
        information = etree.SubElement(etree.SubElement(etree.SubElement(parent, "RmtInf"), "Strd"), "CdtrRefInf")
        _add(information, "Tp/CdOrPrtry/Cd", "SCOR")
        _add(information, "Ref", transfer.reference)
    elif text:
        _add(parent, "RmtInf/Ustrd", text)


def _add_ultimate_debtor(ultimate: etree._Element, transfer: Transfer, is_local: bool, where: str) -> None:
    if transfer.ultimate_debtor:
        _add(ultimate, "Nm", _limited(transfer.ultimate_debtor, is_local, LONGEST_NAME, f"{where}: for whom is paid"))
    if transfer.payer_code:
        other = etree.SubElement(etree.SubElement(etree.SubElement(ultimate, "Id"), "PrvtId"), "Othr")
        _add(other, "Id", _limited(transfer.payer_code, is_local, LONGEST_CODE, f"{where}: the payer's code"))
        _add(other, "SchmeNm/Cd", "CUST")  # not confirmed by any bank yet (§12)


def _add(parent: etree._Element, path: str, text: str) -> etree._Element:
    """New elements one inside the other, the last with the text."""
    for name in path.split("/"):
        parent = etree.SubElement(parent, name)
    parent.text = text
    return parent


def _limited(text: str, is_local: bool, most: int, what: str, least: int = 1) -> str:
    told = written(text, is_local)
    if not least <= len(told) <= most:
        raise GatewayError("broken", f"{what} must have from {least} to {most} letters")
    return told


def _accounts(batch: Batch) -> list[str]:
    return [transfer.account for transfer in batch.transfers]


def _amount(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
