"""The index of PostgreSQL: the words of each record as tsvectors, written with the record.

They are made here and not by the database: a function of SQL takes three times as long to find the places of words as
the whole of entering a document.

The index itself knows no places: for a phrase it finds the records that hold its words, and each must be looked at. So
words that stand side by side are in it as pairs too, without diacritics: those of the title with its words, all of them
in a vector of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, text

from docgen.records.search_words import BOUNDARY, pair_words

_NAMES: Final = ("facets", "title_folded", "title_exact", "all_folded", "all_exact", "pairs")
_SOURCES: Final = ("title", "fields", "text")

_WRITE: Final = text(
    f"INSERT INTO search_index (id, {', '.join(_NAMES)})"  # noqa: S608
    f" VALUES (:id, {', '.join(f'CAST(:{name} AS tsvector)' for name in _NAMES)})"
    f" ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _NAMES)}"
)
_WRITE_FACETS: Final = text("UPDATE search_index SET facets = CAST(:facets AS tsvector) WHERE id = :id")
_CREATE: Final = (
    "CREATE INDEX ix_search_index_words ON search_index"
    f" USING gin ({', '.join(_NAMES)}) WITH (gin_pending_list_limit = 1024)"
)
_READ: Final = (
    "SELECT id, facets, title_folded, title_exact, fields_folded, fields_exact, text_folded, text_exact"
    " FROM search_texts ORDER BY id"
)
_BATCH: Final = 1_000


def write_vectors(connection: Connection, words: Mapping[str, Any]) -> None:
    """Index a row of ``tables.search_texts``."""
    connection.execute(_WRITE, {"id": words["id"]} | make_vectors(words))


def write_facets(connection: Connection, key: int, facets: str) -> None:
    """Index the facets of a record anew, of which nothing else has changed."""
    connection.execute(_WRITE_FACETS, {"id": key, "facets": make_vector(facets)})


def rebuild_vectors(connection: Connection) -> None:
    """Index all rows of ``tables.search_texts`` anew: the vectors by COPY, and the index over them at once."""
    connection.execute(text("DROP INDEX IF EXISTS ix_search_index_words"))
    connection.execute(text("TRUNCATE search_index"))
    rows = connection.execute(text(_READ), execution_options={"yield_per": _BATCH}).mappings()
    cursor: Any = connection.connection.cursor()
    for batch in rows.partitions():
        with cursor.copy(f"COPY search_index (id, {', '.join(_NAMES)}) FROM STDIN") as copy:
            for row in batch:
                copy.write_row((row["id"], *make_vectors(row).values()))
    create_index(connection)


def create_index(connection: Connection) -> None:
    """Build the index over all vectors at once."""
    connection.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))
    connection.execute(text(_CREATE))
    connection.execute(text("ANALYZE search_index"))


def make_vector(words: str) -> str:
    """Return a tsvector as text, each word at the place where it stands, from 1.

    PostgreSQL counts places up to 16,383 and keeps 255 of a word.
    """
    places: dict[str, list[str]] = {}
    for place, word in enumerate(words.split(" "), 1):
        if word in places:
            places[word].append(str(place))
        else:
            places[word] = [str(place)]
    places.pop("", None)
    return " ".join([f"{word}:{','.join(found)}" for word, found in places.items()])


def make_vectors(words: Mapping[Any, Any]) -> dict[str, str]:
    """Return the tsvectors of a row of ``tables.search_texts``, by their columns."""
    vectors = {name: make_vector(words[name]) for name in _NAMES[:3]}
    vectors["title_folded"] += " " + _list_pairs(words["title_folded"])
    for form in ("folded", "exact"):
        vectors[f"all_{form}"] = make_vector(_join_sources(words, form))
    vectors["pairs"] = _list_pairs(_join_sources(words, "folded"))
    return vectors


def _join_sources(words: Mapping[Any, Any], form: str) -> str:
    return BOUNDARY.join(words[f"{source}_{form}"] for source in _SOURCES)


def _list_pairs(words: str) -> str:
    return " ".join(dict.fromkeys(pair_words(words.split())))
