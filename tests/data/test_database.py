"""How the database is opened."""

from data import database


def test_statements_are_prepared_only_when_the_address_says_so(postgres_url: str) -> None:
    """PgBouncer in transaction mode would hand one client's statements to another (reliability.md, fact 9)."""
    kept = database.database.obj
    try:
        for query, threshold in (("", None), ("?prepare_threshold=5", 5)):
            database.open_database(postgres_url + query)
            database.connect()
            assert database.database.obj.connection().prepare_threshold == threshold
            database.database.close()
    finally:
        database.database.initialize(kept)
