"""Headers and footers as parts of the package: which one a section shows, and new ones for it."""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterator
from typing import Any, Final, Literal

from lxml import etree

from docgen.checking.fix.mending import Mending
from docgen.checking.fix.properties import insert_child
from docgen.checking.fix.sections import find_main_root, find_section, touch_section
from docgen.ooxml.facts import HeaderKind, ParagraphFacts, SectionFacts
from docgen.ooxml.names import R_ID, SECT_PR, W_URI, P, W
from docgen.ooxml.package import TYPES_PART

Band = Literal["header", "footer"]
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS_URI: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES_URI: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_ROOTS: Final = {"header": f"{W}hdr", "footer": f"{W}ftr"}


def read_band(section: SectionFacts, band: Band, kind: HeaderKind) -> tuple[ParagraphFacts, ...]:
    """Return the paragraphs of a header or footer that a section shows."""
    return (section.headers if band == "header" else section.footers).get(kind, ())


class HeaderParts:
    """The headers and footers of one document while they are mended."""

    def __init__(self, mending: Mending) -> None:
        self._mending = mending
        self._package = mending.package
        self._main = mending.package.get_main_part()
        self._roots: dict[str, Any] = {}
        facts = mending.subject.facts
        for section in facts.sections:
            for paragraphs in (*section.headers.values(), *section.footers.values()):
                for paragraph in paragraphs:
                    self._roots.setdefault(paragraph.place.part, paragraph.node.getroottree().getroot())

    def find_part(self, section: SectionFacts, band: Band, kind: HeaderKind) -> str | None:
        """Return the name of the part that a section shows, its own or an earlier section's."""
        for other in reversed(self._mending.subject.facts.sections[: section.index + 1]):
            name = self.find_own_part(other, band, kind)
            if name is not None:
                return name
        return None

    def find_own_part(self, section: SectionFacts, band: Band, kind: HeaderKind) -> str | None:
        """Return the name of the part that the section itself refers to."""
        reference = _find_reference(find_section(self._mending, section), band, kind)
        return None if reference is None else self._find_target(reference)

    def is_shared(self, section: SectionFacts, band: Band, kind: HeaderKind) -> bool:
        """Whether the part that a section shows is also shown elsewhere."""
        name = self.find_part(section, band, kind)
        own = _find_reference(find_section(self._mending, section), band, kind)
        root = find_main_root(self._mending)
        references = [r for node in root.iter(SECT_PR) for r in node.iterchildren(f"{W}{band}Reference")]
        return own is None or any(r is not own and self._find_target(r) == name for r in references)

    def get_root(self, name: str) -> Any:
        """Return the root of a header or footer that is about to change."""
        if name not in self._roots:
            self._roots[name] = self._package.read_xml(name)
        self._mending.parts[name] = self._roots[name]
        return self._roots[name]

    def make_own(self, section: SectionFacts, band: Band, kind: HeaderKind, model: str | None) -> Any:
        """Give a section a header or footer of its own, a copy of another part or empty; return its root."""
        if model is not None:
            old = self._roots.get(model)
            root = copy.deepcopy(old if old is not None else self._package.read_xml(model))
        else:
            root = etree.Element(_ROOTS[band], nsmap={"w": W_URI, "r": _RELATIONS})
            etree.SubElement(root, P)
        name = self._find_free_name(band)
        self._mending.parts[name] = root
        self._roots[name] = root
        self._copy_relations(model, name)
        self._declare(name, band)
        owner = touch_section(self._mending, section)
        reference = _find_reference(owner, band, kind)
        if reference is None:
            reference = insert_child(owner, etree.Element(f"{W}{band}Reference"))
            reference.set(f"{W}type", kind)
        reference.set(R_ID, self._relate(name, band))
        return root

    def _find_target(self, reference: Any) -> str | None:
        identity = reference.get(R_ID, "")
        for relation in self._new_relations():
            if relation.get("Id") == identity:
                return posixpath.normpath(posixpath.join("/", posixpath.dirname(self._main), relation.get("Target")))[
                    1:
                ]
        found = self._package.read_relations(self._main).get(identity)
        return None if found is None or found.external else found.target

    def _new_relations(self) -> Iterator[Any]:
        root = self._mending.parts.get(_name_relations(self._main))
        yield from root if root is not None else ()

    def _find_free_name(self, band: Band) -> str:
        folder = posixpath.dirname(self._main)
        number = 1
        while self._package.has_part(name := f"{folder}/{band}{number}.xml") or name in self._mending.parts:
            number += 1
        return name

    def _relate(self, name: str, band: Band) -> str:
        part = _name_relations(self._main)
        if part not in self._mending.parts:
            root = self._package.read_xml(part)
            self._mending.parts[part] = (
                root if root is not None else etree.Element(f"{{{_RELATIONS_URI}}}Relationships")
            )
        root = self._mending.parts[part]
        taken = {relation.get("Id") for relation in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        relation = etree.SubElement(root, f"{{{_RELATIONS_URI}}}Relationship")
        relation.set("Id", f"rId{number}")
        relation.set("Type", f"{_RELATIONS}/{band}")
        relation.set("Target", posixpath.basename(name))
        return f"rId{number}"

    def _copy_relations(self, model: str | None, name: str) -> None:
        data = self._package.read_bytes(_name_relations(model)) if model is not None else None
        if data is not None:
            self._mending.parts[_name_relations(name)] = data

    def _declare(self, name: str, band: Band) -> None:
        if TYPES_PART not in self._mending.parts:
            self._mending.parts[TYPES_PART] = self._package.read_xml(TYPES_PART)
        override = etree.SubElement(self._mending.parts[TYPES_PART], f"{{{_TYPES_URI}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", _CONTENT_TYPE.format(band))


def _name_relations(part: str) -> str:
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def _find_reference(node: Any, band: Band, kind: HeaderKind) -> Any:
    """Return the reference of a w:sectPr, None where it has none."""
    for reference in node.iterchildren(f"{W}{band}Reference") if node is not None else ():
        if reference.get(f"{W}type", "default") == kind:
            return reference
    return None
