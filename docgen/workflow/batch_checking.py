"""Checking the documents of a batch as they are made."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking import CheckSettings, check_document
from docgen.ooxml import StyleMemory, read_document_bytes
from docgen.workflow.batch_journal import Finding


class FileChecker:
    """Checks one document after the other; styles that all of them share are worked out once."""

    def __init__(self, *, paper: bool) -> None:
        self._settings = CheckSettings(electronic=not paper)
        self._memory = StyleMemory()

    def find(self, data: bytes, stem: str) -> Iterator[Finding]:
        """Yield what is wrong with the document of a file."""
        facts = read_document_bytes(data, where=stem, memory=self._memory)
        for found in check_document(facts, self._settings, file=f"{stem}.docx").findings:
            yield Finding(found.code, found.name, found.severity.value, found.message)
