"""What the documents of a batch depend on: a run goes on from an earlier one where all of it is the same."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.settings import Settings

if TYPE_CHECKING:
    from docgen.workflow.batch import BatchOrder

_PACKAGE = Path(__file__).resolve().parents[1]


def take_fingerprint(order: BatchOrder, settings: Settings) -> str:
    """Return a digest of draft, table, organs, templates, references, docgen itself and the options that matter."""
    digest = hashlib.sha256()
    for path in _find_files(order, settings):
        if path.is_file():
            with path.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
    options = (order.sheet, order.name, order.needs_pdfs, order.pdf, order.check, order.paper)
    digest.update(repr((_describe_docgen(), *options, order.data.suffix.lower())).encode())
    return digest.hexdigest()


def _find_files(order: BatchOrder, settings: Settings) -> Iterator[Path]:
    yield from (order.draft, order.data, order.organs_file or settings.organs_file)
    yield from sorted(settings.templates_folder.glob("*/template.*"))
    yield from sorted(path for path in settings.legal_refs_folder.rglob("*") if path.is_file())


def _describe_docgen() -> list[tuple[str, int, int]]:
    """Return the files of docgen, which stand for its version: asking the packaging for it takes ten times as long."""
    found: list[tuple[str, int, int]] = []
    for folder, _, names in os.walk(_PACKAGE):
        for name in names:
            if name.endswith(".py"):
                path = os.path.join(folder, name)  # noqa: PTH118 - hundreds of files
                status = os.stat(path)  # noqa: PTH116
                found.append((path, status.st_size, status.st_mtime_ns))
    return sorted(found)
