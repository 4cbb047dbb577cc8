"""Every column of every table: altered by hand it is found, or it stands here with the reason why it is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from registry_office import CLERK, ORGAN, make_issued
from sqlalchemy import Column

from docgen.errors import RegisterError
from docgen.records.dossier_contents import Item
from docgen.records.dossier_metadata import DossierMetadata
from docgen.records.dossiers import add_documents, create_dossier
from docgen.records.incoming import Arrival, ArrivedFile, register_arrival
from docgen.records.incoming_metadata import IncomingMetadata
from docgen.records.organs import ensure_organ
from docgen.records.roles import Role
from docgen.records.store import Store, open_store
from docgen.records.tables import metadata
from docgen.records.users import set_user
from docgen.records.verify import verify_store

# No register, list or package is made of these.
UNSEEN_TABLES: Final = {
    "accounts": "how people sign in; that a password was changed is an act",
    "sign_in_failures": "gone with the next sign-in",
    "sessions": "gone with the day",
    "access_log": "too many for the chain; docs/so-van-ban.md says what it is worth",
    "working_drafts": "what is not handed in yet",
    "word_files": "of what is not handed in yet",
    "jobs": "work of the service; what it does to records is an act",
    "api_tokens": "that one was given or taken back is an act",
    "idempotency_keys": "answers that were given, kept for a day",
    "search_texts": "made of the records",
}
UNSEEN_COLUMNS: Final = {
    ("versions", "id"): "names nothing",
    ("document_files", "id"): "names nothing",
    ("register_entries", "id"): "names nothing",
    ("dossier_documents", "id"): "names nothing",
    ("dossier_documents", "added_at"): "read by nobody: the act of adding says when",
    ("dossier_documents", "added_by"): "read by nobody: the act of adding says who",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with a row in every table that a legal reader relies on."""
    store = open_store(tmp_path_factory.mktemp("verify") / "store")
    key = make_issued(store)
    with store.write() as connection:
        organ_id = ensure_organ(connection, store, ORGAN, CLERK)
    letter = {"organ_name": "Sở Tư pháp", "code_number": "5", "code_notation": "STP", "subject": "Góp ý"}
    arrival = Arrival(organ_id, IncomingMetadata(**letter), (ArrivedFile("a.txt", b"text"),))
    arrived = register_arrival(store, arrival, CLERK)["id"]
    facts: dict[str, Any] = {"file_catalog": 2026, "file_notation": "01", "title": "Cải cách", "maintenance": "20 năm"}
    dossier = create_dossier(store, organ_id, DossierMetadata(**facts), CLERK)["id"]
    add_documents(store, dossier, [Item("document", key), Item("incoming", arrived)], CLERK)
    set_user(store, "chủ", {Role.ADMIN}, CLERK)
    yield store
    store.close()


@pytest.fixture(scope="module")
def owner(office: Store) -> Iterator[sqlite3.Connection]:
    """What one has who owns the database and has put its guards out of action."""
    path = Path(str(office.engine.url.database))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        yield connection


@pytest.mark.parametrize("table", [name for name in metadata.tables if name not in UNSEEN_TABLES])
def test_whatever_is_altered_is_found(office: Store, owner: sqlite3.Connection, table: str) -> None:
    assert _find_clean(office)
    rowids = [row[0] for row in owner.execute(f"SELECT rowid FROM {table} LIMIT 2")]  # noqa: S608 - our own names
    assert rowids, "a table of which nothing was tried"
    unseen = set()
    for rowid in rowids:
        for column in metadata.tables[table].columns:
            [kept] = owner.execute(f"SELECT {column.name} FROM {table} WHERE rowid = ?", (rowid,)).fetchone()  # noqa: S608
            change = f"UPDATE {table} SET {column.name} = ? WHERE {column.name} IS ?"  # noqa: S608
            for other in _alter(column, kept):
                owner.execute(change, (other, kept))
                if _find_clean(office):
                    unseen.add(column.name)
                owner.execute(change, (kept, other))
    assert unseen == {column for name, column in UNSEEN_COLUMNS if name == table}


def test_the_reasons_are_of_tables_that_there_are() -> None:
    assert UNSEEN_TABLES.keys() <= metadata.tables.keys()
    assert all(column in metadata.tables[table].columns for table, column in UNSEEN_COLUMNS)


def _find_clean(office: Store) -> bool:
    """Whether a command that opens the store now finds nothing wrong with it."""
    try:
        store = open_store(office.files.folder.parent)
    except RegisterError:
        return False
    with closing(store):
        return verify_store(store).is_clean


def _alter(column: Column[Any], kept: Any) -> list[Any]:
    """Return other values: of the column's kind, and such as SQLite lets anybody write into any column."""
    if isinstance(kept, bytes):
        return [kept[:-1] + bytes([kept[-1] ^ 1]), "rác"]
    kind = column.type.python_type
    if kind is bool:
        return [1 - kept, kept + 2]
    if kind is str:
        return [f"{kept or ''}x"]
    altered = "2001-01-01" if kind is date else (kept or 0) + 1_000
    return [altered] if column.primary_key else [altered, "rác"]
