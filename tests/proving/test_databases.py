"""A database that is away, or cannot take an answer, while the worker has one in its hands."""

from collections.abc import Callable, Iterator
from concurrent.futures import wait

import pytest

from data.database import DatabaseFault, connect, database
from proving import Proving
from tests.proving.asking import given_back, how, push, somebody, to_the_end
from tests.proving.services import Services

VERIFIED = ("verified", "")
ALONE = somebody("smart-id", code="40504040001")
FOR_EACH = "CREATE TRIGGER away BEFORE UPDATE ON attempt FOR EACH ROW WHEN (NEW.state = 'verified')"
REFUSING = {
    "sqlite": ([f"{FOR_EACH} BEGIN SELECT RAISE(ABORT, 'away'); END"], ["DROP TRIGGER IF EXISTS away"]),
    "postgresql": (
        [
            "CREATE FUNCTION away() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'away'; END$$",
            f"{FOR_EACH} EXECUTE FUNCTION away()",
        ],
        ["DROP TRIGGER IF EXISTS away ON attempt", "DROP FUNCTION IF EXISTS away"],
    ),
}


def test_an_answer_outlives_a_database_that_is_away(
    services: Services, proving: Proving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proving.AT_ONCE", 1)  # with one in hand it takes no other, and goes on to write
    before, attempt = services.begun(), push(ALONE)
    proving.take(attempt)
    wait(proving.asked, 20)
    database.close()
    for _ in range(2):
        with pytest.raises(DatabaseFault):
            proving.look(0)
    connect()
    given_back(attempt)  # it took longer than the lease
    monkeypatch.setattr("proving.AT_ONCE", 100)
    assert to_the_end(proving, attempt) == [VERIFIED]
    assert services.begun() == before + 1


@pytest.fixture
def no_proof_is_taken(tables: str) -> Iterator[Callable[[], None]]:
    """A database that takes everything but a proof, until this is called."""
    statements = REFUSING[tables.partition(":")[0]]
    for statement in statements[0]:
        database.execute_sql(statement)

    def mend() -> None:
        for statement in statements[1]:
            database.execute_sql(statement)

    yield mend
    mend()


def test_a_proof_that_the_database_could_not_take_is_written_later(
    services: Services, proving: Proving, no_proof_is_taken: Callable[[], None]
) -> None:
    attempt = push(ALONE)
    with pytest.raises(DatabaseFault):
        to_the_end(proving, attempt)
    assert how(attempt) == ("waiting", "")
    no_proof_is_taken()
    assert to_the_end(proving, attempt) == [VERIFIED]
