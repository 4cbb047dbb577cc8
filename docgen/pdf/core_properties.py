"""Title, author and times of a .docx, from its core properties (ISO/IEC 29500-2, clause 11)."""

from __future__ import annotations

import datetime
import posixpath
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree

from docgen.pdf.info import ArchiveFields, PdfInfo

_KIND = "/metadata/core-properties"
_RELATIONS = "_rels/.rels"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


def read_info(docx: Path, source: Path, archive: ArchiveFields) -> PdfInfo:
    """Return what the PDF of ``docx`` shall say of itself; what ``archive`` knows goes before what the file says.

    A file without a title takes the name of ``source``. Properties that are missing or broken are left out: they are
    no reason not to make the PDF. Raises nothing on the content of a file that the gate let in.
    """
    properties = _read_properties(docx)
    return PdfInfo(
        title=archive.subject or properties.get(f"{_DC}title", "") or source.stem,
        author=archive.organ or properties.get(f"{_DC}creator", ""),
        description=properties.get(f"{_DC}subject", ""),
        created=_read_time(properties.get(f"{_TERMS}created", "")),
        modified=_read_time(properties.get(f"{_TERMS}modified", "")),
        archive=archive,
    )


def _read_properties(docx: Path) -> dict[str, str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with ZipFile(docx) as package:
            relations = etree.fromstring(package.read(_RELATIONS), parser)
            targets = [str(r.get("Target", "")) for r in relations if str(r.get("Type", "")).endswith(_KIND)]
            if not targets:
                return {}
            root = etree.fromstring(package.read(posixpath.normpath("/" + targets[0]).lstrip("/")), parser)
    except (BadZipFile, KeyError, OSError, RuntimeError, zlib.error, etree.XMLSyntaxError):
        return {}
    return {str(child.tag): " ".join((child.text or "").split()) for child in root}


def _read_time(text: str) -> datetime.datetime | None:
    """Return the time that ``text`` tells (ISO 8601; without a zone it is UTC, as Word writes it), or None."""
    try:
        time = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return time.replace(microsecond=0) if time.tzinfo else time.replace(microsecond=0, tzinfo=datetime.UTC)
