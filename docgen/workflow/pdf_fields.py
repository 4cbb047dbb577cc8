"""What the register knows of a document, as its PDF carries it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.pdf import ArchiveFields


def describe_fields(row: Mapping[str, Any], organ_name: str) -> ArchiveFields:
    """Return what the PDF of a numbered document says of it (Annex VI, part II)."""
    return ArchiveFields(
        document_type=row["type_name"],
        code_number=str(row["code_number"]),
        code_notation=row["code_notation"],
        promulgation_date=row["promulgation_date"],
        organ=organ_name,
        subject=row["subject"],
        position=row["position"],
        full_name=row["full_name"],
        document_id=row["document_code"] or str(row["id"]),
    )
