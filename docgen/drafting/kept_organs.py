"""The organs of a file that was read before, from what was kept of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docgen.model import Organ


class KeptOrgans(Mapping[str, Organ]):
    """The organs of a file by their keys, from the fields that it gives; each is validated when it is asked for."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = fields

    def __getitem__(self, key: str) -> Organ:
        return Organ.model_validate(self._fields[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)
