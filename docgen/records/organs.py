"""The organs whose documents a store keeps; each has its own series and its own audit chain."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from docgen.model import Organ
from docgen.records.tables import organs


def ensure_organ(connection: Connection, organ: Organ) -> int:
    """Return the id of an organ, known by its full name; it is entered when it is new."""
    query = select(organs.c.id).where(organs.c.name == organ.name)
    found = connection.execute(query).scalar()
    if found is not None:
        return int(found)
    values = {"name": organ.name, "abbreviation": organ.abbreviation, "parent": organ.parent}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(organs).values(values).on_conflict_do_nothing())
    return int(connection.execute(query).scalar_one())


def list_organs(connection: Connection) -> dict[int, str]:
    """Return the names of all organs by id."""
    return {row.id: row.name for row in connection.execute(select(organs).order_by(organs.c.id))}
