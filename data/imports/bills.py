"""Bills as a provider sends them: whole, and for accounts that we know."""

from collections.abc import Iterable
from typing import Any

import peewee

from data.bills import Bill as BillRow
from data.bills import BillLine
from data.database import atomic, new_id, rows
from data.imports.report import Report, in_order, refused, shapes
from data.services import Account, Provider
from rules.imported.bills import COLUMNS, Bill, Line, clean, together
from rules.tables import BadRow, rows_of

AT_ONCE = 200
OTHER = "a bill with this number is here already and says something else"
NEW_BILL = """INSERT INTO bill (public_id, account_id, number, period, issued, due, amount)
VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id"""
NEW_LINE = """INSERT INTO bill_line (bill_id, place, title, quantity, unit_price, amount, vat_rate)
VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id"""
Known = dict[tuple[str, str], int]


def load(content: bytes, strict: bool = False) -> Report:
    """Take in a bills file (CONTRACT.md §6): good bills together, or with `strict` none when a row is bad.

    A bill that is here already is never changed: somebody may be paying it. Raises BadTable.
    """
    rows, bad = rows_of(content, COLUMNS)
    known = shapes()
    cleaned = [(row, clean(row, known)) for row in rows]
    broken = [row for row, found in cleaned if isinstance(found, BadRow)]
    lines = [(row.number, *found) for row, found in cleaned if not isinstance(found, BadRow)]
    bills, torn = together(lines, broken)
    bad += [found for _, found in cleaned if isinstance(found, BadRow)] + torn
    with atomic() as transaction:
        new, same, unfit = _keep(bills)
        bad += unfit
        if strict and bad:
            transaction.rollback()
            return refused("bills", bad)
    return Report("bills", new=new, same=same, bad=in_order(bad))


def _keep(bills: list[Bill]) -> tuple[int, int, list[BadRow]]:
    new, same, bad = 0, 0, []
    for group in peewee.chunked(bills, AT_ONCE):
        accounts = _accounts(group)
        before = _before(accounts)
        for bill in group:
            account = accounts.get((bill.provider, bill.payer_code))
            there = before.get((account, bill.number)) if account else None
            if account is None:
                bad += [BadRow(row, "no such account: import the accounts first") for row in bill.rows]
            elif there is None:
                _write(account, bill)
                new += 1
            elif there == _content(bill):
                same += 1
            else:
                bad += [BadRow(row, OTHER) for row in bill.rows]
    return new, same, bad


def _accounts(bills: list[Bill]) -> Known:
    query = (
        Account.select(Account.id, Account.payer_code, Provider.code)
        .join(Provider)
        .where(
            Provider.code.in_({bill.provider for bill in bills})
            & Account.payer_code.in_({bill.payer_code for bill in bills})
            & (Account.keeper == 0)
        )
    )
    return {(account.provider.code, account.payer_code): account.id for account in query}


def _before(accounts: Known) -> dict[tuple[int, str], tuple[object, ...]]:
    """What the bills of these accounts say, comparable with `_content`."""
    heads: Iterable[Any] = BillRow.select().where(BillRow.account.in_(set(accounts.values()))).dicts()
    bills = {head["id"]: head for head in heads}
    lines: dict[int, list[Line]] = {}
    told: Iterable[Any] = (
        BillLine.select().where(BillLine.bill.in_(set(bills))).order_by(BillLine.bill, BillLine.place).dicts()
    )
    for line in told:
        same = Line(line["title"], line["quantity"], line["unit_price"], line["amount"], line["vat_rate"])
        lines.setdefault(line["bill"], []).append(same)
    return {
        (head["account"], head["number"]): (head["period"], head["issued"], head["due"], tuple(lines.get(key, ())))
        for key, head in bills.items()
    }


def _content(bill: Bill) -> tuple[object, ...]:
    return bill.period, bill.issued, bill.due, bill.lines


def _write(account: int, bill: Bill) -> None:
    head = (bill.number, bill.period, bill.issued, bill.due, bill.amount)
    ((made,),) = rows(NEW_BILL, new_id(), account, *head)
    for place, line in enumerate(bill.lines, 1):
        rows(NEW_LINE, made, place, line.title, line.quantity, line.unit_price, line.amount, line.vat_rate)
