"""The audit trail: each act is a row, each row carries the hash of the one before it.

How a row is written and hashed: ``docgen.trail``. A chain for each organ; chain 0 is the store's own. A row holds facts
and hashes, never what a document says: what must be destroyed (Annex VI, part I, III.8.b) is not kept alive here.

The trail shows tampering up to the last checkpoint that is kept elsewhere (``checkpoints``); it does not prevent it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from docgen.records.direct import ask
from docgen.records.tables import audit, audit_heads, organs
from docgen.trail import digest_record, hash_act, hash_genesis, write_canonical

STORE_CHAIN: Final = 0

Record = Mapping[str, Any]

# Built once: putting a statement together takes SQLAlchemy longer than running it.
LOCK_HEAD: Final = (
    select(audit_heads.c.seq, audit_heads.c.hash).where(audit_heads.c.chain == bindparam("of_chain")).with_for_update()
)
# A trigger of the first migration moves the head on to the row that is added.
ADD_ROW: Final = insert(audit).values({column.name: bindparam(column.name) for column in audit.c})


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what to which record, and when.

    ``chain`` is the organ's id, or STORE_CHAIN. ``at`` is a moment as ``moments.write_moment`` writes it. ``kind`` and
    ``subject_id`` name the record: ("document", 12). ``facts`` are plain facts for people and for ``verify``: numbers,
    states, reasons, hashes. ``record`` is the whole row of the record as it is after the act: only its digest is kept,
    by which ``verify`` finds a row that was edited behind our back. ``files`` are the files that the act added.
    """

    chain: int
    at: str
    actor: str
    action: str
    kind: str
    subject_id: int | str
    facts: Mapping[str, Any] = field(default_factory=dict)
    record: Record | None = None
    files: Sequence[tuple[str, str, str]] = ()  # role, name, sha256

    def write_facts(self) -> str:
        """Return the facts as they are kept and hashed."""
        kept = dict(self.facts)
        if self.record is not None:
            kept["record"] = digest_record(self.record)
        if self.files:
            kept["files"] = [list(item) for item in self.files]
        return write_canonical(kept)


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of a chain."""

    seq: int
    hash: bytes


def append_act(connection: Connection, store_id: str, act: Act) -> int:
    """Add an act to its chain, in the transaction of what it tells of; return its place in the chain, from 1.

    Takes the lock of the chain's head: after every other lock of the transaction, and just before its end.
    """
    row = write_row(store_id, act, lock_head(connection, act.chain))
    ask(connection, ADD_ROW, row)
    return int(row["seq"])


def write_row(store_id: str, act: Act, head: Head) -> dict[str, Any]:
    """Return the row of an act that follows ``head``, for ADD_ROW."""
    facts = act.write_facts()
    texts = (act.at, act.actor, act.action, act.kind, str(act.subject_id), facts)
    return {
        "chain": act.chain,
        "seq": head.seq + 1,
        "at": act.at,
        "actor": act.actor,
        "action": act.action,
        "kind": act.kind,
        "subject_id": str(act.subject_id),
        "facts": facts,
        "hash": hash_act(store_id, act.chain, head.seq + 1, head.hash, texts),
    }


def lock_head(connection: Connection, chain: int) -> Head:
    """Lock the last row of a chain until the transaction ends, and return it; a new chain is begun."""
    found = ask(connection, LOCK_HEAD, {"of_chain": chain})
    if not found:
        _begin_chain(connection, chain)
        found = ask(connection, LOCK_HEAD, {"of_chain": chain})
    return Head(**found[0])


def _begin_chain(connection: Connection, chain: int) -> None:
    # Of two who begin it at once, one waits and both find it.
    name = connection.execute(select(organs.c.name).where(organs.c.id == chain)).scalar() if chain else ""
    start = {"chain": chain, "seq": 0, "hash": hash_genesis(str(name))}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(audit_heads).values(start).on_conflict_do_nothing())
