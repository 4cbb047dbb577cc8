"""Registers that many people look at: built once, shown until something changes."""

from __future__ import annotations

from collections.abc import Hashable

from sqlalchemy import Connection, select

from docgen.records.register_books import RegisterRequest, build_register
from docgen.records.register_form import Printout
from docgen.records.tables import audit_heads


class KeptRegisters:
    """Registers as they were last built, for whoever looks at them again before anything has changed.

    Every change of what a register shows stands in the audit trail: its last rows tell whether one has come.
    """

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._kept: dict[Hashable, list[Printout]] = {}

    def build(self, connection: Connection, name: str, request: RegisterRequest) -> list[Printout]:
        """Return what ``build_register`` returns, and raise what it raises."""
        heads = connection.execute(select(audit_heads.c.chain, audit_heads.c.seq).order_by(audit_heads.c.chain))
        key = (name, request, tuple(map(tuple, heads)))
        found = self._kept.get(key)
        if found is None:
            found = build_register(connection, name, request)
            if len(self._kept) >= self._most:
                self._kept.clear()
            self._kept[key] = found
        return found
