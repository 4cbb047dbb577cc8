"""A file of organs that was read once without a mistake, kept: the next process need not read it as YAML again.

An entry is named by the digest of the file's text and holds what the file says; the organ that a draft names is
validated anew. Entries may be deleted at any time, and one that cannot be read is as good as none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from docgen.errors import InputError
from docgen.files import write_whole
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


def find_kept(cache: Path, text: str) -> KeptOrgans | None:
    """Return the organs of a file with this text if they are kept, else None."""
    try:
        fields = json.loads(_name_entry(cache, text).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return KeptOrgans(fields) if isinstance(fields, dict) else None


def keep(cache: Path, text: str, fields: Mapping[str, Any]) -> None:
    """Keep what a file says, in which nothing was wrong; does nothing where nothing can be written."""
    entry = _name_entry(cache, text)
    with suppress(OSError, InputError):
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(entry, json.dumps(fields, ensure_ascii=False).encode(), flush=False)


def _name_entry(cache: Path, text: str) -> Path:
    return cache / "organs" / f"{hashlib.sha256(text.encode()).hexdigest()}.json"
