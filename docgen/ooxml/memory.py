"""A memory of style sheets: an agency's documents come from few templates, whose styles need working out only once."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

from docgen.ooxml.story import Resolver

_SHEETS: Final = 8
# A sheet on which documents tried more cases than this would keep growing; it is worked out anew instead.
_CASES: Final = 4_000


class StyleMemory:
    """Keeps what was worked out of the last few style sheets; give one to ``read_document`` for many files.

    Two documents share it only when their styles, theme and numbering parts are the same byte for byte, so what is
    read with a memory equals what is read without. Not for several threads at once.
    """

    def __init__(self) -> None:
        self._resolvers: dict[Hashable, Resolver] = {}

    def find(self, key: Hashable) -> Resolver | None:
        """Return what is remembered of a style sheet, and count it as the last one used."""
        resolver = self._resolvers.pop(key, None)
        if resolver is not None and resolver.formats.cases.total <= _CASES:
            self._resolvers[key] = resolver
            return resolver
        return None

    def keep(self, key: Hashable, resolver: Resolver) -> None:
        """Remember a style sheet; the one not used for longest gives way."""
        self._resolvers[key] = resolver
        while len(self._resolvers) > _SHEETS:
            del self._resolvers[next(iter(self._resolvers))]
