"""What the index of search holds and what it must hold; stores of older schemas, with words for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from docgen.records.search_ids import split_id
from docgen.records.search_keys import list_keys, number_key
from docgen.records.store import Store
from docgen.records.tables import search_texts


def read_index(store: Store) -> set[tuple[int, str]]:
    """Return what the database's own index holds: ids, and keys as numbers."""
    with store.write() as connection:
        if connection.dialect.name == "postgresql":
            rows = connection.execute(text("SELECT id, unnest(keys) FROM search_index"))
            found = {(row[0], str(row[1])) for row in rows}
        else:
            connection.execute(text("CREATE VIRTUAL TABLE temp.v USING fts5vocab('main', 'search_index', 'instance')"))
            rows = connection.execute(text("SELECT -doc, term FROM temp.v")).all()
            found = {(row[0], _number(*row)) for row in rows}
            connection.execute(text("DROP TABLE temp.v"))
    return found


def list_expected(store: Store) -> set[tuple[int, str]]:
    """Return what the index must hold, by the words of the records."""
    with store.read() as connection:
        rows = [dict(row) for row in connection.execute(select(search_texts)).mappings()]
    return {(row["id"], _number(row["id"], key)) for row in rows for key in list_keys(row)}


def _number(record: int, key: str) -> str:
    return number_key(key, split_id(record)[0].year)


def make_older_store(folder: Path, database: str | None, schema: str, rows: Sequence[dict[str, Any]]) -> None:
    """Make a store of an older schema, with rows of ``tables.search_texts``; an index that is kept has them."""
    from alembic import command
    from alembic.config import Config

    from docgen.records import upgrade
    from docgen.records.engines import create_engine_for

    config = Config()
    config.set_main_option("script_location", str(Path(upgrade.__file__).parent / "migrations"))
    engine = create_engine_for(folder, database)
    with engine.connect().execution_options(docgen_write=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, schema)
        connection.execute(text("INSERT INTO store_facts VALUES ('id', 'x')"))
        connection.execute(search_texts.insert(), rows)
        if schema >= "0007" and connection.dialect.name == "sqlite":
            entered = [{"rowid": -row["id"], "keys": " ".join(list_keys(row))} for row in rows]
            connection.execute(text("INSERT INTO search_index (rowid, keys) VALUES (:rowid, :keys)"), entered)
    engine.dispose()
