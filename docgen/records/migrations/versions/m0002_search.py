"""Search: words of each record, and the index of each database.

SQLite has FTS5 over the words of ``search_texts`` itself, which triggers keep in step; PostgreSQL a table of tsvectors
beside it, with a GIN index, written with the words (``search_vectors``).
Words come ready made (``search_words``): neither database splits or folds them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORDS = ("title_folded", "title_exact", "fields_folded", "fields_exact", "text_folded", "text_exact")


# Titles have an index of their own: a word of every record that stands in few titles would have to be looked up in
# every record to find those few.
_SQLITE_INDEXES = {
    "search_titles": ("facets", "title_folded", "title_exact"),
    "search_index": ("facets", *_WORDS),
}


def _follow_in_sqlite(index: str, act: str) -> str:
    """Return what keeps an index in step with the rows; a change of columns that it does not hold costs it nothing."""
    names = _SQLITE_INDEXES[index]
    columns = ", ".join(names)
    old, new = (", ".join(f"{row}.{name}" for name in names) for row in ("old", "new"))
    remove = f"INSERT INTO {index} ({index}, rowid, {columns}) VALUES ('delete', old.id, {old}); "  # noqa: S608
    add = f"INSERT INTO {index} (rowid, {columns}) VALUES (new.id, {new}); "  # noqa: S608
    steps = {"INSERT": add, "DELETE": remove, "UPDATE": remove + add}[act]
    of = f" OF id, {columns}" if act == "UPDATE" else ""
    return f"CREATE TRIGGER {index}_{act.lower()} AFTER {act}{of} ON search_texts BEGIN {steps}END"


SQLITE_TRIGGERS = {
    f"{index}_{act.lower()}": _follow_in_sqlite(index, act)
    for index in _SQLITE_INDEXES
    for act in ("INSERT", "DELETE", "UPDATE")
}
_SQLITE = [
    *(
        # The words hold ASCII letters, digits and letters beyond ASCII, all of which this tokenizer keeps together.
        f"CREATE VIRTUAL TABLE {index} USING fts5({', '.join(names)}, content='search_texts', content_rowid='id',"
        " tokenize='ascii', columnsize=0)"
        for index, names in _SQLITE_INDEXES.items()
    ),
    *SQLITE_TRIGGERS.values(),
]

_POSTGRESQL = [
    """CREATE TABLE search_index (
        id bigint PRIMARY KEY REFERENCES search_texts ON UPDATE CASCADE ON DELETE CASCADE,
        facets tsvector NOT NULL,
        title_folded tsvector NOT NULL,
        title_exact tsvector NOT NULL,
        all_folded tsvector NOT NULL,
        all_exact tsvector NOT NULL
    )""",
    """CREATE INDEX ix_search_index_words ON search_index
    USING gin (facets, title_folded, title_exact, all_folded, all_exact) WITH (gin_pending_list_limit = 1024)""",
]


def upgrade() -> None:
    """Make the words of search anew, with their index; and what lists of dossiers and of urgent documents need."""
    op.add_column("dossiers", sa.Column("subheading", sa.String(length=500), server_default="", nullable=False))
    op.create_index(op.f("ix_incoming_documents_priority_id"), "incoming_documents", ["priority", "id"], unique=False)
    op.drop_table("search_texts")
    op.create_table(
        "search_texts",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", _KEY, nullable=False),
        *(sa.Column(name, sa.Text(), server_default="", nullable=False) for name in ("facets", *_WORDS)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_texts")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_search_texts_kind_subject_id")),
    )
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in _POSTGRESQL if is_postgresql else _SQLITE:
        op.execute(statement)
