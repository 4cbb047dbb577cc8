"""Ready statements, given to the driver as they are: the way of what runs while others wait.

SQLAlchemy spends ten times as long on a statement as the database does. Here each is compiled once, with its types;
what comes and goes is the same as by ``Connection.execute``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final

from sqlalchemy import Connection, Executable
from sqlalchemy.dialects import registry
from sqlalchemy.exc import DBAPIError

from docgen.records.pipeline import run_at_once

Row = dict[str, Any]
Asked = tuple[Executable, Mapping[str, Any]]
"""A statement that is made once and kept, and its values. An INSERT names its columns (``values``)."""

_Process = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement for one driver; ``binds`` and ``results`` turn the values that it does not take as they are.

    ``order`` names the values of ``$1``, ``$2``, … (PostgreSQL; SQLite takes them by name).
    """

    sql: str
    order: Sequence[str]
    fixed: Mapping[str, Any]
    binds: tuple[tuple[str, _Process], ...]
    columns: tuple[str, ...]
    results: tuple[tuple[str, _Process], ...]

    def bind(self, values: Mapping[str, Any]) -> Row:
        """Return the values as the driver takes them."""
        bound = {**self.fixed, **values}
        for name, process in self.binds:
            bound[name] = process(bound[name])
        return bound

    def read(self, answer: Sequence[Any]) -> list[Row]:
        """Return the rows of an answer, by the names of their columns."""
        rows = [dict(zip(self.columns, row, strict=True)) for row in answer]
        for name, process in self.results:
            for row in rows:
                row[name] = process(row[name])
        return rows


def ask(connection: Connection, statement: Executable, values: Mapping[str, Any]) -> list[Row]:
    """Run one statement and return its rows. Raises DBAPIError, as SQLAlchemy does."""
    return ask_all(connection, (statement, values))[0]


def ask_all(connection: Connection, *asked: Asked) -> list[list[Row]]:
    """Run statements in this order and return the rows of each; PostgreSQL gets all of them in one go.

    Raises DBAPIError, as SQLAlchemy does.
    """
    return _run(connection, asked, ())


def ask_last(connection: Connection, *asked: Asked) -> None:
    """Run what a transaction ends with. PostgreSQL gets its COMMIT in the same go: nothing may follow.

    The COMMIT does not wait for the disk: that would keep the next one from the rows that this one has locked. What
    waits is a second transaction that says nothing; the log is written in order, and what is said before it is on disk
    when it is. (``Store.write`` does the same for SQLite, and commits there.) A transaction that is over is left alone.
    Raises DBAPIError, as SQLAlchemy does.
    """
    if connection.dialect.name != "postgresql":
        _run(connection, asked, ())
    elif asked or connection.connection.driver_connection.info.transaction_status:  # type: ignore[union-attr]
        _run(connection, asked, _END if _may_say_nothing(connection) else _PLAIN_END)


# The last is a transaction of its own: it comes after a COMMIT, and writes to the log.
_END: Final = (
    "SET LOCAL synchronous_commit TO off",
    "COMMIT",
    "SELECT pg_logical_emit_message(true, 'docgen', '')",
)
# For who may not write such a message (everybody may, unless it was taken from them), the COMMIT itself waits.
_PLAIN_END: Final = ("COMMIT",)
_MAY_SAY_NOTHING: Final = (
    "SELECT coalesce(bool_and(has_function_privilege(oid, 'EXECUTE')), false)"
    " FROM pg_catalog.pg_proc WHERE proname = 'pg_logical_emit_message'"
)


def _may_say_nothing(connection: Connection) -> bool:
    if _SAYS_NOTHING not in connection.info:
        connection.info[_SAYS_NOTHING] = connection.exec_driver_sql(_MAY_SAY_NOTHING).scalar_one()
    return bool(connection.info[_SAYS_NOTHING])


def send(connection: Connection, statement: str) -> None:
    """Run a statement that has no values and no answer. Raises DBAPIError, as SQLAlchemy does."""
    _run(connection, (), (statement,))


def stream(connection: Connection, query: str, block: int) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a long answer as the driver gives them, fetched by blocks. Raises DBAPIError."""
    driver: Any = connection.connection.driver_connection
    errors = connection.dialect.loaded_dbapi.Error
    try:
        if connection.dialect.name == "postgresql":
            # By its name psycopg leaves the answer with the server.
            with driver.cursor("docgen_stream", binary=True) as cursor:
                cursor.execute(query)
                for rows in _read_ahead(partial(cursor.fetchmany, block)):
                    yield from rows
        else:
            with closing(driver.execute(query)) as cursor:
                while rows := cursor.fetchmany(block):
                    yield from rows
    except errors as error:
        raise DBAPIError.instance(None, None, error, errors) from error


def _read_ahead(fetch: Callable[[], list[Any]]) -> Iterator[list[Any]]:
    """Yield what ``fetch`` returns until that is empty; while a block is used, the server makes the next."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(fetch)
        while rows := coming.result():
            coming = reader.submit(fetch)
            yield rows


def _run(connection: Connection, asked: Sequence[Asked], end: Sequence[str]) -> list[list[Row]]:
    driver: Any = connection.connection.driver_connection
    errors = connection.dialect.loaded_dbapi.Error
    ready = [_prepare(statement, connection.dialect.name) for statement, _ in asked]
    bound = [r.bind(values) for r, (_, values) in zip(ready, asked, strict=True)]
    try:
        if connection.dialect.name == "postgresql":
            parts = [(r.sql, [values[name] for name in r.order]) for r, values in zip(ready, bound, strict=True)]
            known = connection.info.setdefault(_PREPARED, {})
            answers = run_at_once(driver, known, [*parts, *((statement, ()) for statement in end)])
        else:
            answers = [driver.execute(r.sql, values).fetchall() for r, values in zip(ready, bound, strict=True)]
            for statement in end:
                driver.execute(statement)
        return [r.read(answer) for r, answer in zip(ready, answers, strict=False)]
    except errors as error:
        raise DBAPIError.instance(None, None, error, errors) from error


# What is kept with a connection to PostgreSQL: the statements that it has prepared; how its transactions end.
_PREPARED: Final = "docgen_prepared"
_SAYS_NOTHING: Final = "docgen_says_nothing"
_DIALECTS: Final = {
    "sqlite": lambda: registry.load("sqlite.pysqlite")(paramstyle="named"),
    "postgresql": lambda: registry.load("postgresql.psycopg")(paramstyle="numeric_dollar"),
}


@cache
def _prepare(statement: Executable, dialect_name: str) -> _Ready:
    dialect = _DIALECTS[dialect_name]()
    compiled: Any = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
    columns = statement.exported_columns  # type: ignore[attr-defined]
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    return _Ready(
        str(compiled),
        tuple(compiled.positiontup or ()),
        {name: bind.effective_value for name, bind in binds.items() if not bind.required},
        _keep((name, bind.type.dialect_impl(dialect).bind_processor(dialect)) for name, bind in binds.items()),
        tuple(column.key for column in columns),
        _keep((c.key, c.type.dialect_impl(dialect).result_processor(dialect, None)) for c in columns),
    )


def _keep(processes: Iterable[tuple[str, _Process | None]]) -> tuple[tuple[str, _Process], ...]:
    return tuple((name, process) for name, process in processes if process is not None)
