"""The one transaction in which a document gets its number: series, register row, document, audit row.

What search says of the document follows with ``refresh_index``, at the latest with the act that ends the reservation
(``issuing.finish``, ``documents.void``): whoever numbers keeps others waiting.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from docgen.errors import RegisterError
from docgen.model import Organ
from docgen.records.audit import write_row
from docgen.records.documents import Actor, Row, act_of, complete_act, get_document, lock_document, show_day
from docgen.records.metadata import make_document_code, validate_metadata
from docgen.records.moments import local_day
from docgen.records.numbering import OUTGOING, NumberRequest
from docgen.records.search_index import index_document
from docgen.records.states import State, require_state
from docgen.records.store import Store
from docgen.records.turn import take_turn, write_number

# A date further off is a slip of the keyboard, or a clock that is wrong.
_FURTHEST_AHEAD: Final = timedelta(days=366)


def reserve(
    store: Store, document_id: int, actor: Actor, *, organ: Organ, day: date | None = None, override_date: str = ""
) -> Row:
    """Give an approved document the next number of its series, dated ``day`` (default: today in Vietnam).

    ``organ`` is the document's, which says how types are grouped into series, and what code it has.
    ``override_date`` is the reason for a date before the previous number's, or more than a year ahead; it is recorded.
    A document that has its number keeps it: asking again changes nothing.
    """
    day = day or local_day(actor.now)
    with store.write() as connection:
        row = lock_document(connection, document_id, actor, "reserve")
        if row["state"] in (State.RESERVED, State.ISSUED):
            return row
        require_state(row, "reserve")
        _require_sane_day(day, actor, override_date)
        validate_metadata(row | {"code_number": 1, "promulgation_date": day}, organ.name)
        request = NumberRequest(
            organ_id=row["organ_id"],
            register=OUTGOING,
            type_group=organ.number_group(row["document_type"]),
            notation=row["code_notation"],
            day=day,
            owner=document_id,
            at=actor.at,
            allows_earlier=bool(override_date),
        )
        turn = take_turn(connection, request)
        numbered = row | {
            "state": State.RESERVED.value,
            "code_number": turn.number,
            "promulgation_date": day,
            "changed_at": actor.at,
        }
        numbered["document_code"] = make_document_code(numbered, organ)
        act = act_of(
            actor,
            "reserve",
            code_number=turn.number,
            code_notation=row["code_notation"],
            promulgation_date=day.isoformat(),
            series=turn.series_id,
            group=request.type_group,
            override_date=override_date,
        )
        write_number(connection, request, turn, numbered, write_row(store.id, complete_act(act, numbered), turn.head))
        return numbered


def refresh_index(store: Store, document_id: int) -> None:
    """Let search know the number and the state of a document that stays reserved."""
    with store.write() as connection:
        index_document(connection, get_document(connection, document_id, lock=True))


def _require_sane_day(day: date, actor: Actor, override: str) -> None:
    today = local_day(actor.now)
    if day - today > _FURTHEST_AHEAD and not override:
        raise RegisterError(
            f"ngày {show_day(day)} sau hôm nay ({show_day(today)}) hơn một năm",
            hint="kiểm tra ngày và đồng hồ máy; nếu đúng thì thêm --override-date LÝ_DO",
        )
