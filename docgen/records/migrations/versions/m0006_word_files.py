"""Word files that came back from outside, beside the drafts that were made of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table of Word files."""
    op.create_table(
        "word_files",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("draft_id", _KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.Column("added_by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["working_drafts.id"], name=op.f("fk_word_files_draft_id")),
        sa.ForeignKeyConstraint(["sha256"], ["files.sha256"], name=op.f("fk_word_files_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_files")),
    )
    op.create_index(op.f("ix_word_files_draft_id"), "word_files", ["draft_id"], unique=False)
