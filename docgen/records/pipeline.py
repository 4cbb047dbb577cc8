"""Statements for PostgreSQL, prepared once for each connection and sent in one message.

psycopg's own pipeline sends every statement by itself: the server and we are woken up for each, which takes longer than
the statements do. Here libpq gathers them up to the last.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.pq.abc import PGresult

Part = tuple[str, Sequence[Any]]
"""A statement, and its values for ``$1``, ``$2``, …"""


def run_at_once(driver: Connection[Any], prepared: dict[str, bytes], parts: Sequence[Part]) -> list[list[Any]]:
    """Run statements in this order and return the rows of each, as tuples; a transaction is begun when there is none.

    ``prepared`` is kept with the connection: the statements that it knows, and their names. Raises psycopg.Error; what
    stands behind a statement that fails is not run.
    """
    from psycopg.pq import TransactionStatus

    with driver.lock:
        is_idle = driver.pgconn.transaction_status == TransactionStatus.IDLE
        asked = [(_write_begin(driver), ()), *parts] if is_idle else parts
        for statement, _ in asked:
            if statement not in prepared:
                prepared[statement] = _prepare(driver, statement, b"docgen_%d" % len(prepared))
        answers = _exchange(driver, [(prepared[statement], values) for statement, values in asked])
    return answers[1:] if is_idle else answers


def _write_begin(driver: Connection[Any]) -> str:
    level = driver.isolation_level
    kind = f" ISOLATION LEVEL {level.name.replace('_', ' ')}" if level is not None else ""
    return f"BEGIN{kind}{' READ ONLY' if driver.read_only else ''}"


def _prepare(driver: Connection[Any], statement: str, name: bytes) -> bytes:
    _require_success(driver, driver.pgconn.prepare(name, statement.encode()))
    return name


def _exchange(driver: Connection[Any], asked: Sequence[tuple[bytes, Sequence[Any]]]) -> list[list[Any]]:
    from psycopg.adapt import PyFormat, Transformer

    transformer = Transformer(driver)
    dumped = [transformer.dump_sequence(values, [PyFormat.TEXT] * len(values)) for _, values in asked]
    driver.pgconn.enter_pipeline_mode()
    try:
        for (name, _), values in zip(asked, dumped, strict=True):
            driver.pgconn.send_query_prepared(name, values)
        driver.pgconn.pipeline_sync()
        results = driver.wait(_fetch(driver, len(asked)))
    finally:
        # What is broken already says so by itself.
        with suppress(driver.OperationalError):
            driver.pgconn.exit_pipeline_mode()
    answers = []
    for result in results:
        _require_success(driver, result)
        transformer.set_pgresult(result)
        answers.append(transformer.load_rows(0, result.ntuples, tuple))
    return answers


def _fetch(driver: Connection[Any], count: int) -> Generator[Any, Any, list[PGresult]]:
    """Send what was gathered, and return ``count`` results; behind them comes the answer to the message's end."""
    from psycopg.generators import fetch_many, send

    yield from send(driver.pgconn)
    results = []
    for _ in range(count):
        results += yield from fetch_many(driver.pgconn)
    yield from fetch_many(driver.pgconn)
    return results


def _require_success(driver: Connection[Any], result: PGresult) -> None:
    from psycopg.errors import error_from_result
    from psycopg.pq import ExecStatus

    if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        raise error_from_result(result, driver.info.encoding)
