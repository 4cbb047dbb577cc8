"""Search: words that stand side by side as pairs, in the facets of each record and in the index of PostgreSQL.

A phrase of common words was looked for in every record that holds them.
"""

from __future__ import annotations

from itertools import pairwise

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_BATCH = 5_000
_JOINT = "\u00a6"


def upgrade() -> None:
    """Add the pairs; PostgreSQL's index is made anew."""
    connection = op.get_bind()
    pair_facets(connection)
    if connection.dialect.name != "postgresql":
        return
    op.execute("ALTER TABLE search_index ADD COLUMN pairs tsvector NOT NULL DEFAULT ''")
    op.execute("ALTER TABLE search_index ALTER COLUMN pairs DROP DEFAULT")
    # The vectors are derived from search_texts, whatever made them: this is the one place that knows how.
    from docgen.records.search_vectors import rebuild_vectors

    rebuild_vectors(connection)


def pair_facets(connection: sa.Connection) -> None:
    """Add the pairs to the facets of all records."""
    last = -1
    query = sa.text("SELECT id, facets FROM search_texts WHERE id > :last ORDER BY id LIMIT :batch")
    while rows := connection.execute(query, {"last": last, "batch": _BATCH}).all():
        paired = [{"key": row.id, "facets": _pair(row.facets)} for row in rows]
        connection.execute(sa.text("UPDATE search_texts SET facets = :facets WHERE id = :key"), paired)
        last = rows[-1].id


def _pair(facets: str) -> str:
    """Return facets with the pairs of the organ's words, which are the last of them and begin with an o."""
    words = facets.split(" ")
    organ = [word for word in words if word.startswith("o")]
    return " ".join([*words, *(f"{first}{_JOINT}{second}" for first, second in pairwise(organ))])
