"""The records of the shipped files, read already, kept beside them.

Reading half a thousand records of TOML takes longer than all the rest of rendering one document. So
``python -m docgen.citations.catalogue.build legal_refs`` writes them into ``catalogue.kept.json``, each file's under
the digest of its text: a file that was changed since finds no digest of its own there and is read anew.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from docgen.citations.catalogue.documents import DATES, LISTS, LegalDocument
from docgen.digest import sha256
from docgen.files import write_whole

_KEPT = "catalogue.kept.json"


class KeptRecords:
    """What is kept in a folder. A file that is missing or damaged costs time and nothing else."""

    def __init__(self, folder: Path) -> None:
        try:
            kept = json.loads((folder / _KEPT).read_bytes())
        except (OSError, ValueError):
            kept = {}
        self._kept: dict[str, Any] = kept if isinstance(kept, dict) else {}

    def find(self, content: bytes) -> list[LegalDocument] | None:
        """Return the documents of a file by its bytes, or None when they are not kept."""
        kept = self._kept.get(_digest(content))
        try:
            return None if kept is None else [_revive(values) for values in kept]
        except (TypeError, ValueError, AttributeError):
            return None


def write_kept_records(folder: Path, paths: list[Path]) -> None:
    """Keep the records of these files. Those with faults are left out: they are to be read, and complained of."""
    # Here, because it needs tomllib: what is kept is read without.
    from docgen.citations.catalogue.records import read_catalogue_text

    kept = {}
    for path in paths:
        content = path.read_bytes()
        records, problems = read_catalogue_text(path, content.decode())
        if not problems:
            kept[_digest(content)] = [_strip(record.document) for record in records]
    lines = (f"{json.dumps(key)}: {_dump(value)}" for key, value in kept.items())
    write_whole(folder / _KEPT, ("{\n" + ",\n".join(lines) + "\n}\n").encode())


def _dump(values: list[dict[str, Any]]) -> str:
    """One record a line, so that a change of one is a change of one line."""
    return "[\n" + ",\n".join(json.dumps(value, ensure_ascii=False, default=str) for value in values) + "\n]"


def _strip(document: LegalDocument) -> dict[str, Any]:
    return {name: value for name, value in document._asdict().items() if value}


def _revive(values: dict[str, Any]) -> LegalDocument:
    for name in DATES:
        if name in values:
            values[name] = datetime.date.fromisoformat(values[name])
    for name in LISTS:
        if name in values:
            values[name] = tuple(values[name])
    return LegalDocument(**values)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
