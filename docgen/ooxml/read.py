"""Reading a whole .docx file into facts: the door of this room."""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO, Any, Final

from docgen.entrance import SAVE_AGAIN, check_size, open_file
from docgen.errors import InputError
from docgen.ooxml.facts import DocumentFacts, ParagraphFacts
from docgen.ooxml.formats import Formats
from docgen.ooxml.memory import StyleMemory
from docgen.ooxml.names import TRACKED, W
from docgen.ooxml.numbering import Numbering
from docgen.ooxml.package import Package, Relation
from docgen.ooxml.sections import read_sections
from docgen.ooxml.story import Allowance, Container, Resolver, Story
from docgen.ooxml.styles import StyleSheet
from docgen.ooxml.table_styles import TableStyles
from docgen.ooxml.tables import read_table
from docgen.ooxml.theme import read_color_mapping, read_theme
from docgen.ooxml.units import is_switch

_Part = tuple[str, bytes | None]
_NOTES: Final = (("footnotes", "footnote", ""), ("endnotes", "endnote", "endnote-"))


def read_document(path: Path, *, memory: StyleMemory | None = None) -> DocumentFacts:
    """Read a .docx file. Raises InputError, and nothing else, when it is none or is not fit to be read.

    Who reads many files gives them one ``memory``: what their common styles say is then worked out once.
    """
    with open_file(path) as stream:
        return _read(stream, str(path), memory)


def read_document_bytes(data: bytes, *, where: str = "", memory: StyleMemory | None = None) -> DocumentFacts:
    """Read the bytes of a .docx file; ``where`` names it in errors. Raises InputError, and nothing else."""
    check_size(len(data), where)
    return _read(io.BytesIO(data), where, memory)


def _read(stream: IO[bytes], where: str, memory: StyleMemory | None) -> DocumentFacts:
    try:
        return _DocumentReader(Package(stream, where), memory).read()
    except InputError as error:
        if error.where or not where:
            raise
        raise InputError(error.message, where=where, hint=error.hint) from error
    except RecursionError as error:
        hint = "bỏ bớt các bảng lồng trong bảng"
        raise InputError("nội dung lồng nhau quá nhiều lớp", where=where, hint=hint) from error


class _DocumentReader:
    def __init__(self, package: Package, memory: StyleMemory | None) -> None:
        self._package = package
        self._main = package.get_main_part()
        self._relations = package.read_relations(self._main)
        self._settings = self._parse(self._find_part("settings"))
        self._resolver = self._make_resolver(memory)
        self._allowance = Allowance()
        self._headers: dict[str, tuple[ParagraphFacts, ...] | None] = {}

    def _make_resolver(self, memory: StyleMemory | None) -> Resolver:
        theme_part, styles_part, numbering_part = (self._find_part(kind) for kind in ("theme", "styles", "numbering"))
        mapping = read_color_mapping(self._settings)
        key = (theme_part[1], styles_part[1], numbering_part[1], tuple(mapping.items()))
        found = memory.find(key) if memory is not None else None
        if found is not None:
            found.formats.cases.begin_document()
            return found
        theme = read_theme(self._parse(theme_part), mapping)
        styles = StyleSheet(self._parse(styles_part), theme)
        numbering = Numbering(self._parse(numbering_part), styles)
        resolver = Resolver(theme, Formats(styles, numbering), numbering, TableStyles(styles))
        if memory is not None:
            memory.keep(key, resolver)
        return resolver

    def read(self) -> DocumentFacts:
        root = self._package.read_xml(self._main)
        body = root.find(f"{W}body") if root is not None and root.tag == f"{W}document" else None
        if root is None or body is None:
            raise InputError(
                f"phần chính {self._main} không phải là văn bản Word", where=self._package.where, hint=SAVE_AGAIN
            )
        story = self._begin(self._main, root)
        story.read_container(body, Container())
        package_relations = self._package.read_relations("")
        settings = self._settings
        return DocumentFacts(
            paragraphs=tuple(story.paragraphs),
            tables=tuple(table for table in story.tables if table is not None),
            sections=read_sections(story.sections, self._read_header),
            footnotes=self._read_notes(),
            even_and_odd_headers=settings is not None and is_switch(settings.find(f"{W}evenAndOddHeaders")),
            has_tracked_changes=next(root.iter(*TRACKED), None) is not None,
            has_macros=self._package.find_part("vbaproject.bin") is not None,
            application=_read_texts(self._read_property_part(package_relations, "extended-properties")).get(
                "Application", ""
            ),
            core=_read_texts(self._read_property_part(package_relations, "core-properties")),
            is_strict=self._package.is_strict,
        )

    def _begin(self, part: str, root: Any) -> Story:
        return Story(part, root, self._resolver, self._allowance, read_table)

    def _find_part(self, kind: str) -> _Part:
        """Return the part that the main part relates to as ``kind``; its bytes are None when there is none."""
        for relation in self._relations.values():
            if relation.kind == kind and not relation.external:
                return relation.target, self._package.read_bytes(relation.target)
        return "", None

    def _parse(self, part: _Part) -> Any | None:
        name, data = part
        return None if data is None else self._package.parse(data, name)

    def _read_property_part(self, relations: dict[str, Relation], kind: str) -> Any | None:
        """Properties do not show on paper: damaged ones do not stop the reading."""
        for relation in relations.values():
            if relation.kind in (kind, kind.replace("-p", "P")) and not relation.external:
                try:
                    return self._package.read_xml(relation.target)
                except InputError:
                    return None
        return None

    def _read_header(self, relation_id: str, section: int) -> tuple[ParagraphFacts, ...] | None:
        """Return the paragraphs of a header or footer; a part that several sections show is read once."""
        relation = self._relations.get(relation_id)
        if relation is None or relation.external:
            return None
        if relation.target not in self._headers:
            root = self._package.read_xml(relation.target)
            self._headers[relation.target] = None
            if root is not None:
                story = self._begin(relation.target, root)
                story.read_container(root, Container(), section)
                self._headers[relation.target] = tuple(story.paragraphs)
        return self._headers[relation.target]

    def _read_notes(self) -> dict[str, tuple[ParagraphFacts, ...]]:
        """Return the notes by the ids that paragraphs give; separators are no notes."""
        notes: dict[str, tuple[ParagraphFacts, ...]] = {}
        for kind, element, prefix in _NOTES:
            name = next((r.target for r in self._relations.values() if r.kind == kind and not r.external), "")
            root = self._package.read_xml(name) if name else None
            if root is None:
                continue
            story = self._begin(name, root)
            for note in root.iterchildren(W + element):
                if note.get(f"{W}type", "normal") == "normal":
                    indexes = story.read_container(note, Container())
                    notes[prefix + note.get(f"{W}id", "")] = tuple(story.paragraphs[index] for index in indexes)
        return notes


def _read_texts(root: Any | None) -> dict[str, str]:
    """Return the texts of the children of an element by their local names."""
    texts: dict[str, str] = {}
    for child in root if root is not None else ():
        if child.text and child.text.strip():
            texts.setdefault(child.tag.rpartition("}")[2], child.text.strip())
    return texts
