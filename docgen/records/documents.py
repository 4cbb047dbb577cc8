"""Outgoing documents: every act on one is one short transaction, with its row in the audit trail.

Each function takes the store, what it is about, and an ``Actor``: who and when. Each returns the document's row as it
is afterwards, and raises RegisterError when the role or the state does not allow it; then nothing has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, select, update

from docgen.errors import NotFoundError, RegisterError
from docgen.records.audit import Act, append_act
from docgen.records.direct import ask, ask_all
from docgen.records.moments import write_moment
from docgen.records.roles import ask_for_user, judge_role, may, require_role
from docgen.records.search_index import ask_for_organ, index_document
from docgen.records.search_words import Words
from docgen.records.states import State, require_state
from docgen.records.store import Store
from docgen.records.tables import documents
from docgen.vietnamese.numerals import format_code_number

Row = dict[str, Any]

# Built once: putting a statement together takes SQLAlchemy longer than running it.
_GET: Final = select(documents).where(documents.c.id == bindparam("of_id"))
_LOCK: Final = _GET.with_for_update()
_CHANGE: Final = update(documents).where(documents.c.id == bindparam("of_id"))


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and the moment (aware) by the clock of the machine that they act on."""

    name: str
    now: datetime

    @property
    def at(self) -> str:
        """The moment as records keep it."""
        return write_moment(self.now)


def get_document(connection: Connection, document_id: int, *, lock: bool = False) -> Row:
    """Return the row of a document. ``lock`` keeps others from changing it until the transaction ends.

    Raises NotFoundError when there is none.
    """
    return _require_one(ask(connection, _LOCK if lock else _GET, {"of_id": document_id}), document_id)


def lock_document(connection: Connection, document_id: int, actor: Actor, action: str) -> Row:
    """Return the row of a document for an act on it, as ``get_document`` with ``lock``; the role is looked at first.

    Raises ForbiddenError when ``actor`` may not take ``action``, NotFoundError when there is none.
    """
    user, rows = ask_all(connection, ask_for_user(actor.name), (_LOCK, {"of_id": document_id}))
    judge_role(user, actor.name, action)
    return _require_one(rows, document_id)


def _require_one(rows: Sequence[Row], document_id: int) -> Row:
    if not rows:
        raise NotFoundError(f"không có văn bản {document_id} trong kho", hint="xem: docgen records list")
    return rows[0]


def change_document(
    connection: Connection,
    store: Store,
    row: Row,
    act: Act,
    changes: Mapping[str, Any],
    files_text: Words | None = None,
) -> Row:
    """Change a document's row and write the act, with the digest of the row as it is then. Returns the new row.

    ``files_text`` is what search shall find of its files; None leaves that as it is.
    """
    changed = row | dict(changes) | {"changed_at": act.at}
    values = {name: value for name, value in changed.items() if value != row[name]}
    if values:
        connection.execute(_CHANGE, {"of_id": row["id"], **values})
        index_document(connection, changed, files_text)
    _append(connection, store, act, changed)
    return changed


def insert_document(connection: Connection, store: Store, act: Act, values: Mapping[str, Any]) -> Row:
    """Enter a new document and write the act (its subject is the id given here). Returns the new row."""
    key = connection.execute(insert(documents).values(dict(values)).returning(documents.c.id)).scalar_one()
    [row], [organ] = ask_all(connection, (_GET, {"of_id": key}), ask_for_organ(values["organ_id"]))
    index_document(connection, row, new_of=organ["name"])
    _append(connection, store, act, row)
    return row


def _append(connection: Connection, store: Store, act: Act, row: Row) -> None:
    append_act(connection, store.id, complete_act(act, row))


def complete_act(act: Act, row: Row) -> Act:
    """Return an act of ``act_of`` as the act on a document whose row is ``row`` afterwards."""
    facts = {"state": row["state"], "version": row["version"], **act.facts}
    return Act(row["organ_id"], act.at, act.actor, act.action, "document", row["id"], facts, row, act.files)


def act_of(actor: Actor, action: str, **facts: Any) -> Act:
    """Return an act of ``actor`` on a document that is yet to be named; facts that say nothing are left out."""
    kept = {name: value for name, value in facts.items() if value not in (None, "")}
    return Act(0, actor.at, actor.name, action, "document", 0, kept)


def approve(
    store: Store, document_id: int, actor: Actor, *, content: bool = True, form: bool = True, version: int | None = None
) -> Row:
    """Approve content, form, or both of the newest version; with both approved the document is ``approved``.

    Asked for both, it approves what the actor's role may. ``version``: the version that was read, when it matters that
    no newer one has come.
    """
    with store.write() as connection:
        row = get_document(connection, document_id, lock=True)
        if content and form:
            content = may(connection, actor.name, "approve-content")
            form = may(connection, actor.name, "approve-format")
        if content or not form:
            require_role(connection, actor.name, "approve-content")
        if form:
            require_role(connection, actor.name, "approve-format")
        require_state(row, "approve")
        _require_version(row, version)
        changes = {
            "content_version": row["version"] if content else row["content_version"],
            "format_version": row["version"] if form else row["format_version"],
        }
        if changes["content_version"] == changes["format_version"] == row["version"]:
            changes["state"] = State.APPROVED.value
        approved = [name for name, given in (("content", content), ("format", form)) if given]
        return change_document(connection, store, row, act_of(actor, "approve", approved=approved), changes)


def return_document(store: Store, document_id: int, actor: Actor, reason: str) -> Row:
    """Give a document back to its drafter, with the reason."""
    with store.write() as connection:
        row = lock_document(connection, document_id, actor, "return")
        require_state(row, "return")
        changes = {"state": State.RETURNED.value, "content_version": None, "format_version": None}
        return change_document(connection, store, row, act_of(actor, "return", reason=_require(reason)), changes)


def void(store: Store, document_id: int, actor: Actor, reason: str) -> Row:
    """Close a document for good before it is issued. A number that it has stays its own, and is given to no other."""
    with store.write() as connection:
        row = lock_document(connection, document_id, actor, "void")
        require_state(row, "void")
        act = act_of(actor, "void", reason=_require(reason), code_number=row["code_number"])
        return change_document(connection, store, row, act, {"state": State.VOID.value, "note": f"Hủy: {reason}"[:500]})


def recall(store: Store, document_id: int, actor: Actor, reason: str) -> Row:
    """Recall an issued document (Article 18.4): it and its metadata are frozen, the recall's own record is kept."""
    with store.write() as connection:
        row = lock_document(connection, document_id, actor, "recall")
        require_state(row, "recall")
        act = act_of(actor, "recall", reason=_require(reason), code_number=row["code_number"])
        return change_document(connection, store, row, act, {"state": State.RECALLED.value})


def _require(reason: str) -> str:
    cleaned = " ".join(reason.split())
    if not cleaned:
        raise RegisterError("thiếu lý do", hint="thêm --reason LÝ_DO")
    return cleaned


def _require_version(row: Row, version: int | None) -> None:
    if version is not None and version != row["version"]:
        raise RegisterError(
            f"văn bản {row['id']} đã có phiên bản {row['version']}, không còn là phiên bản {version}",
            hint=f"xem lại: docgen records show {row['id']}",
        )


def show_code(row: Mapping[str, Any]) -> str:
    """Return số và ký hiệu as they are printed, "" for a document without a number."""
    number = row["code_number"]
    return f"{format_code_number(number)}/{row['code_notation']}" if number is not None else ""


def show_day(day: date | None) -> str:
    """Return a day for people."""
    return f"{day.day}/{day.month}/{day.year}" if day else ""
