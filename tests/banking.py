"""Statements as a bank writes them, for tests: camt.053.001.02 with its sums right."""

from dataclasses import dataclass

from tests.people import PAYEE

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">'


@dataclass(frozen=True)
class Movement:
    """Cents in or, below nothing, out; `text` is what the payer wrote."""

    cents: int
    text: str = ""
    reference: str = ""
    end_to_end: str = "NOTPROVIDED"
    structured: str = ""
    sender: str = "RŪTA"


def statement(
    *movements: Movement, opening: int = 0, number: str = "S-1", day: str = "2026-11-27", closing: int | None = None
) -> bytes:
    """One day of our account; `closing` is what the bank says at its end, the right sum by itself."""
    end = opening + sum(one.cents for one in movements) if closing is None else closing
    entries = "".join(_entry(one, place, day) for place, one in enumerate(movements, 1))
    return (
        f"{HEAD}<BkToCstmrStmt><GrpHdr><MsgId>M</MsgId><CreDtTm>{day}T23:59:00</CreDtTm></GrpHdr><Stmt><Id>{number}</Id>"
        f"<CreDtTm>{day}T23:59:00</CreDtTm><Acct><Id><IBAN>{PAYEE}</IBAN></Id></Acct>"
        f"{_balance('OPBD', opening, day)}{_balance('CLBD', end, day)}{entries}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def _balance(kind: str, cents: int, day: str) -> str:
    return f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>{_sum(cents)}<Dt><Dt>{day}</Dt></Dt></Bal>"


def _sum(cents: int) -> str:
    side = "CRDT" if cents >= 0 else "DBIT"
    return f'<Amt Ccy="EUR">{abs(cents) // 100}.{abs(cents) % 100:02d}</Amt><CdtDbtInd>{side}</CdtDbtInd>'


def _entry(one: Movement, place: int, day: str) -> str:
    reference = one.reference or f"{day}-{place}"
    strd = f"<Strd><CdtrRefInf><Ref>{one.structured}</Ref></CdtrRefInf></Strd>" if one.structured else ""
    return (
        f"<Ntry>{_sum(one.cents)}<Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef>"
        f"<BkTxCd/><NtryDtls><TxDtls><Refs><EndToEndId>{one.end_to_end}</EndToEndId></Refs><RltdPties><Dbtr><Nm>"
        f"{one.sender}</Nm></Dbtr><DbtrAcct><Id><IBAN>LT217044060000000002</IBAN></Id></DbtrAcct></RltdPties><RmtInf>"
        f"<Ustrd>{one.text}</Ustrd>{strd}</RmtInf></TxDtls></NtryDtls></Ntry>"
    )
