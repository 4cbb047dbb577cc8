"""The organs whose documents a store keeps; each has its own series and its own audit chain."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from docgen.errors import RegisterError
from docgen.model import Organ
from docgen.records.audit import STORE_CHAIN, Act, append_act, lock_head
from docgen.records.documents import Actor
from docgen.records.search_words import fold_name
from docgen.records.store import Store
from docgen.records.tables import audit, dossiers, incoming_documents, organs

# What acts on an organ are about.
KIND: Final = "organ"


def ensure_organ(connection: Connection, store: Store, organ: Organ, actor: Actor) -> int:
    """Return the id of an organ, known by its full name; it is entered when it is new.

    What is learnt of it is an act in the chain of the store: call it before any other lock of the transaction is taken.
    """
    _adopt_all(connection, store, actor)
    row = _find_by_name(connection, organ.name)
    if row is None:
        values = {"abbreviation": organ.abbreviation, "parent": organ.parent, "organ_code": organ.code}
        return _enter(connection, store, {"name": organ.name, **values}, actor)
    # A code that was learnt later, or changed: each document keeps that of its own day.
    if organ.code and row["organ_code"] != organ.code:
        connection.execute(update(organs).where(organs.c.id == row["id"]).values(organ_code=organ.code))
        _append(connection, store, "organ-change", row | {"organ_code": organ.code}, actor)
    return int(row["id"])


def ensure_named_organ(connection: Connection, store: Store, name: str, actor: Actor) -> int:
    """Return the id of the organ of that name; it is entered when it is new, as ``ensure_organ`` does."""
    _adopt_all(connection, store, actor)
    found = find_organ(connection, name)
    return _enter(connection, store, {"name": name}, actor) if found is None else found


def _enter(connection: Connection, store: Store, values: dict[str, str], actor: Actor) -> int:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    new = dialect.insert(organs).values(values).on_conflict_do_nothing().returning(organs)
    row = connection.execute(new).mappings().first()
    if row is not None:
        _append(connection, store, "organ-add", dict(row), actor)
        return int(row["id"])
    # Somebody else was faster.
    return int(connection.execute(select(organs.c.id).where(organs.c.name == values["name"])).scalar_one())


def _find_by_name(connection: Connection, name: str) -> dict[str, Any] | None:
    row = connection.execute(select(organs).where(organs.c.name == name)).mappings().first()
    return dict(row) if row is not None else None


def _adopt_all(connection: Connection, store: Store, actor: Actor) -> None:
    """Tell of the organs that docgen 0.2 entered without an act, once, before the first act on any organ.

    From then on an act tells of every organ: ``verify`` knows that one without has been slipped in.
    """
    if _is_any_told(connection):
        return
    rows = [dict(row) for row in connection.execute(select(organs).order_by(organs.c.id)).mappings()]
    if not rows:
        return
    lock_head(connection, STORE_CHAIN)
    if not _is_any_told(connection):  # somebody else may have been faster
        for row in rows:
            _append(connection, store, "organ-adopt", row, actor)


def _is_any_told(connection: Connection) -> bool:
    return connection.execute(select(audit.c.seq).where(audit.c.kind == KIND).limit(1)).first() is not None


def _append(connection: Connection, store: Store, action: str, row: dict[str, Any], actor: Actor) -> None:
    facts = {"name": row["name"], "organ_code": row["organ_code"]}
    append_act(connection, store.id, Act(STORE_CHAIN, actor.at, actor.name, action, KIND, row["id"], facts, row))


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
