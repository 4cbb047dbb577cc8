"""The elements of sections: found, or made for a document that has none."""

from __future__ import annotations

from typing import Any

from lxml import etree

from docgen.checking.fix.mending import Mending
from docgen.ooxml.facts import SectionFacts
from docgen.ooxml.names import SECT_PR, W


def touch_section(mending: Mending, section: SectionFacts) -> Any:
    """Say that a section is about to change, and return its w:sectPr."""
    root = find_main_root(mending)
    mending.parts[mending.package.get_main_part()] = root
    node = find_section(mending, section)
    return node if node is not None else etree.SubElement(root.find(f"{W}body"), SECT_PR)


def find_section(mending: Mending, section: SectionFacts) -> Any:
    """Return the w:sectPr of a section, None where the document has none at all."""
    return section.node if section.node is not None else find_main_root(mending).find(f"{W}body/{SECT_PR}")


def find_main_root(mending: Mending) -> Any:
    """Return the root of the main part: the very tree that the facts were read from."""
    facts = mending.subject.facts
    nodes = [section.node for section in facts.sections] + [paragraph.node for paragraph in facts.paragraphs]
    return next(node for node in nodes if node is not None).getroottree().getroot()
