"""What a PDF says of itself: the fields of the archive, title, author, dates."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields

LANGUAGE = "vi-VN"


@dataclass(frozen=True, slots=True)
class ArchiveFields:
    """The fields of Annex VI, part II, that travel inside the PDF; an empty one is left out.

    ``document_type`` is TypeName, ``promulgation_date`` IssuedDate, ``organ`` OrganName, ``dossier_code`` FileCode and
    ``ordinal`` DocOrdinal of the annex; the others have the annex's own names. ``document_id`` is the register's.
    """

    document_type: str = ""
    code_number: str = ""
    code_notation: str = ""
    promulgation_date: datetime.date | None = None
    organ: str = ""
    subject: str = ""
    position: str = ""
    full_name: str = ""
    dossier_code: str = ""
    ordinal: str = ""
    document_id: str = ""

    def list_filled(self) -> tuple[tuple[str, str], ...]:
        """Return name and text of each field that has something to say, in the order above; dates by ISO 8601."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return tuple((name, str(value)) for name, value in named if value not in ("", None))


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """What is written into a PDF's metadata. Times that are not known are None and left out: never the clock's."""

    title: str
    author: str = ""
    description: str = ""
    created: datetime.datetime | None = None
    modified: datetime.datetime | None = None
    archive: ArchiveFields = ArchiveFields()
