"""What goes into a package, as values: documents with files and acts, the dossier; and where each thing stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FORM: Final = "docgen-luu-tru/1"
"""The form of the package, which bag-info.txt tells."""

OUTGOING, INCOMING = "document", "incoming"
PDF, DOCX, DRAFT, ATTACHMENT = "pdf", "docx", "draft", "attachment"
# A PDF/A made at the export, of a document that was issued without one.
MADE_PDF: Final = "pdf-export"

INDEX, README = "index.html", "README.txt"
METS, PREMIS = "data/METS.xml", "data/premis.xml"
LIST_PDF, LIST_XLSX = "data/muc-luc.pdf", "data/muc-luc.xlsx"
DOSSIER_XML, DOSSIER_RECORD = "data/ho-so/ho-so.xml", "data/ho-so/ban-ghi.json"
JOINED_PDF: Final = "data/ho-so/ho-so.pdf"
TRAIL_FOLDER, CHECKPOINT = "data/nhat-ky", "data/nhat-ky/diem-kiem-chung.json"
DOCUMENTS_FOLDER: Final = "data/van-ban"
METADATA_NAME, RECORD_NAME = "van-ban.xml", "ban-ghi.json"


def trail_path(chain: int) -> str:
    """Return where the slice of a chain stands."""
    return f"{TRAIL_FOLDER}/{chain}.jsonl"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a document: ``role`` is one of the above, its name in the register, where its bytes are."""

    role: str
    name: str
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """A row of the audit trail as it is stored."""

    chain: int
    seq: int
    at: str
    actor: str
    action: str
    kind: str
    subject_id: str
    facts: str
    hash: bytes

    @property
    def hashed(self) -> tuple[str, str, str, str, str, str]:
        """What its hash is made of."""
        return self.at, self.actor, self.action, self.kind, self.subject_id, self.facts


@dataclass(frozen=True, slots=True)
class FileCode:
    """The code of a dossier (Annex VI, part II, field 1), and the place of a document in it (field 2)."""

    organ_id: str
    catalog: int
    notation: str
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document to be packed. ``record`` is its whole row, ``organ_name`` whose it is, ``code`` số/ký hiệu as printed.

    ``kind`` is OUTGOING or INCOMING. ``acts`` are its rows of the audit trail, in order.
    """

    kind: str
    id: int
    record: Mapping[str, Any]
    organ_name: str
    code: str
    state: str
    file_codes: tuple[FileCode, ...]
    files: tuple[SourceFile, ...]
    acts: tuple[ActRow, ...]

    @property
    def day(self) -> str:
        """Its date for people, "" when it has none."""
        day = self.record["promulgation_date"]
        return f"{day.day:02d}/{day.month:02d}/{day.year}" if day else ""


@dataclass(frozen=True, slots=True)
class SourceDossier:
    """The dossier that is packed: its record with what lies in it, its code, and totals of what is packed."""

    id: int
    record: Mapping[str, Any]
    organ_name: str
    code: FileCode


@dataclass(frozen=True, slots=True)
class PackageInfo:
    """What a package says of itself. ``made_at`` is a moment as records write them; ``count`` its documents."""

    title: str
    organ_name: str
    store_id: str
    made_at: str
    made_by: str
    count: int
    version: str
    dossier: SourceDossier | None = None
