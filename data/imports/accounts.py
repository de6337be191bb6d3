"""Accounts, their meters and registers as a provider lists them."""

import peewee

from data.database import atomic, new_id, rows
from data.imports.report import Report, in_order, refused, shapes
from data.imports.upsert import Key, Values, upsert
from data.services import Account, Meter, Provider, Register, linking
from rules.identifiers import blind_index
from rules.imported.accounts import COLUMNS, OPTIONAL, RegisterRow, clean, together
from rules.tables import BadRow, rows_of
from rules.zones import zone_of

AT_ONCE = 200
NEW_ACCOUNT = """INSERT INTO account
 (public_id, payer_code, provider_id, keeper, holder_name, holder_index, address, plan)
VALUES (?, ?, ?, 0, ?, ?, ?, ?) RETURNING id"""
NEW_METER = """INSERT INTO meter (public_id, account_id, number, is_smart, verified_until)
VALUES (?, ?, ?, ?, ?) RETURNING id"""
NEW_REGISTER = """INSERT INTO register (meter_id, code, zone, unit, digits, decimals, first_value, first_date)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"""
Groups = dict[tuple[str, str], list[RegisterRow]]


def load(content: bytes, identity_key: str, strict: bool = False) -> Report:
    """Take in an accounts file (CONTRACT.md §6): good rows together, or with `strict` none when one is bad.

    Of a personal code only its keyed index is kept. Raises BadTable for a file that cannot be read at all.
    """
    rows, bad = rows_of(content, COLUMNS, OPTIONAL)
    known = shapes()
    cleaned = [(row, clean(row, known)) for row in rows]
    broken = [row for row, found in cleaned if isinstance(found, BadRow)]
    good, torn = together([found for _, found in cleaned if isinstance(found, RegisterRow)], broken)
    bad += [found for _, found in cleaned if isinstance(found, BadRow)] + torn
    if strict and bad:
        return refused("accounts", bad)
    with atomic():
        states = _keep(good, identity_key)
    return Report("accounts", states.count("new"), states.count("changed"), states.count("same"), in_order(bad))


def _keep(rows: list[RegisterRow], identity_key: str) -> list[str]:
    """What became of each account: new, changed (it or a meter of it) or same."""
    providers = {provider.code: provider for provider in Provider.select()}
    groups: Groups = {}
    for row in rows:
        groups.setdefault(row.account, []).append(row)
    states: list[str] = []
    for some in peewee.chunked(groups.items(), AT_ONCE):
        states += _keep_group(dict(some), providers, identity_key)
    codes = {code for code, _ in groups}
    Provider.update(is_connected=True).where(Provider.code.in_(codes)).execute()
    return states


def _keep_group(groups: Groups, providers: dict[str, Provider], identity_key: str) -> list[str]:
    """Accounts first, then their meters, then the registers: one reading and one writing statement each."""
    places = {account: (account[1], providers[account[0]].id) for account in groups}
    wanted = {places[account]: _account(rows[0], identity_key) for account, rows in groups.items()}
    accounts = upsert(Account, ("payer_code", "provider"), wanted, _new_account, Account.keeper == 0)
    linking.let_go(kept.id for kept in accounts.values() if "holder_index" in kept.changed)
    metered = [row for rows in groups.values() for row in rows if row.meter]
    meter_of: dict[int, Key] = {row.number: (accounts[places[row.account]].id, row.meter) for row in metered}
    meters = upsert(Meter, ("account", "number"), {meter_of[row.number]: _meter(row) for row in metered}, _new_meter)
    register_of: dict[int, Key] = {row.number: (meters[meter_of[row.number]].id, row.register) for row in metered}
    kinds = {code: provider.kind for code, provider in providers.items()}
    values = {register_of[row.number]: _register(row, kinds[row.provider]) for row in metered}
    registers = upsert(Register, ("meter", "code"), values, _new_register)
    touched = {
        row.account
        for row in metered
        if {meters[meter_of[row.number]].state, registers[register_of[row.number]].state} != {"same"}
    }
    states = {account: accounts[places[account]].state for account in groups}
    return ["changed" if state == "same" and account in touched else state for account, state in states.items()]


def _new_account(place: Key, values: Values) -> int:
    return _id(NEW_ACCOUNT, new_id(), *place, *values.values())


def _new_meter(place: Key, values: Values) -> int:
    return _id(NEW_METER, new_id(), *place, *values.values())


def _new_register(place: Key, values: Values) -> int:
    return _id(NEW_REGISTER, *place, *values.values())


def _id(sql: str, *values: object) -> int:
    return int(rows(sql, *values)[0][0])


def _account(row: RegisterRow, identity_key: str) -> Values:
    """In the order of NEW_ACCOUNT."""
    return {
        "holder_name": row.holder_name,
        "holder_index": blind_index(identity_key, row.holder_personal_code),
        "address": row.address,
        "plan": row.plan,
    }


def _meter(row: RegisterRow) -> Values:
    """In the order of NEW_METER."""
    return {"is_smart": row.is_smart, "verified_until": row.verified_until}


def _register(row: RegisterRow, kind: str) -> Values:
    """In the order of NEW_REGISTER."""
    return {
        "zone": row.zone or zone_of(kind, row.unit, row.register),
        "unit": row.unit,
        "digits": row.digits,
        "decimals": row.decimals,
        "first_value": row.previous,
        "first_date": row.previous_date,
    }
