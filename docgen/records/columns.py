"""What the tables of a store are made of: one ``metadata`` for all, and the kinds of columns that they share."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, String, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

MOMENT: Final = String(32)
# SQLite counts up only in an INTEGER PRIMARY KEY.
KEY: Final = BigInteger().with_variant(Integer, "sqlite")


def key() -> Column[int]:
    """Return the id column of a table."""
    return Column("id", KEY, primary_key=True, autoincrement=True)


def reference(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    """Return a column that names a row of another table."""
    return Column(name, KEY, ForeignKey(target), nullable=nullable)


def text(name: str, length: int | None = None) -> Column[str]:
    """Return a column of text, "" by default."""
    return Column(name, String(length) if length else Text(), nullable=False, server_default="")


def optional(name: str, kind: Any) -> Column[Any]:
    """Return a column that may be empty."""
    return Column(name, kind, nullable=True)
