"""The organs whose documents a store keeps; each has its own series and its own audit chain."""

from __future__ import annotations

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from docgen.errors import RegisterError
from docgen.model import Organ
from docgen.records.search_words import fold_name
from docgen.records.tables import dossiers, incoming_documents, organs


def ensure_organ(connection: Connection, organ: Organ) -> int:
    """Return the id of an organ, known by its full name; it is entered when it is new."""
    query = select(organs.c.id).where(organs.c.name == organ.name)
    found = connection.execute(query).scalar()
    if found is not None:
        if organ.code:
            # A code that was learnt later, or changed: each document keeps that of its own day.
            is_other = (organs.c.id == found) & (organs.c.organ_code != organ.code)
            connection.execute(update(organs).where(is_other).values(organ_code=organ.code))
        return int(found)
    values = {"name": organ.name, "abbreviation": organ.abbreviation, "parent": organ.parent, "organ_code": organ.code}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(organs).values(values).on_conflict_do_nothing())
    return int(connection.execute(query).scalar_one())


def ensure_named_organ(connection: Connection, name: str) -> int:
    """Return the id of the organ of that name; it is entered when it is new."""
    found = find_organ(connection, name)
    if found is not None:
        return found
    values = {"name": name, "abbreviation": "", "parent": ""}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(organs).values(values).on_conflict_do_nothing())
    return int(connection.execute(select(organs.c.id).where(organs.c.name == name)).scalar_one())


def find_organ(connection: Connection, name: str) -> int | None:
    """Return the id of an organ of the store by its name or abbreviation, however it is spelt; None for none."""
    wanted = fold_name(name)
    for row in connection.execute(select(organs).order_by(organs.c.id)):
        if wanted and wanted in (fold_name(row.name), fold_name(row.abbreviation)):
            return int(row.id)
    return None


def get_organ(connection: Connection, name: str) -> int:
    """Return the id of an organ of the store. Raises RegisterError when it is not known."""
    found = find_organ(connection, name)
    if found is None:
        known = "; ".join(filter(None, list_organs(connection).values()))
        raise RegisterError(f"kho không có cơ quan “{name}”", hint=f"các cơ quan của kho: {known or 'chưa có'}")
    return found


def choose_organ(connection: Connection) -> int | None:
    """Return the one organ of the store: the only one, or the only one with incoming documents or dossiers.

    None for a store without organs. Raises RegisterError when there are several to choose from.
    """
    known = list_organs(connection)
    if len(known) > 1:
        used: set[int] = set()
        for table in (incoming_documents, dossiers):
            used |= set(connection.execute(select(table.c.organ_id).distinct()).scalars())
        known = {key: name for key, name in known.items() if key in used} if len(used) == 1 else known
    if len(known) > 1:
        raise RegisterError(
            "kho có nhiều cơ quan, chưa biết ghi vào sổ nào", hint=f"thêm --organ TÊN: {'; '.join(known.values())}"
        )
    return next(iter(known), None)


def list_organs(connection: Connection) -> dict[int, str]:
    """Return the names of all organs by id."""
    return {row.id: str(row.name) for row in connection.execute(select(organs).order_by(organs.c.id))}
