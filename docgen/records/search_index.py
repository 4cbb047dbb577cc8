"""What search knows of a record, written in the transaction of the act that changes it.

Call ``index_document`` (``index_incoming``, ``index_dossier``) with the record's row as it is after the act; when files
were added, with their text, read before the transaction (``file_text``). What has not changed is not written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from docgen.records.direct import Asked, Row, ask, ask_all
from docgen.records.moments import local_day
from docgen.records.search_ids import DOCUMENT as DOCUMENT
from docgen.records.search_ids import DOSSIER as DOSSIER
from docgen.records.search_ids import INCOMING as INCOMING
from docgen.records.search_ids import make_id
from docgen.records.search_waiting import COUNT_WAITING, WAITING, ask_to_leave, ask_to_wait, is_long
from docgen.records.search_words import Words, fold_name, join_fields, read_words
from docgen.records.tables import organs, search_texts
from docgen.vietnamese.dates import format_short_date


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as search shall know it. ``title`` is what ranks first: its number, and its type and subject."""

    kind: str
    subject_id: int
    day: date
    state: str
    type_name: str
    organ_name: str
    title: tuple[str, str]
    fields: tuple[str, ...]


def index_document(
    connection: Connection, row: Mapping[str, Any], files_text: Words | None = None, *, new_of: str | None = None
) -> None:
    """Index an outgoing document by its row; None leaves the text of its files as it is.

    ``new_of`` is the organ's name for one that was only just entered: nothing needs to be looked up then.
    """
    number, notation = row["code_number"], row["code_notation"]
    lists = [text for name in ("competence", "addressees", "recipients") for text in json.loads(row[name] or "[]")]
    plain = [row[name] for name in ("position", "full_name", "drafting_unit", "place", "description", "note")]
    organ, old = (new_of, None) if new_of else _look_up(connection, DOCUMENT, row, files_text is not None)
    entry = Entry(
        DOCUMENT,
        row["id"],
        row["promulgation_date"] or _day_of(row["created_at"]),
        row["state"],
        row["type_name"],
        organ,
        (f"{number or ''}/{notation}", f"{row['type_name']} {row['subject']}"),
        (*plain, *lists, row["document_code"], _show(row["promulgation_date"]), _show(row["due_date"])),
    )
    _write(connection, entry, old, files_text)


def index_incoming(connection: Connection, row: Mapping[str, Any], files_text: Words | None = None) -> None:
    """Index an incoming document by its row, as ``index_document`` does. Its day is the day of its arrival."""
    names = ("position", "full_name", "to_places", "assigned_to", "progress", "answer_code", "description", "note")
    days = ("promulgation_date", "arrival_date", "due_date")
    entry = Entry(
        INCOMING,
        row["id"],
        row["arrival_date"] or _day_of(row["created_at"]),
        row["state"],
        row["type_name"],
        row["organ_name"],
        (f"{row['code_number']}/{row['code_notation']}", f"{row['type_name']} {row['subject']}"),
        (
            *(row[name] for name in names),
            row["document_code"],
            row["trace_headers"],
            f"số đến {row['arrival_number'] or ''}",
            *(_show(row[name]) for name in days),
        ),
    )
    write_entry(connection, entry, files_text)


def index_dossier(connection: Connection, row: Mapping[str, Any]) -> None:
    """Index a dossier by its row. Its day is its start."""
    organ, old = _look_up(connection, DOSSIER, row, has_text=False)
    names = ("heading", "subheading", "maintenance", "rights", "creator", "description", "note", "hold_reason")
    entry = Entry(
        DOSSIER,
        row["id"],
        row["start_date"] or _day_of(row["created_at"]),
        row["state"],
        "hồ sơ",
        organ,
        (row["file_notation"], row["title"]),
        (*(row[name] for name in names), str(row["file_catalog"]), _show(row["start_date"]), _show(row["end_date"])),
    )
    _write(connection, entry, old, None)


def write_entry(connection: Connection, entry: Entry, files_text: Words | None = None) -> None:
    """Enter a record in the index, or what has changed of it; None leaves the text of its files as it is."""
    asked = {"of_kind": entry.kind, "of_subject": entry.subject_id}
    found = ask(connection, _FIND[connection.dialect.name, files_text is not None], asked)
    _write(connection, entry, found[0] if found else None, files_text)


def _look_up(connection: Connection, kind: str, row: Mapping[str, Any], has_text: bool) -> tuple[str, Row | None]:
    """Return the name of the organ of a record, and what search knows of the record."""
    asked = {"of_kind": kind, "of_subject": row["id"]}
    find = _FIND[connection.dialect.name, has_text]
    names, found = ask_all(connection, ask_for_organ(row["organ_id"]), (find, asked))
    return names[0]["name"], found[0] if found else None


def ask_for_organ(organ_id: int) -> Asked:
    """Return the question for the name of an organ."""
    return _ORGAN_NAME, {"organ_id": organ_id}


def _write(connection: Connection, entry: Entry, old: Row | None, files_text: Words | None) -> None:
    new = describe_entry(entry)
    if files_text is not None or old is None:
        new |= {"text_folded": files_text.folded, "text_exact": files_text.exact} if files_text else _NO_TEXT
    if old is None:
        write: Asked = (_ENTER, new)
    elif all(old[name] == new[name] for name in _NAMES if name in new):
        return
    else:
        changes = {f"new_{name}": new[name] for name in _NAMES if name in new}
        write = (_CHANGE[files_text is not None], changes | {"of_id": old["id"]})
    letters = len(new["title_folded"]) + len(new["fields_folded"])
    letters += len(new["text_folded"]) if "text_folded" in new else old["letters"] if old else 0
    wait = ask_to_wait(connection.dialect.name, old, new, letters)
    *_, [waiting] = ask_all(connection, write, *wait, (COUNT_WAITING, {}))
    if is_long(waiting):
        connection.info[IS_LONG] = True


# What is kept with a connection once the list of what waits is long: ``Store.write`` enters it in the index.
IS_LONG: Final = "docgen_waiting_is_long"
_NO_TEXT: Final = {"text_folded": "", "text_exact": ""}
_NAMES: Final = ("id", "facets", "title_folded", "title_exact", "fields_folded", "fields_exact", *_NO_TEXT)


def _make_find(dialect: str, has_text: bool) -> Select[Any]:
    """Return the query for what search knows of a record; the text of its files, which may be long, when it changes."""
    columns: list[Any] = [search_texts.c[name] for name in _NAMES if has_text or name not in _NO_TEXT]
    columns += [func.length(search_texts.c.text_folded).label("letters"), WAITING.c.id.label("waits")]
    if dialect == "sqlite":
        columns.append(WAITING.c.known)
    return (
        select(*columns)
        .outerjoin(WAITING, WAITING.c.id == search_texts.c.id)
        .where(search_texts.c.kind == bindparam("of_kind"), search_texts.c.subject_id == bindparam("of_subject"))
    )


# Built once: this runs in the transaction of every act.
_FIND: Final = {
    (dialect, has_text): _make_find(dialect, has_text)
    for dialect in ("sqlite", "postgresql")
    for has_text in (True, False)
}
_ENTER: Final = insert(search_texts).values({column.name: bindparam(column.name) for column in search_texts.c})
_CHANGE: Final = {
    has_text: update(search_texts)
    .where(search_texts.c.id == bindparam("of_id"))
    .values({name: bindparam(f"new_{name}") for name in _NAMES if has_text or name not in _NO_TEXT})
    for has_text in (True, False)
}
_REMOVE: Final = delete(search_texts).where(search_texts.c.id == bindparam("of_id"))
_ORGAN_NAME: Final = select(organs.c.name).where(organs.c.id == bindparam("organ_id"))


def describe_entry(entry: Entry) -> dict[str, Any]:
    """Return the row of ``tables.search_texts`` for a record, without the text of its files."""
    title = join_fields(entry.title)
    fields = join_fields((entry.organ_name, *entry.fields))
    return {
        "id": make_id(entry.day, entry.kind, entry.subject_id),
        "kind": entry.kind,
        "subject_id": entry.subject_id,
        "facets": " ".join(_list_facets(entry)),
        "title_folded": title.folded,
        "title_exact": title.exact,
        "fields_folded": fields.folded,
        "fields_exact": fields.exact,
    }


def remove_entry(connection: Connection, kind: str, subject_id: int) -> None:
    """Take a record out of search, with all that was read of it."""
    dialect = connection.dialect.name
    for old in ask(connection, _FIND[dialect, True], {"of_kind": kind, "of_subject": subject_id}):
        ask_all(connection, (_REMOVE, {"of_id": old["id"]}), *ask_to_leave(dialect, old))


def facet(name: str, value: str) -> str:
    """Return the word that says a property of a record: ``facet("state", "issued")`` is ``sissued``."""
    return _FACETS[name] + fold_name(value)


def organ_facets(name: str) -> list[str]:
    """Return the words of an organ's name as they stand, side by side, among the facets."""
    return [f"o{word}" for word in read_words(name).folded.split()]


# One letter each, so that none is taken for another.
_FACETS: Final = {"kind": "k", "state": "s", "type": "t"}


def _list_facets(entry: Entry) -> Iterable[str]:
    yield facet("kind", entry.kind)
    yield facet("state", entry.state)
    yield facet("type", entry.type_name)
    yield f"m{entry.day.year:04d}{entry.day.month:02d}"  # %Y writes the year 202 with three digits
    yield from organ_facets(entry.organ_name)


def _day_of(moment: str) -> date:
    return local_day(datetime.fromisoformat(moment))


def _show(day: date | None) -> str:
    return format_short_date(day) if day else ""
