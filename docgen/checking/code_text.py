"""Số, ký hiệu taken apart: what its rules have in common."""

from __future__ import annotations

import re

from docgen.checking.recognition.components import Code
from docgen.checking.recognition.folding import fold
from docgen.model import DOCUMENT_TYPES

COPY_ABBREVIATIONS = ("SY", "TrS", "SL")
"""Copies of documents have abbreviations too (Annex III, part I)."""

TYPE_ABBREVIATIONS = (
    *(kind.abbreviation for kind in DOCUMENT_TYPES.values() if kind.abbreviation),
    *COPY_ABBREVIATIONS,
)

_PLACEHOLDER = re.compile(r"…|\.{2,}|\(\d\)|\[|\{|_{2,}")


def has_placeholder(code: Code) -> bool:
    """Whether the notation is not written yet: "…/QĐ-…", "QĐ-...(3)..."."""
    return _PLACEHOLDER.search(code.notation) is not None


def notation_groups(code: Code) -> tuple[str, ...]:
    """Return the groups of the notation between hyphens of any kind, without a bracket at the end."""
    bare = re.sub(r"\s*\(\w*\)\s*$", "", code.notation)
    return tuple(group.strip() for group in re.split(r"[-–—]", bare))


def find_abbreviation(folded_or_cased: str) -> str | None:
    """Return the type's abbreviation that a group is but for case and diacritics, or None."""
    exact = next((known for known in TYPE_ABBREVIATIONS if known.lower() == folded_or_cased.lower()), None)
    if exact is not None:
        return exact
    return next((known for known in TYPE_ABBREVIATIONS if "Đ" in known and fold(known) == fold(folded_or_cased)), None)
