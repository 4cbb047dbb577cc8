"""Clean documents to check and to break: the samples and the starters, rendered once a session."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

from docgen.drafting import parse_draft, read_draft
from docgen.model import Document
from docgen.rendering import Renderer, TemplateFolder
from docgen.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]


@cache
def _drafts() -> dict[str, Path]:
    found = [
        *(ROOT / "samples").glob("*/*.vb.txt"),
        *(ROOT / "templates").glob("*/*.vb.txt"),
        *(ROOT / "tests/rules").glob("*.vb.txt"),
    ]
    return {path.name.removesuffix(".vb.txt"): path for path in sorted(found) if "rejected" not in path.parts}


@cache
def _renderer() -> Renderer:
    settings = load_settings({})
    return Renderer(TemplateFolder(settings.templates_folder), settings.legal_refs_folder)


def base_names() -> tuple[str, ...]:
    """Return the names of all base documents: the starters by type, the samples, tests/rules/*.vb.txt."""
    return tuple(_drafts())


def render_document(document: Document, *, number: int | None = None, date: str = "", paper: bool = False) -> bytes:
    """Render a document, with a number if one is given; the date follows from what the draft knows of it."""
    if number is not None:
        document = document.number(number, datetime.date.fromisoformat(date) if date else _find_date(document))
    return _renderer().render(document, paper=paper)


def _find_date(document: Document) -> datetime.date:
    """Return a day in the draft's own year: a document of 2021 names what was in force in 2021."""
    known = document.promulgation_date
    return datetime.date(known.year or 2026, known.month or 3, known.day or 15) if known else datetime.date(2026, 3, 15)


@cache
def render_base(name: str, number: int | None = None, date: str = "", paper: bool = False) -> bytes:
    """Render a base document. Raises KeyError for a name that is none."""
    return render_document(read_draft(_drafts()[name]).document, number=number, date=date, paper=paper)


@cache
def render_draft(text: str, number: int | None = None, date: str = "", paper: bool = False) -> bytes:
    """Render a draft that a case writes out itself."""
    return render_document(parse_draft(text), number=number, date=date, paper=paper)
