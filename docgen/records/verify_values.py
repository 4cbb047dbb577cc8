"""Verifying what SQLite does not: that a column of numbers holds numbers, one of days days. PostgreSQL holds to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import Column, Connection, Table, text

from docgen.records.chain import Problem
from docgen.records.tables import metadata

_KINDS: Final = {int: "số", bool: "đúng/sai", str: "chữ", bytes: "byte", date: "ngày"}
_TESTS: Final = {
    int: "typeof({name}) = 'integer'",
    bool: "typeof({name}) = 'integer' AND {name} IN (0, 1)",
    str: "typeof({name}) = 'text'",
    bytes: "typeof({name}) = 'blob'",
    date: "typeof({name}) = 'text' AND date({name}) IS {name}",
}
_SHOWN: Final = 10
ALL: Final = frozenset(_KINDS)
# Of these, Python reads some values as if they were others: 2 as true, 2026W017 as the third of January.
LENIENT: Final = frozenset({bool, date})


def find_strange_values(connection: Connection, kinds: Collection[type] = ALL) -> Iterator[Problem]:
    """Yield values that are not of their column's kind, some of each column of these kinds."""
    if connection.dialect.name != "sqlite":
        return
    for table in metadata.sorted_tables:
        for column in table.columns:
            if column.type.python_type in kinds:
                yield from _find_in(connection, table, column)


def _find_in(connection: Connection, table: Table, column: Column[Any]) -> Iterator[Problem]:
    kind = column.type.python_type
    test = _TESTS[kind].format(name=f'"{column.name}"')
    key = " || '/' || ".join(f'quote("{part.name}")' for part in table.primary_key)
    # The names are ours.
    query = f'SELECT {key}, quote("{column.name}") FROM {table.name} WHERE NOT ({test})'  # noqa: S608
    if column.nullable:
        query += f' AND "{column.name}" IS NOT NULL'
    for place, found in connection.execute(text(f"{query} LIMIT {_SHOWN}")):
        message = f"cột {column.name} phải là {_KINDS[kind]}, nhưng là {str(found)[:60]}"
        yield Problem("record", f"bảng {table.name}, dòng {place}", message)
