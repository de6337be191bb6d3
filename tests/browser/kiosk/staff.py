"""Signs a member of staff in at the running site: `python -m tests.browser.kiosk.staff` prints the session's token."""

import secrets

from blueprints.cookies import hashed
from data.database import connect, open_database
from data.people import begin_session
from settings import Settings
from tests.people import person


def main() -> None:
    settings = Settings.from_environment()
    open_database(settings.database_url, settings.sandbox)
    connect()
    token = secrets.token_urlsafe(32)
    who = person(f"darbuotoja-{token[:8]}@savitarna.example", role="staff")
    begin_session(who.id, hashed(token), "test", "127.0.0.1", "tests")
    print(token)


if __name__ == "__main__":
    main()
