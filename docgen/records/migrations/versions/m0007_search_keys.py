"""Search: an index of keys without places, one for both databases (``search_keys``), in place of words with places.

The index is empty afterwards: ``upgrade`` fills it when all steps are done, by what docgen then knows of keys.
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

_SQLITE = [
    *(
        f"DROP TRIGGER {index}_{act}"
        for index in ("search_titles", "search_index")
        for act in ("insert", "delete", "update")
    ),
    "DROP TABLE search_titles",
    "DROP TABLE search_index",
    # Everything beyond ASCII is a letter to this tokenizer.
    """CREATE VIRTUAL TABLE search_index USING fts5(
        keys, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '^=+@'"
    )""",
    # By itself FTS5 joins its lists four at a time. Over 3,000 documents eight took a quarter of the time.
    "INSERT INTO search_index (search_index, rank) VALUES ('automerge', 8)",
    # At sixteen lists, the default, FTS5 joins them all at once, and one document waits until it is done: seconds where
    # one of them holds a hundred thousand records. Bit by bit a list of a million is joined before there are so many.
    "INSERT INTO search_index (search_index, rank) VALUES ('crisismerge', 1000)",
]
# Keys of more than 2 kB are kept out of the row: many rows on a page, and few pages for an answer. Analyzing, in the
# background, is what enters the keys that wait.
_POSTGRESQL = [
    "DROP TABLE search_index",
    """CREATE TABLE search_index (id bigint PRIMARY KEY, keys tsvector NOT NULL) WITH (
        toast_tuple_target = 128,
        autovacuum_analyze_scale_factor = 0,
        autovacuum_analyze_threshold = 100
    )""",
    "ALTER TABLE search_index ALTER keys SET STORAGE EXTERNAL",
    # Packing a text takes as long as indexing it, and it is read as often as it is asked for a phrase.
    "ALTER TABLE search_texts ALTER text_folded SET STORAGE EXTERNAL, ALTER text_exact SET STORAGE EXTERNAL",
    "CREATE INDEX ix_search_index_keys ON search_index USING gin (keys) WITH (gin_pending_list_limit = 8192)",
]


def upgrade() -> None:
    """Make the index anew, with nothing in it."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in _POSTGRESQL if is_postgresql else _SQLITE:
        op.execute(statement)
