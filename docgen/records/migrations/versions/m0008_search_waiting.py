"""Search: records wait for the index and are entered many at a time; PostgreSQL keeps keys as numbers.

PostgreSQL's index is empty afterwards: ``upgrade`` fills it when all steps are done. SQLite's keeps what it has.
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"

_SQLITE = [
    # ``known``, as JSON: what the index was told of a record and is so no longer; NULL: it was told nothing.
    "CREATE TABLE search_waiting (id INTEGER PRIMARY KEY, size INTEGER NOT NULL, known TEXT)",
    # Joining lists is most of the work. Entered by the hundred, they may stand sixteen beside one another.
    "INSERT INTO search_index (search_index, rank) VALUES ('automerge', 16)",
    # All that is entered at a time becomes one list: a megabyte, the default, would make it two or three.
    "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 8388608)",
]
_POSTGRESQL = [
    """CREATE TABLE search_waiting (id bigint PRIMARY KEY, size integer NOT NULL) WITH (
        autovacuum_vacuum_scale_factor = 0,
        autovacuum_vacuum_threshold = 1000
    )""",
    "DROP TABLE search_index",
    # Keys are kept out of the row: many rows on a page, and few pages for an answer.
    "CREATE TABLE search_index (id bigint PRIMARY KEY, keys bigint[] NOT NULL) WITH (toast_tuple_target = 128)",
    # Nothing is chosen by how often a key comes, and counting that takes long.
    "ALTER TABLE search_index ALTER keys SET STORAGE EXTERNAL, ALTER keys SET STATISTICS 0",
    "CREATE INDEX ix_search_index_keys ON search_index USING gin (keys) WITH (gin_pending_list_limit = 4096)",
]


def upgrade() -> None:
    """Make the list of what waits; on PostgreSQL the index anew, with nothing in it."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in _POSTGRESQL if is_postgresql else _SQLITE:
        op.execute(statement)
