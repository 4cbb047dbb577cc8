"""What a running service makes when it is first asked for: once, however many threads ask at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar, overload

Owner = TypeVar("Owner")
V = TypeVar("V")


class once(Generic[Owner, V]):  # noqa: N801 - used as a decorator, like property
    """A property that is made at its first use. ``functools.cached_property`` has no lock since Python 3.12."""

    def __init__(self, make: Callable[[Owner], V]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__
        # Of the making, not of the use: what is made stands in the object, where it is found before this is asked.
        self._lock = threading.RLock()

    @overload
    def __get__(self, owner: None, kind: type[Owner]) -> once[Owner, V]: ...

    @overload
    def __get__(self, owner: Owner, kind: type[Owner]) -> V: ...

    def __get__(self, owner: Owner | None, kind: type[Owner]) -> once[Owner, V] | V:
        """Return what was made."""
        if owner is None:
            return self
        kept = vars(owner)
        with self._lock:
            if self._name not in kept:
                kept[self._name] = self._make(owner)
            made: V = kept[self._name]
            return made
