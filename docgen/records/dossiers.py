"""Dossiers (Articles 28 to 31): opened, filled, closed, handed to the archive; locked when somebody in charge asks.

Every act is one short transaction with its row in the audit trail. What the trail digests of a dossier is its row and
what lies in it (``dossier_record``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from docgen.errors import InputError, NotFoundError, RegisterError
from docgen.records.audit import Act, Record, append_act
from docgen.records.documents import Actor, Row, get_document, show_day
from docgen.records.dossier_contents import (
    INCOMING,
    OUTGOING,
    Item,
    describe_contents,
    find_same,
    list_contents,
    make_record,
)
from docgen.records.dossier_metadata import (
    DOSSIER_STATE_NAMES,
    DossierMetadata,
    DossierState,
    count_years,
    transfer_day,
)
from docgen.records.incoming import get_incoming
from docgen.records.incoming_metadata import IncomingState
from docgen.records.moments import local_day
from docgen.records.roles import require_role
from docgen.records.search_index import index_dossier
from docgen.records.states import State
from docgen.records.store import Store
from docgen.records.tables import dossier_documents, dossiers

# Annex VI, part II: DocOrdinal has three digits.
MOST_DOCUMENTS: Final = 999
NOTICE: Final = timedelta(days=30)
# Article 31.3: dossiers kept for five years or more go to the archive.
_LEAST_YEARS: Final = 5
_FINISHED: Final = frozenset({State.ISSUED, State.RECALLED, State.REPLACED})


def get_dossier(connection: Connection, dossier_id: int, *, lock: bool = False) -> Row:
    """Return the row of a dossier. Raises NotFoundError when there is none."""
    query = select(dossiers).where(dossiers.c.id == dossier_id)
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    if row is None:
        raise NotFoundError(f"không có hồ sơ {dossier_id} trong kho", hint="xem: docgen records dossier list")
    return dict(row)


def dossier_record(connection: Connection, dossier_id: int) -> Record:
    """Return what the audit trail digests of a dossier: its row, and what lies in it."""
    contents = list_contents(connection, dossier_id).get(dossier_id, [])
    return make_record(get_dossier(connection, dossier_id), contents)


def create_dossier(store: Store, organ_id: int, metadata: DossierMetadata, actor: Actor) -> Row:
    """Open a dossier. Raises RegisterError when its number is taken in the list of that year."""
    values = metadata.model_dump() | {
        "organ_id": organ_id,
        "state": DossierState.OPEN.value,
        "permanent": metadata.permanent,
        "start_date": metadata.start_date or local_day(actor.now),
        "created_at": actor.at,
        "created_by": actor.name,
    }
    with store.write() as connection:
        require_role(connection, actor.name, "dossier-create")
        try:
            key = connection.execute(insert(dossiers).values(values).returning(dossiers.c.id)).scalar_one()
        except IntegrityError as error:
            raise RegisterError(
                f"hồ sơ {metadata.file_notation} năm {metadata.file_catalog} đã có", hint="chọn số, ký hiệu khác"
            ) from error
        return _end(connection, store, get_dossier(connection, key), actor, "dossier-create")


def add_documents(store: Store, dossier_id: int, items: Sequence[Item], actor: Actor, *, sheets: str = "") -> Row:
    """Lay documents into a dossier, behind those that are there; one that is there already stays where it is."""
    with store.write() as connection:
        row = _lock_open(connection, actor, dossier_id, "dossier-add")
        there = list_contents(connection, dossier_id).get(dossier_id, [])
        known = {(kind, key) for _, kind, key, _, _ in there}
        last = max((ordinal for ordinal, *_ in there), default=0)
        new = [item for item in dict.fromkeys(items) if (item.kind, item.id) not in known]
        if len(there) + len(new) > MOST_DOCUMENTS or last + len(new) > MOST_DOCUMENTS:
            raise RegisterError(
                f"hồ sơ chỉ chứa được {MOST_DOCUMENTS} văn bản (Phụ lục VI: DocOrdinal 3 chữ số)",
                hint="lập hồ sơ tiếp theo cho cùng công việc",
            )
        for ordinal, item in enumerate(new, last + 1):
            _require_document(connection, item)
            values = {
                "dossier_id": dossier_id,
                "ordinal": ordinal,
                "document_id": item.id if item.kind == OUTGOING else None,
                "incoming_id": item.id if item.kind == INCOMING else None,
                "sheets": sheets.strip(),
                "added_at": actor.at,
                "added_by": actor.name,
            }
            connection.execute(insert(dossier_documents), values)
        return _end(connection, store, row, actor, "dossier-add", added=[[item.kind, item.id] for item in new])


def remove_documents(store: Store, dossier_id: int, items: Sequence[Item], actor: Actor) -> Row:
    """Take documents out of a dossier; the others close up. The documents themselves stay in the store."""
    with store.write() as connection:
        row = _lock_open(connection, actor, dossier_id, "dossier-add")
        gone = {(item.kind, item.id): item for item in items}
        members = list_contents(connection, dossier_id).get(dossier_id, [])
        missing = gone.keys() - {(kind, key) for _, kind, key, _, _ in members}
        if missing:
            raise RegisterError(f"{gone[min(missing)]} không nằm trong hồ sơ {dossier_id}")
        kept = [member for member in members if (member[1], member[2]) not in gone]
        _reorder(connection, dossier_id, [member[0] for member in kept])
        act = {"removed": [[item.kind, item.id] for item in gone.values()]}
        return _end(connection, store, row, actor, "dossier-remove", **act)


def order_documents(store: Store, dossier_id: int, items: Sequence[Item], actor: Actor) -> Row:
    """Put the documents of a dossier in another order: those that are named come first, in that order."""
    with store.write() as connection:
        row = _lock_open(connection, actor, dossier_id, "dossier-add")
        members = list_contents(connection, dossier_id).get(dossier_id, [])
        places = {(kind, key): ordinal for ordinal, kind, key, _, _ in members}
        wanted = [(item.kind, item.id) for item in dict.fromkeys(items)]
        for item in items:
            if (item.kind, item.id) not in places:
                raise RegisterError(f"{item} không nằm trong hồ sơ {dossier_id}")
        first = [places[key] for key in wanted]
        _reorder(connection, dossier_id, [*first, *(place for place in places.values() if place not in set(first))])
        return _end(connection, store, row, actor, "dossier-order")


def close_dossier(
    store: Store,
    dossier_id: int,
    actor: Actor,
    *,
    end: date | None = None,
    construction: bool = False,
    sheets: int | None = None,
    even_if_duplicate: bool = False,
) -> Row:
    """Close a dossier for good (Article 29): drafts and duplicates must be out of it; nothing changes afterwards.

    ``end`` is the day the work ended, today by default; for works of construction the day of settlement. From it
    follows by when the dossier is to be handed to the archive.
    """
    end = end or local_day(actor.now)
    with store.write() as connection:
        row = _lock_open(connection, actor, dossier_id, "dossier-close")
        if row["start_date"] and end < row["start_date"]:
            raise InputError(f"ngày kết thúc {show_day(end)} trước ngày bắt đầu {show_day(row['start_date'])}")
        contents = describe_contents(connection, dossier_id)
        _require_complete(connection, dossier_id, contents, even_if_duplicate=even_if_duplicate)
        pages = [member["page_amount"] for member in contents]
        due = transfer_day(end, construction=construction)
        changes = {
            "state": DossierState.CLOSED.value,
            "end_date": end,
            "transfer_due": due,
            "closed_at": actor.at,
            "sheet_total": sheets,
            "page_total": sum(pages) if all(pages) else None,
        }
        changed = _change(connection, row, changes)
        return _end(connection, store, changed, actor, "dossier-close", transfer_due=due.isoformat())


def transfer_dossier(store: Store, dossier_id: int, actor: Actor) -> Row:
    """Hand a closed dossier to the archive (Article 30)."""
    with store.write() as connection:
        row = _lock(connection, actor, dossier_id, "dossier-transfer")
        _require_state(row, DossierState.CLOSED, "nộp lưu", "kết thúc hồ sơ trước: docgen records dossier close")
        changed = _change(connection, row, {"state": DossierState.TRANSFERRED.value, "transferred_at": actor.at})
        return _end(connection, store, changed, actor, "dossier-transfer")


def hold_dossier(store: Store, dossier_id: int, actor: Actor, reason: str) -> Row:
    """Lock a dossier (Annex VI, part I, IV.1.g): nothing in it is changed, moved or destroyed until it is released."""
    reason = " ".join(reason.split())
    if not reason:
        raise RegisterError("thiếu lý do", hint="thêm --reason LÝ_DO")
    with store.write() as connection:
        row = _lock(connection, actor, dossier_id, "dossier-hold")
        changed = _change(connection, row, {"hold_reason": reason})
        return _end(connection, store, changed, actor, "dossier-hold", reason=reason)


def release_dossier(store: Store, dossier_id: int, actor: Actor, reason: str = "") -> Row:
    """Release a locked dossier."""
    with store.write() as connection:
        require_role(connection, actor.name, "dossier-hold")
        row = get_dossier(connection, dossier_id, lock=True)
        if not row["hold_reason"]:
            raise RegisterError(f"hồ sơ {dossier_id} không bị khóa")
        changed = _change(connection, row, {"hold_reason": ""})
        return _end(connection, store, changed, actor, "dossier-release", reason=" ".join(reason.split()) or None)


def list_due(connection: Connection, on: date) -> list[Row]:
    """Return the closed dossiers that must be handed to the archive by 30 days after ``on``, the first due first.

    Those kept for less than five years stay where they are (Article 31.3).
    """
    latest = on + NOTICE if on < date.max - NOTICE else date.max
    query = (
        select(dossiers)
        .where(dossiers.c.state == DossierState.CLOSED.value, dossiers.c.transfer_due <= latest)
        .order_by(dossiers.c.transfer_due, dossiers.c.id)
    )
    return [dict(row) for row in connection.execute(query).mappings() if goes_to_archive(row)]


def goes_to_archive(row: Mapping[Any, Any]) -> bool:
    """Whether a dossier is kept long enough to be handed to the archive."""
    years = count_years(row["maintenance"])
    return years is None or years >= _LEAST_YEARS


def _require_document(connection: Connection, item: Item) -> None:
    if item.kind == OUTGOING:
        get_document(connection, item.id)
    elif get_incoming(connection, item.id)["state"] == IncomingState.RECALLED:
        raise RegisterError(f"{item} đã bị thu hồi, không đưa vào hồ sơ được")


def _require_complete(
    connection: Connection, dossier_id: int, contents: Sequence[Mapping[str, Any]], *, even_if_duplicate: bool
) -> None:
    if not contents:
        raise RegisterError(f"hồ sơ {dossier_id} chưa có văn bản nào")
    drafts = [
        Item(member["kind"], member["id"])
        for member in contents
        if member["kind"] == OUTGOING and member["state"] not in _FINISHED
    ]
    if drafts:
        raise RegisterError(
            f"hồ sơ còn bản thảo chưa ban hành: {_name(drafts)}", hint="bỏ ra: docgen records dossier remove"
        )
    same = [] if even_if_duplicate else find_same(connection, dossier_id)
    if same:
        pairs = ", ".join(f"{second} trùng {first}" for first, second in same[:5])
        raise RegisterError(
            f"hồ sơ có văn bản trùng: {pairs}", hint="bỏ bớt (dossier remove), hoặc thêm --even-if-duplicate"
        )


def _name(items: Iterable[Item]) -> str:
    return ", ".join(str(item) for item in list(items)[:5])


def _lock(connection: Connection, actor: Actor, dossier_id: int, action: str) -> Row:
    require_role(connection, actor.name, action)
    row = get_dossier(connection, dossier_id, lock=True)
    if row["hold_reason"]:
        raise RegisterError(
            f"hồ sơ {dossier_id} đang bị khóa: {row['hold_reason']}",
            hint="người có thẩm quyền mở khóa: docgen records dossier release",
        )
    return row


def _lock_open(connection: Connection, actor: Actor, dossier_id: int, action: str) -> Row:
    row = _lock(connection, actor, dossier_id, action)
    _require_state(row, DossierState.OPEN, "sửa", "lập hồ sơ khác nếu còn văn bản")
    return row


def _require_state(row: Row, state: DossierState, act: str, hint: str) -> None:
    if row["state"] != state:
        name = DOSSIER_STATE_NAMES[DossierState(row["state"])]
        raise RegisterError(f"hồ sơ {row['id']} {name}, không {act} được", hint=hint)


def _change(connection: Connection, row: Row, changes: Mapping[str, Any]) -> Row:
    connection.execute(update(dossiers).where(dossiers.c.id == row["id"]).values(dict(changes)))
    return row | dict(changes)


def _reorder(connection: Connection, dossier_id: int, ordinals: Sequence[int]) -> None:
    """Number the documents anew, in the order of their old ordinals; those not named are taken out."""
    mine = dossier_documents.c.dossier_id == dossier_id
    connection.execute(delete(dossier_documents).where(mine, dossier_documents.c.ordinal.not_in(ordinals)))
    # Out of the way first: an ordinal is unique at every moment.
    aside = 10 * MOST_DOCUMENTS
    connection.execute(update(dossier_documents).where(mine).values(ordinal=dossier_documents.c.ordinal + aside))
    for new, old in enumerate(ordinals, 1):
        connection.execute(
            update(dossier_documents).where(mine, dossier_documents.c.ordinal == old + aside).values(ordinal=new)
        )


def _end(connection: Connection, store: Store, row: Row, actor: Actor, action: str, **facts: Any) -> Row:
    """Index the dossier and write the act, with the digest of row and contents as they are now."""
    index_dossier(connection, row)
    kept = {name: value for name, value in facts.items() if value not in (None, "", [])}
    record = dossier_record(connection, row["id"])
    count = len(record["documents"])
    append_act(
        connection,
        store.id,
        Act(
            row["organ_id"],
            actor.at,
            actor.name,
            action,
            "dossier",
            row["id"],
            {"state": row["state"], "count": count, **kept},
            record,
        ),
    )
    return row


def count_documents(connection: Connection, dossier_ids: Sequence[int]) -> dict[int, int]:
    """Return how many documents lie in each dossier (field 9, DocTotal)."""
    found: dict[int, int] = {}
    for start in range(0, len(dossier_ids), 500):
        query = (
            select(dossier_documents.c.dossier_id, func.count())
            .where(dossier_documents.c.dossier_id.in_(dossier_ids[start : start + 500]))
            .group_by(dossier_documents.c.dossier_id)
        )
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found
