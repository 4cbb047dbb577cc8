"""The schema's history, run by Alembic when a store is opened that is not at its end."""
