"""Search: words of each record, and the index of each database, which triggers keep in step.

SQLite has FTS5 over the words of ``search_texts`` itself; PostgreSQL a table of tsvectors beside it, with a GIN index.
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
        " tokenize='ascii')"
        for index, names in _SQLITE_INDEXES.items()
    ),
    *SQLITE_TRIGGERS.values(),
]

_POSTGRESQL = [
    # A word of a phrase stands where it stands in the text; PostgreSQL counts places up to 16,383.
    """CREATE FUNCTION search_vector(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT coalesce(string_agg(word || ':' || place, ' '), '')::tsvector
       FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS split (word, place) WHERE word <> '' $$""",
    """CREATE TABLE search_index (
        id bigint PRIMARY KEY,
        facets tsvector NOT NULL,
        title_folded tsvector NOT NULL,
        title_exact tsvector NOT NULL,
        all_folded tsvector NOT NULL,
        all_exact tsvector NOT NULL
    )""",
    """CREATE INDEX ix_search_index_words ON search_index
    USING gin (facets, title_folded, title_exact, all_folded, all_exact) WITH (gin_pending_list_limit = 1024)""",
    """CREATE VIEW search_vectors AS
    SELECT id, search_vector(facets) AS facets,
        search_vector(title_folded) AS title_folded, search_vector(title_exact) AS title_exact,
        search_vector(concat_ws(' · ', title_folded, fields_folded, text_folded)) AS all_folded,
        search_vector(concat_ws(' · ', title_exact, fields_exact, text_exact)) AS all_exact
    FROM search_texts""",
    """CREATE FUNCTION search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            TRUNCATE search_index;
            RETURN NULL;
        END IF;
        IF TG_OP <> 'INSERT' THEN DELETE FROM search_index WHERE id = OLD.id; END IF;
        IF TG_OP <> 'DELETE' THEN INSERT INTO search_index SELECT * FROM search_vectors WHERE id = NEW.id; END IF;
        RETURN NULL;
    END $$""",
    """CREATE TRIGGER search_follow AFTER INSERT OR UPDATE OR DELETE ON search_texts
    FOR EACH ROW EXECUTE FUNCTION search_follow()""",
    """CREATE TRIGGER search_empty AFTER TRUNCATE ON search_texts
    FOR EACH STATEMENT EXECUTE FUNCTION search_follow()""",
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
