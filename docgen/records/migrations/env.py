"""Alembic's entrance: it runs the steps on the connection, and in the transaction, that ``upgrade`` hands it."""

from __future__ import annotations

from alembic import context

from docgen.records.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
