"""Registers that many people look at: built once, shown until something changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from concurrent.futures import Future

from sqlalchemy import Connection, select

from docgen.records.register_books import RegisterRequest, build_register
from docgen.records.register_form import Printout
from docgen.records.tables import audit_heads

_HEADS = select(audit_heads.c.chain, audit_heads.c.seq).order_by(audit_heads.c.chain)


class KeptRegisters:
    """Registers as they were last built, for whoever looks at them again before anything has changed.

    Every change of what a register shows stands in the audit trail: its last rows tell whether one has come. Of several
    who ask at once one builds, the others wait for it: all together would take as long as one after the other.
    """

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Future[list[Printout]]] = OrderedDict()
        self._lock = threading.Lock()

    def build(self, connection: Connection, name: str, request: RegisterRequest) -> list[Printout]:
        """Return what ``build_register`` returns, and raise what it raises."""
        key = (name, request, tuple(map(tuple, connection.execute(_HEADS))))
        mine: Future[list[Printout]] = Future()
        with self._lock:
            found = self._kept.setdefault(key, mine)
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        if found is mine:
            try:
                mine.set_result(build_register(connection, name, request))
            except BaseException as error:
                with self._lock:
                    self._kept.pop(key, None)
                mine.set_exception(error)
                raise
        return found.result()
