"""What people run by hand: `flask --app app COMMAND`."""

import click
from flask import Flask

from data.database import migrate


def install(app: Flask) -> None:
    """Give the app its commands."""
    for command in (bring_tables_up_to_date,):
        app.cli.add_command(command)


@click.command("migrate")
def bring_tables_up_to_date() -> None:
    """Bring the tables up to date; safe to repeat."""
    for name in migrate():
        click.echo(f"applied {name}")
