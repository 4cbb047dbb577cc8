"""Asking the index of each database: FTS5 of SQLite, GIN of PostgreSQL. One question, one answer.

The index says which records have all keys (``search_keys``); what keys leave open is looked up in the words of those
records, from the newest on and no further than needed. Of the few records that wait for the index (``search_waiting``)
everything is looked up in their words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, text

from docgen.records.search_ids import first_id, read_day
from docgen.records.search_keys import (
    ANYWHERE,
    TITLE,
    facet_keys,
    guess_breadth,
    is_proven,
    number_word,
    number_year,
    span_keys,
    term_keys,
)
from docgen.records.search_query import Term
from docgen.records.search_words import Words


class Where(StrEnum):
    """Where the words must stand: all in the title, or anywhere."""

    TITLE = "t"
    ANYWHERE = "a"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a record must hold: all terms, and one of the phrases of each group of ``facets``. ``low`` ≤ id."""

    terms: tuple[Term, ...]
    facets: tuple[tuple[tuple[str, ...], ...], ...]
    low: int


@dataclass(frozen=True, slots=True)
class Match:
    """A record of the index, and the words of its title."""

    id: int
    title: Words


def find_newest(connection: Connection, wanted: Wanted, where: Where, before: int, limit: int) -> list[Match]:
    """Return the newest records that match, with ids below ``before``, newest first."""
    oldest, newest, waits = connection.execute(_ENDS, {"low": wanted.low, "before": before}).one()
    if newest is None:
        return []
    question = _Question(wanted, where)
    if not question.keys:
        return question.ask_nothing(connection, oldest, newest, limit)
    waiting = question.ask_waiting(connection, oldest, newest, limit) if waits else []
    if connection.dialect.name == "postgresql":
        entered = _ask_by_stretches(connection, question, (oldest, newest), limit)
    else:
        entered = question.ask_fts5(connection, oldest, newest, limit)
    return sorted(waiting + entered, key=lambda match: -match.id)[:limit]


# GIN gives no order: asked for a word of every second record it would fetch them all to find the newest. So it is asked
# for the newest month first; how many it finds there says how many months the rest will take.
_FIRST_MONTHS: Final = 1
_MOST_MONTHS: Final = 36
# More years than these without a record are leapt over: they are there only because somebody mistyped one.
_MOST_YEARS: Final = 100


def _ask_by_stretches(connection: Connection, question: _Question, ends: tuple[int, int], limit: int) -> list[Match]:
    oldest, newest = ends
    months = _FIRST_MONTHS
    found: list[Match] = []
    while True:
        farthest = max(read_day(newest).year - _MOST_YEARS, 1)
        start = _first_day(read_day(newest), months) if months <= _MOST_MONTHS else date(farthest, 1, 1)
        low = max(first_id(start), oldest)
        some = question.ask_gin(connection, low, newest, limit - len(found))
        found += some
        if len(found) == limit or low == oldest:
            return found
        is_far = months > _MOST_MONTHS
        # Twice as many months as it seems to take. None at all: whatever there is is rare, and quickly found.
        months = -(-2 * (limit - len(found)) * months // len(some)) if some else _MOST_MONTHS + 1
        newest = low - 1
        if is_far and not some:
            newest = connection.execute(_ENDS, {"low": oldest, "before": low}).one().newest or oldest


def _first_day(day: date, months: int) -> date:
    """Return the first day of the month with which ``months`` begin that end with the month of ``day``."""
    month = max(12 * day.year + day.month - months, 12)
    return date(month // 12, month % 12 + 1, 1)


class _Question:
    """What is asked of the index, and what then of the words of a record."""

    def __init__(self, wanted: Wanted, where: Where) -> None:
        mark = TITLE if where is Where.TITLE else ANYWHERE
        terms = dict.fromkeys(key for term in wanted.terms for key in term_keys(term, mark))
        self.keys: list[tuple[str, ...]] = [(key,) for key in terms]  # of each, a record has one
        for group in wanted.facets:
            self.keys += [(key,) for key in facet_keys(group[0])] if len(group) == 1 else [_join_facets(group)]
        self.keys.sort(key=lambda either: guess_breadth(either[0]))
        self._phrases = list(_list_phrases(wanted, where))

    def ask_nothing(self, connection: Connection, low: int, high: int, limit: int) -> list[Match]:
        """Return the newest records with ``low`` ≤ id ≤ ``high``."""
        return self._read(connection, _ALL, {"low": low, "high": high, "limit": limit})

    def ask_waiting(self, connection: Connection, low: int, high: int, limit: int) -> list[Match]:
        """Return the newest matches with ``low`` ≤ id ≤ ``high`` of those that wait for the index."""
        return self._read(connection, _WAITING, {"low": low, "high": high, "limit": limit}, is_proven=False)

    def ask_fts5(self, connection: Connection, low: int, high: int, limit: int) -> list[Match]:
        """Return the newest matches with ``low`` ≤ id ≤ ``high``."""
        groups = [" OR ".join(f'"{key}"' for key in either) for either in self._list_keys(low, high)]
        values = {"keys": " AND ".join(f"({group})" for group in groups), "low": low, "high": high, "limit": limit}
        return self._read(connection, _FTS5, values)

    def ask_gin(self, connection: Connection, low: int, high: int, limit: int) -> list[Match]:
        """Return the newest matches with ``low`` ≤ id ≤ ``high``.

        Year by year, from the newest on: asked for the keys of many years at once, GIN would look at all of them for
        each record. Each key is a condition of its own, and GIN leaps from one to the other, beginning with the first;
        of one question with many keys it would work out the answer for every record that the rarest of them has.
        """
        years = range(read_day(high).year, read_day(low).year - 1, -1)
        # A year's number comes again after 256 years, and somebody will mistype a date by more.
        bounds = [high + 1, *(first_id(date(year, 1, 1)) for year in years[:-1]), low]
        values: dict[str, Any] = {"years": [number_year(year) for year in years], "bounds": bounds}
        conditions = ""
        for place, either in enumerate(self._list_keys(low, high)):
            numbers = {f"key{place}x{number}": number_word(key) for number, key in enumerate(either)}
            values |= numbers
            conditions += f"keys && ARRAY[{', '.join(f'y.year + :{name}' for name in numbers)}] AND "
        return self._read(connection, _GIN, values | {"limit": limit}, conditions)

    def _list_keys(self, low: int, high: int) -> list[tuple[str, ...]]:
        """Return what to ask for, the days between two ids before all else."""
        days = span_keys(read_day(low), read_day(high))
        return [tuple(days), *self.keys] if days else self.keys

    def _read(
        self, connection: Connection, statement: str, values: dict[str, Any], keys: str = "", *, is_proven: bool = True
    ) -> list[Match]:
        phrases = [said for said, is_known in self._phrases if not (is_known and is_proven)]
        # The names are ours; what was typed is among the values.
        ready = statement.format(keys=keys, phrases=_write_phrases(connection.dialect.name, phrases, values))
        rows = connection.execute(text(ready), values).all()
        return [Match(key, Words(folded, exact)) for key, folded, exact in rows]


_Phrase = tuple[Sequence[str], Sequence[Sequence[str]]]
"""Columns, and phrases of which one must stand in one of them."""


def _join_facets(group: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the keys of facets of one word each, of which a record must have one."""
    return tuple(key for (word,) in group for key in facet_keys((word,)))


def _list_phrases(wanted: Wanted, where: Where) -> Iterator[tuple[_Phrase, bool]]:
    """Yield what a record must hold, each with whether its keys prove it."""
    for group in wanted.facets:
        yield (["facets"], group), all(len(words) <= 2 for words in group)
    parts = ("title",) if where is Where.TITLE else ("title", "fields", "text")
    for term in wanted.terms:
        yield ([f"{part}_{'exact' if term.is_exact else 'folded'}" for part in parts], [term.words]), is_proven(term)


def _write_phrases(dialect: str, phrases: Sequence[_Phrase], values: dict[str, Any]) -> str:
    """Return the conditions on a record's words, each behind an AND; what they ask for is added to ``values``."""
    find = "strpos" if dialect == "postgresql" else "instr"
    written = ""
    for place, (columns, either) in enumerate(phrases):
        some = []
        for number, phrase in enumerate(either):
            name = f"phrase{place}x{number}"
            values[name] = f" {' '.join(phrase)} "
            some += [f"{find}(' ' || t.{column} || ' ', :{name}) > 0" for column in columns]
        written += f" AND ({' OR '.join(some)})"
    return written


# Of min and max in one SELECT, SQLite would look at every row.
_ENDS: Final = text(
    "SELECT (SELECT min(id) FROM search_texts WHERE id >= :low AND id < :before) AS oldest,"
    " (SELECT max(id) FROM search_texts WHERE id >= :low AND id < :before) AS newest,"
    " EXISTS (SELECT 1 FROM search_waiting) AS waits"
)
# SQLite walks the lists of FTS5 from the newest on (the rows have their ids below zero) and stops at the limit.
_FTS5: Final = """
    SELECT t.id, t.title_folded, t.title_exact
    FROM search_index i CROSS JOIN search_texts t ON t.id = -i.rowid
    WHERE i.search_index MATCH :keys AND i.rowid <= -:low AND i.rowid >= -:high
        AND i.rowid NOT IN (SELECT -id FROM search_waiting){phrases}
    ORDER BY i.rowid LIMIT :limit"""
# Year by year, from the newest on, until there are enough: whatever way the planner takes, no year comes before a newer
# one. The ids are hidden from it: by their order a word that no record holds would be looked for in every one.
# OFFSET 0 keeps it from mixing the parts: who has the keys, then, the newest first, a look at their words.
_GIN: Final = """
    WITH RECURSIVE years(place, count, ids) AS (
        SELECT 0, 0, CAST(ARRAY[] AS bigint[])
        UNION ALL
        SELECT place + 1, count + cardinality(found.ids), found.ids
        FROM (
            SELECT *, (CAST(:years AS bigint[]))[place + 1] AS year,
                (CAST(:bounds AS bigint[]))[place + 1] AS before, (CAST(:bounds AS bigint[]))[place + 2] AS first
            FROM years
        ) y, LATERAL (SELECT ARRAY(
            SELECT i.id FROM (
                SELECT id + 0 AS id FROM search_index
                WHERE {keys}id + 0 >= first AND id + 0 < before AND id NOT IN (SELECT w.id FROM search_waiting w)
                ORDER BY id + 0 DESC OFFSET 0
            ) i, LATERAL (SELECT FROM search_texts t WHERE t.id = i.id{phrases} OFFSET 0) t
            ORDER BY i.id DESC LIMIT :limit
        ) AS ids OFFSET 0) found
        WHERE year IS NOT NULL AND count < :limit
    )
    SELECT t.id, t.title_folded, t.title_exact
    FROM years, unnest(ids) i(id), search_texts t WHERE t.id = i.id ORDER BY t.id DESC LIMIT :limit"""
_ALL: Final = """
    SELECT t.id, t.title_folded, t.title_exact FROM search_texts t
    WHERE t.id >= :low AND t.id <= :high{phrases} ORDER BY t.id DESC LIMIT :limit"""
# SQLite keeps to this order of a CROSS JOIN; PostgreSQL knows how few wait.
_WAITING: Final = """
    SELECT t.id, t.title_folded, t.title_exact
    FROM search_waiting w CROSS JOIN search_texts t
    WHERE t.id = w.id AND w.id >= :low AND w.id <= :high{phrases} ORDER BY w.id DESC LIMIT :limit"""
