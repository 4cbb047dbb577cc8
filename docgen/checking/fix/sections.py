"""The elements of sections: found, or made for a document that has none."""

from __future__ import annotations

from typing import Any

from lxml import etree

from docgen.checking.fix.mending import Mending
from docgen.ooxml.facts import SectionFacts
from docgen.ooxml.names import SECT_PR, W


def touch_section(mending: Mending, section: SectionFacts) -> Any:
    """Say that a section is about to change, and return its w:sectPr."""
    main = mending.package.get_main_part()
    node = section.node
    if node is not None:
        mending.parts[main] = node.getroottree().getroot()
        return node
    body = find_main_root(mending).find(f"{W}body")
    found = body.find(SECT_PR)
    if found is None:
        found = etree.SubElement(body, SECT_PR)
    mending.parts[main] = body.getroottree().getroot()
    return found


def find_main_root(mending: Mending) -> Any:
    """Return the root of the main part: the very tree that the facts were read from."""
    facts = mending.subject.facts
    node = next((owner.node for owner in (*facts.sections, *facts.paragraphs) if owner.node is not None), None)
    if node is None:
        raise LookupError("a document with neither sections nor paragraphs has nothing to mend")
    return node.getroottree().getroot()
