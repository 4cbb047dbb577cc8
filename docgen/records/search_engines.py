"""Asking the index of each database: FTS5 of SQLite, text search of PostgreSQL. One question, one answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, text

from docgen.records.search_index import first_id, month_facet, split_id
from docgen.records.search_query import Term
from docgen.records.search_words import Words, pair_words


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
    find = _find_in_postgresql if connection.dialect.name == "postgresql" else _find_in_sqlite
    return find(connection, wanted, where, before, limit)


# SQLite walks the lists of FTS5 from the newest on and stops at the limit: common words are the quickest.
_TITLE: Final = {False: "{title_folded}", True: "{title_exact}"}
_ALL: Final = {
    False: "{title_folded fields_folded text_folded}",
    True: "{title_exact fields_exact text_exact}",
}


def _find_in_sqlite(connection: Connection, wanted: Wanted, where: Where, before: int, limit: int) -> list[Match]:
    index, columns = ("search_titles", _TITLE) if where is Where.TITLE else ("search_index", _ALL)
    asked = [f"{{facets}} : ({_any_of(group)})" for group in wanted.facets]
    asked += [f"{columns[term.is_exact]} : {_quote(term.words)}" for term in wanted.terms]
    values: dict[str, Any] = {"low": wanted.low, "before": before, "limit": limit}
    matches = ""
    if asked:
        values["question"] = " AND ".join(asked)
        matches = f"{index} MATCH :question AND"
    else:
        index = "search_texts"
    query = text(
        f"SELECT rowid AS id, title_folded, title_exact FROM {index}"  # noqa: S608
        f" WHERE {matches} rowid >= :low AND rowid < :before ORDER BY rowid DESC LIMIT :limit"
    )
    return [_match(row) for row in connection.execute(query, values)]


def _match(row: Any) -> Match:
    return Match(row.id, Words(row.title_folded, row.title_exact))


def _any_of(group: Sequence[Sequence[str]]) -> str:
    return " OR ".join(
        f"({' AND '.join(map(_quote, [*((pair,) for pair in pair_words(words)), words]))})" for words in group
    )


def _quote(words: Sequence[str]) -> str:
    return f'"{" ".join(words)}"'


# GIN gives no order: asked for a word of every second record it would fetch them all to find the newest. So it is asked
# by stretches of months, from the newest on, each several times as long, until there are enough.
_STRETCHES: Final = (1, 3, 12)


def _find_in_postgresql(connection: Connection, wanted: Wanted, where: Where, before: int, limit: int) -> list[Match]:
    newest = connection.execute(
        text("SELECT max(id) FROM search_texts WHERE id < :before AND id >= :low"),
        {"before": before, "low": wanted.low},
    ).scalar()
    found: list[Match] = []
    if newest is None:
        return found
    for low, months in _stretches(split_id(newest)[0]):
        question = _Question(max(low, wanted.low), before, limit - len(found))
        found += question.ask(connection, wanted, where, months)
        if len(found) == limit or low <= wanted.low:
            break
        before = low
    return found


def _stretches(day: date) -> Iterator[tuple[int, list[str]]]:
    """Yield the least id of each stretch and its months; the last stretch is all the rest."""
    month = day.replace(day=1)
    for length in _STRETCHES:
        months = []
        for _ in range(length):
            months.append(month_facet(month))
            first = month
            if month.toordinal() == 1:
                break
            month = (month - timedelta(days=1)).replace(day=1)
        yield first_id(first), months
    yield 0, []


@dataclass(frozen=True, slots=True)
class _Question:
    low: int
    before: int
    limit: int

    def ask(self, connection: Connection, wanted: Wanted, where: Where, months: Sequence[str]) -> list[Match]:
        """Return the newest matches of one stretch."""
        column = "title" if where is Where.TITLE else "all"
        index: list[tuple[str, str]] = []  # what the index answers by itself: words and pairs
        places: list[tuple[str, str]] = []  # phrases, for which each record must be looked at
        for group in wanted.facets:
            index.append(("facets", _any_of_words(group)))
            if any(len(words) > 1 for words in group):
                places.append(("facets", " | ".join(map(_phrase, group))))
        if months and (wanted.terms or wanted.facets):
            # A question of its own: together with the others the index would walk through all months.
            index.append(("facets", " | ".join(map(_lexeme, months))))
        for is_exact, form in ((False, "folded"), (True, "exact")):
            terms = [term.words for term in wanted.terms if term.is_exact is is_exact]
            if terms:
                index.append((f"{column}_{form}", " & ".join(_lexeme(word) for words in terms for word in words)))
            places += [(f"{column}_{form}", _phrase(words)) for words in terms if len(words) > 1]
        pairs = [_lexeme(pair) for term in wanted.terms for pair in pair_words(term.folded)]
        if pairs:
            index.append(("title_folded" if where is Where.TITLE else "pairs", " & ".join(pairs)))
        values: dict[str, Any] = {"low": self.low, "before": self.before, "limit": self.limit}
        return [_match(row) for row in connection.execute(text(_write_question(index, places, values)), values)]


def _write_question(index: _Asked, places: _Asked, values: dict[str, Any]) -> str:
    """Return the statement; what it asks for is added to ``values``."""
    # Not by the order of the ids, where a word that no record holds would be looked for in every one.
    key = "i.id + 0" if index else "i.id"
    found = (
        f"SELECT {key} AS id FROM search_index i"  # noqa: S608
        f" WHERE {_ask_for('i', index, values)} {key} >= :low AND {key} < :before ORDER BY {key} DESC"
    )
    if places:
        # The newest first, and no more of them than are wanted: a phrase takes as long as reading the record.
        found = (
            f"SELECT c.id FROM ({found} OFFSET 0) c JOIN search_index p ON p.id = c.id"  # noqa: S608
            f" WHERE {_ask_for('p', places, values)} true ORDER BY c.id DESC"
        )
    return (
        f"SELECT m.id, t.title_folded, t.title_exact FROM ({found} LIMIT :limit) m"  # noqa: S608
        " JOIN search_texts t ON t.id = m.id ORDER BY m.id DESC"
    )


_Asked = Sequence[tuple[str, str]]
"""Columns, and what is asked of each."""


def _ask_for(table: str, asked: _Asked, values: dict[str, Any]) -> str:
    """Return the conditions of a WHERE, each with AND behind it."""
    conditions = ""
    for column, question in asked:
        name = f"q{len(values)}"
        values[name] = question
        conditions += f"{table}.{column} @@ CAST(:{name} AS tsquery) AND "
    return conditions


def _any_of_words(group: Sequence[Sequence[str]]) -> str:
    return " | ".join(f"({' & '.join(map(_lexeme, [*words, *pair_words(words)]))})" for words in group)


def _phrase(words: Sequence[str]) -> str:
    return f"({' <-> '.join(_lexeme(word) for word in words)})"


def _lexeme(word: str) -> str:
    return f"'{word}'"
