"""What people run by hand: `flask --app app COMMAND`."""

import secrets
from collections.abc import Callable, Iterable
from hashlib import sha256
from itertools import islice
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from data import exports, payments, payouts, people, provider_tokens, statements, unread, verifying
from data import ledger as books
from data.database import NotFound, connect, migrate
from data.imports import accounts, bills, catalogue, readings
from data.imports.report import Report
from gateways import camt, pain001
from gateways.methods import read, written
from rules.tables import BadTable, is_day, table_lines

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def install(app: Flask) -> None:
    """Give the app its commands."""
    for command in (bring_tables_up_to_date, take_in, give_out, provider_token, staff, ledger):
        app.cli.add_command(command)


@click.command("migrate")
def bring_tables_up_to_date() -> None:
    """Bring the tables up to date; safe to repeat."""
    for name in migrate():
        click.echo(f"applied {name}")


@click.group("import", cls=AppGroup)
def take_in() -> None:
    """Take in a file; the same file twice changes nothing."""
    connect()


@take_in.command("accounts")
@click.argument("file", type=FILE)
@click.option("--strict", is_flag=True, help="Take nothing in when a row is bad.")
def import_accounts(file: Path, strict: bool) -> None:
    """Accounts, meters and registers of providers."""
    key = current_app.config["SETTINGS"].identity_key
    taken(lambda: accounts.load(file.read_bytes(), key, strict))


@take_in.command("bills")
@click.argument("file", type=FILE)
@click.option("--strict", is_flag=True, help="Take nothing in when a row is bad.")
def import_bills(file: Path, strict: bool) -> None:
    """Bills of accounts that are here."""
    taken(lambda: bills.load(file.read_bytes(), strict))


@take_in.command("readings")
@click.argument("file", type=FILE)
@click.option("--strict", is_flag=True, help="Take nothing in when a row is bad.")
def import_readings(file: Path, strict: bool) -> None:
    """Readings that a provider has read itself."""
    taken(lambda: readings.load(file.read_bytes(), strict))


@take_in.command("catalogue")
def import_catalogue() -> None:
    """Our own list of providers and prices."""
    for report in catalogue.load():
        tell(report)


@take_in.command("demo")
def import_demo() -> None:
    """A few made-up households with every kind of meter and bill."""
    for report in catalogue.load_demo(current_app.config["SETTINGS"].identity_key):
        tell(report)


@click.group("export", cls=AppGroup)
def give_out() -> None:
    """Write what goes out to the providers."""
    connect()


@give_out.command("readings")
@click.option("--provider", required=True, help="The provider's code in the catalogue.")
@click.option("--since", required=True, help="The first day, such as 2026-11-01.")
def export_readings(provider: str, since: str) -> None:
    """Readings declared to a provider since a day, as comma-separated text."""
    _asked_well(provider, since)
    _written(table_lines(exports.READINGS_COLUMNS, exports.readings(provider, since)))


@give_out.command("unread")
@click.option("--provider", required=True, help="The provider's code in the catalogue.")
@click.option("--since", required=True, help="The first day, such as 2026-11-01.")
def export_unread(provider: str, since: str) -> None:
    """Meters that residents could not read, since a day, as comma-separated text."""
    _asked_well(provider, since)
    _written(table_lines(unread.COLUMNS, unread.out(provider, since)))


@give_out.command("payments")
@click.option("--provider", required=True, help="The provider's code in the catalogue.")
@click.option("--since", required=True, help="The first day, such as 2026-11-01.")
def export_payments(provider: str, since: str) -> None:
    """What was paid to a provider since a day, and what went back, as comma-separated text."""
    _asked_well(provider, since)
    _written(table_lines(payments.COLUMNS, payments.out(provider, since)))


def _written(lines: Iterable[str]) -> None:
    """A thousand lines at once: `click.echo` flushes each time."""
    left = iter(lines)
    while some := "".join(islice(left, 1000)):
        click.echo(some, nl=False)


def _asked_well(provider: str, since: str) -> None:
    if not is_day(since):
        raise click.ClickException("--since: a date such as 2026-11-23")
    if not exports.is_provider(provider):
        raise click.ClickException(f"no such provider: {provider}")


def taken(load: Callable[[], Report]) -> None:
    """Take a file in and tell what became of it; one that cannot be read at all is told with its reason."""
    try:
        tell(load())
    except BadTable as wrong:
        raise click.ClickException(str(wrong)) from None


def tell(report: Report) -> None:
    """What became of a file, each bad row with its number and reason. Exit code 1 when nothing was taken in."""
    for row in report.bad:
        click.echo(f"row {row.number}: {row.reason}", err=True)
    if not report.is_taken:
        raise click.ClickException(f"{report.things}: nothing was taken in, {len(report.bad)} bad rows")
    told = f"{report.things}: {report.new} new, {report.changed} changed, {report.same} as before"
    click.echo(f"{told}, {len(report.bad)} rows refused" if report.bad else told)


@click.group("provider-token", cls=AppGroup)
def provider_token() -> None:
    """Tokens for the programs of providers, which fetch and bring readings under /api."""
    connect()


@provider_token.command("add")
@click.argument("provider")
def add_token(provider: str) -> None:
    """A new token for the provider with this code. It is shown this once."""
    token = secrets.token_urlsafe(32)
    try:
        provider_tokens.give(provider, sha256(token.encode()).hexdigest())
    except NotFound:
        raise click.ClickException(f"no such provider: {provider}") from None
    click.echo(token)


@provider_token.command("revoke")
@click.argument("provider")
def revoke_tokens(provider: str) -> None:
    """End every token of the provider with this code."""
    click.echo(f"{provider_tokens.revoke(provider)} tokens revoked")


@click.group("staff", cls=AppGroup)
def staff() -> None:
    """Who of us may see /staff."""
    connect()


@staff.command("add")
@click.argument("email")
def add_staff(email: str) -> None:
    """Give the role of staff to the account with this e-mail address."""
    try:
        people.make_staff(email.strip().lower())
    except NotFound:
        raise click.ClickException(f"{email}: there is no such account; it has to register first") from None
    click.echo(f"{email} is staff now")


@click.group(cls=AppGroup)
def ledger() -> None:
    """The books of money."""
    connect()


@ledger.command("verify")
def verify_ledger() -> None:
    """Reckon every balance again from the messages that came, and compare. Fails when anything differs."""
    found = list(verifying.differences(_read_again))
    for line in found:
        click.echo(line)
    if found:
        raise click.ClickException(f"{len(found)} differences")
    click.echo("the ledger is right")


def _read_again(party: str, body: bytes, at: int, way: str) -> verifying.Told:
    method = current_app.extensions["methods"].get(party)
    return (method.bank, read(method, body, at, way)) if method else None


@take_in.command("statement")
@click.argument("file", type=FILE)
def take_in_statement(file: Path) -> None:
    """Take in a bank's statement (camt.053); fails when its closing sum is not ours."""
    content, known = file.read_bytes(), current_app.extensions["methods"]
    try:
        read_ones = camt.read(content)
    except camt.BadStatement as error:
        raise click.ClickException(str(error)) from error
    banks = {code: method.bank for code, method in known.items()}
    taken = statements.take_in(content, read_ones, banks, written)
    click.echo(f"statement: {taken.new} new, {taken.same} known, {taken.matched} matched")
    if taken.alarms:
        raise click.ClickException("; ".join(taken.alarms))


@give_out.command("payouts")
@click.option("--day", required=True, help="The day on which the bank is to carry them out, such as 2026-11-27.")
@click.option("--version", type=click.Choice(["03", "09"]), default="03", help="Of pain.001.001.")
def give_out_payouts(day: str, version: pain001.Version) -> None:
    """The day's file of transfers to providers (pain.001); the same day gives the same bytes."""
    connect()
    if not is_day(day):
        raise click.ClickException("--day must be a day such as 2026-11-27")
    settings = current_app.config["SETTINGS"]
    batch = payouts.pay_out(day, settings.payee_name, settings.payee_account)
    if batch is None:
        raise click.ClickException("there is nothing to pay out")
    click.echo(pain001.write(batch, version), nl=False)


@ledger.command("unmatched")
def show_unmatched() -> None:
    """Movements on our account that are nobody's yet, the oldest first: day, cents, payer, account, text."""
    for one in statements.unmatched():
        click.echo(f"{one.day},{one.cents},{one.payer_name},{one.payer_account},{one.text}")


@ledger.command("balances")
def show_balances() -> None:
    """Every account with its cents: what others owe us above nothing, what we owe below."""
    for account, cents in books.balances().items():
        click.echo(f"{account},{cents}")
