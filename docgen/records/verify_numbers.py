"""Verifying the numbers: each series has exactly 1..n, each number one entry, each entry agrees with its document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import Connection, select

from docgen.records.chain import Problem, read_facts
from docgen.records.numbering import ARRIVALS, INCOMING
from docgen.records.record_kinds import label_document
from docgen.records.tables import documents, incoming_documents, number_series, organs, register_entries

_SHOWN = 10


def find_number_problems(connection: Connection, reserved: Mapping[str, tuple[str, str]]) -> tuple[int, list[Problem]]:
    """Return how many numbers there are, and everything that is wrong with them.

    ``reserved``: what the acts say of the documents that got a number (``chain.Trail``).
    """
    series = {row["id"]: dict(row) for row in connection.execute(_SERIES).mappings()}
    problems: list[Problem] = []
    count = 0
    seen: set[int] = set()
    entries = connection.execution_options(stream_results=True).execute(_ENTRIES)
    for series_id, group in groupby(entries, key=lambda row: row.series_id):
        rows = list(group)
        count += len(rows)
        seen.add(series_id)
        problems += _check_series(series.get(series_id), series_id, rows)
    for series_id in series.keys() - seen:
        problems += _check_series(series[series_id], series_id, [])
    problems += _compare_outgoing(connection)
    problems += _compare_acts(connection, reserved, series)
    problems += _compare_incoming(connection)
    return count, problems


_SERIES = select(number_series, organs.c.name.label("organ_name")).join(organs)
_ENTRIES = select(
    *(register_entries.c[name] for name in ("series_id", "number", "organ_id", "register", "year", "entry_date"))
).order_by(register_entries.c.series_id, register_entries.c.number)


def _check_series(series: dict[str, Any] | None, series_id: int, entries: Sequence[Any]) -> Iterator[Problem]:
    if series is None:
        yield Problem("number", f"dãy số {series_id}", "dãy số bị xóa, các số vẫn còn")
        return
    where = f"dãy số {series['type_group']} năm {series['year']} của {series['organ_name']}"
    numbers = [entry.number for entry in entries]
    yield from _check_counting(series, numbers, where)
    of_series = (series["organ_id"], series["register"], series["year"])
    for entry in entries:
        if (entry.organ_id, entry.register, entry.year) != of_series or entry.year != entry.entry_date.year:
            yield Problem("number", where, f"số {entry.number:02d} ghi cơ quan, sổ hoặc năm khác với dãy số")
    latest = max((entry.entry_date for entry in entries), default=None)
    if latest != series["last_date"]:
        yield Problem("number", where, f"ngày của số cuối là {series['last_date']}, sổ đăng ký ghi {latest}")


def _check_counting(series: dict[str, Any], numbers: Sequence[int], where: str) -> Iterator[Problem]:
    """Yield what is missing of 1..n, and what is there twice."""
    gaps = [
        (before + 1, after - 1) for before, after in pairwise([0, *numbers, series["last"] + 1]) if after > before + 1
    ]
    if gaps:
        yield Problem("number", where, f"thiếu số {_name_ranges(gaps)}")
    twice = sorted({number for number, other in pairwise(numbers) if number == other})
    if twice:
        yield Problem("number", where, f"trùng số {_name_ranges([(number, number) for number in twice])}")
    if numbers and numbers[-1] > series["last"]:
        yield Problem("number", where, f"có số {numbers[-1]} sau số cuối đã cấp ({series['last']})")


def _name_ranges(ranges: list[tuple[int, int]]) -> str:
    named = [f"{first:02d}" if first == last else f"{first:02d}–{last:02d}" for first, last in ranges[:_SHOWN]]
    return ", ".join(named) + (" …" if len(ranges) > _SHOWN else "")


def _compare_outgoing(connection: Connection) -> Iterator[Problem]:
    """Yield documents whose entry says something else, or that have a number without an entry, or the reverse."""
    entry = register_entries.c
    query = (
        select(
            documents,
            entry.number.label("entry_number"),
            entry.notation.label("entry_notation"),
            entry.entry_date.label("entry_day"),
            entry.organ_id.label("entry_organ"),
        )
        .outerjoin(register_entries, entry.document_id == documents.c.id)
        .where((documents.c.code_number.is_not(None)) | (entry.number.is_not(None)))
    )
    for row in connection.execution_options(stream_results=True).execute(query).mappings():
        label = label_document(dict(row))
        if row["entry_number"] is None:
            yield Problem("number", label, "số của văn bản không có trong sổ đăng ký")
        elif (row["entry_number"], row["entry_notation"], row["entry_day"], row["entry_organ"]) != (
            row["code_number"],
            row["code_notation"],
            row["promulgation_date"],
            row["organ_id"],
        ):
            entered = f"{row['entry_number']:02d}/{row['entry_notation']} ngày {row['entry_day'].isoformat()}"
            yield Problem("number", label, f"sổ đăng ký ghi khác: {entered}")


def _compare_acts(
    connection: Connection, reserved: Mapping[str, tuple[str, str]], series: Mapping[int, Mapping[str, Any]]
) -> Iterator[Problem]:
    """Hold the entries against the acts that gave the numbers. Which types a series counts, docgen 0.2 did not say."""
    groups: dict[int, str] = {}
    query = select(*(register_entries.c[name] for name in ("document_id", "series_id", "number", "created_at")))
    query = query.where(register_entries.c.document_id.is_not(None))
    for row in connection.execution_options(stream_results=True).execute(query):
        at, text = reserved.get(str(row.document_id), ("", ""))
        facts = read_facts(text)
        if "group" in facts:
            groups[row.series_id] = facts["group"]
        if facts and (at, facts.get("series")) != (row.created_at, row.series_id):
            where = f"văn bản {row.document_id}, số {row.number:02d}"
            yield Problem("number", where, f"sổ đăng ký ghi lúc hoặc dãy số khác với nhật ký: {row.created_at}")
    for key, kept in series.items():
        group = ARRIVALS if kept["register"] == INCOMING else groups.get(key)
        if group and kept["type_group"] != group:
            where = f"dãy số {kept['type_group']} năm {kept['year']} của {kept['organ_name']}"
            yield Problem("number", where, f"nhóm loại văn bản bị đổi, nhật ký ghi “{group}”")


def _compare_incoming(connection: Connection) -> Iterator[Problem]:
    entry = register_entries.c
    query = (
        select(
            incoming_documents.c.id,
            incoming_documents.c.arrival_number,
            incoming_documents.c.arrival_date,
            incoming_documents.c.created_at,
            entry.number,
            entry.entry_date,
            entry.created_at.label("entered_at"),
            entry.notation,
        )
        .outerjoin(register_entries, entry.incoming_id == incoming_documents.c.id)
        .where((incoming_documents.c.arrival_number.is_not(None)) | (entry.number.is_not(None)))
    )
    for row in connection.execution_options(stream_results=True).execute(query):
        if row.number is None:
            yield Problem("number", f"văn bản đến {row.id}", "số đến không có trong sổ đăng ký")
        elif (row.number, row.notation, row.entry_date) != (row.arrival_number, "", row.arrival_date):
            entered = f"{row.number}{row.notation} ngày {row.entry_date.isoformat()}"
            yield Problem("number", f"văn bản đến {row.id}", f"sổ đăng ký ghi khác: số đến {entered}")
        elif row.entered_at != row.created_at:
            yield Problem("number", f"văn bản đến {row.id}", f"sổ đăng ký ghi lúc khác: {row.entered_at}")
