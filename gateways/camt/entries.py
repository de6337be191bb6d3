"""Entries of a statement: one for each movement, or for each transaction of a batch that adds up (iso20022.md §3)."""

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from gateways.camt.parts import Money, day, money, text
from rules.references import is_right
from rules.statements import Entry

NO_REASON = "MS03"  # ISO's code for "reason not specified": a return without a reason is still a return
TOLD = ("end_to_end", "references", "payer_name", "payer_account", "ultimate_debtor", "returned")


def entries(entry: etree._Element, where: str) -> tuple[Entry, ...]:
    """The movement, split into its transactions when these add up to it. Raises BadStatement."""
    total, plain = _plain(entry, where)
    details = entry.findall("NtryDtls/TxDtls")
    told = [_told(plain, one, index) for index, one in enumerate(details)]
    sums = [_sum(one, total.currency, entry, where) for one in details]
    if len(told) > 1 and _adds_up(sums, total):
        return tuple(replace(one, cents=part.cents) for one, part in zip(told, sums, strict=True) if part)
    if len(told) == 1:
        return (replace(told[0], is_remainder=_is_batch_of_more(entry, 1) or sums[0] not in (None, total)),)
    return (_whole(plain, told, _is_batch_of_more(entry, 0)),)


def _plain(entry: etree._Element, where: str) -> tuple[Money, Entry]:
    total = money(entry, where)
    return total, Entry(
        reference=text(entry, "AcctSvcrRef", "NtryRef"),
        index=0,
        cents=total.cents,
        currency=total.currency,
        is_booked=text(entry, "Sts/Cd", "Sts") == "BOOK",
        is_reversal=text(entry, "RvslInd") in ("true", "1"),
        day=day(entry, where, "BookgDt", "ValDt"),
        text=text(entry, "AddtlNtryInf"),
        is_odd=total.is_odd,
    )


def _told(plain: Entry, details: etree._Element, index: int) -> Entry:
    """The entry with what one of its transactions tells."""
    end_to_end = text(details, "Refs/EndToEndId")
    structured = [text(one, ".") for one in details.iterfind("RmtInf/Strd/CdtrRefInf/Ref")]
    bare = ["".join(one.split()).upper() for one in structured]
    words = [text(one, ".") for one in details.iterfind("RmtInf/Ustrd")]
    words += [one for one, reference in zip(structured, bare, strict=True) if not is_right(reference)]
    words += [text(one, ".") for one in details.iterfind("RmtInf/Strd/AddtlRmtInf")]
    returned = details.find("RtrInf")
    parties = details.find("RltdPties")
    return replace(
        plain,
        reference=text(details, "Refs/AcctSvcrRef") or plain.reference,
        index=index,
        end_to_end="" if end_to_end.upper() == "NOTPROVIDED" else end_to_end,
        references=tuple(dict.fromkeys(one for one in bare if is_right(one))),
        text=" ".join(filter(None, words)) or text(details, "AddtlTxInf") or plain.text,
        payer_name=text(parties, "Dbtr/Nm", "Dbtr/Pty/Nm", "Dbtr/Agt/FinInstnId/Nm"),
        payer_account=text(parties, "DbtrAcct/Id/IBAN", "DbtrAcct/Id/Othr/Id").replace(" ", ""),
        ultimate_debtor=text(parties, "UltmtDbtr/Nm", "UltmtDbtr/Pty/Nm"),
        returned="" if returned is None else text(returned, "Rsn/Cd", "Rsn/Prtry") or NO_REASON,
    )


def _sum(details: etree._Element, currency: str, entry: etree._Element, where: str) -> Money | None:
    """What a transaction moved in the entry's currency, if it says so; the other sums are the payer's."""
    for path in ("Amt", "AmtDtls/TxAmt/Amt"):
        element = details.find(path)
        if element is not None and element.get("Ccy") == currency:
            return money(details, where, path, text(entry, "CdtDbtInd"))
    return None


def _adds_up(sums: Sequence[Money | None], total: Money) -> bool:
    known = [one for one in sums if one]
    if len(known) < len(sums) or any(one.is_odd for one in known):
        return False
    return sum(one.amount for one in known) == total.amount


def _is_batch_of_more(entry: etree._Element, count: int) -> bool:
    """Whether the bank counts more transactions in the batch than it tells; one needs no telling."""
    counted = [text(one, ".") for one in entry.iterfind("NtryDtls/Btch/NbOfTxs")]
    return any(one.isdecimal() and len(one) < 16 and int(one) > max(count, 1) for one in counted)


def _whole(plain: Entry, told: Sequence[Entry], is_batch: bool) -> Entry:
    """A batch that stays whole keeps what all its transactions say alike, and the words of all for who looks at it."""
    if not told:
        return replace(plain, is_remainder=is_batch)
    alike = {name: getattr(told[0], name) for name in TOLD if len({getattr(one, name) for one in told}) == 1}
    words = " ".join(dict.fromkeys(one.text for one in told if one.text))
    return replace(plain, **alike, text=words, is_remainder=True)
