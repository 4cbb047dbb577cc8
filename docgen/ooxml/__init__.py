"""Effective facts of a .docx file: what Word would show."""

from docgen.ooxml.facts import (
    CellFacts,
    DocumentFacts,
    Drawing,
    ParagraphFacts,
    Place,
    RunFacts,
    SectionFacts,
    TableFacts,
    Twips,
)
from docgen.ooxml.memory import StyleMemory
from docgen.ooxml.read import read_document, read_document_bytes

__all__ = [
    "CellFacts",
    "DocumentFacts",
    "Drawing",
    "ParagraphFacts",
    "Place",
    "RunFacts",
    "SectionFacts",
    "StyleMemory",
    "TableFacts",
    "Twips",
    "read_document",
    "read_document_bytes",
]
