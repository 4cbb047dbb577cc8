"""The PAGE field in the XML of a paragraph: made, taken out, put around a number that somebody typed."""

from __future__ import annotations

import copy
import re
from typing import Any, Final

from lxml import etree

from docgen.checking.fix.properties import find_or_make, set_property
from docgen.checking.fix.run_looks import RunLook, set_look
from docgen.ooxml.facts import ParagraphFacts
from docgen.ooxml.names import PPR, RPR, XML_SPACE, R, T, W

_INSTRUCTION: Final = " PAGE "
# "2", "- 2 -", "Trang 2/10"
_NUMBER_ONLY: Final = re.compile(
    r"[-–—\s|]*(?:trang|page)?\s*(?:số)?\s*:?\s*\d*\s*(?:(?:/|trên|of)\s*\d*)?[-–—\s.|]*", re.IGNORECASE
)


def is_only_number(paragraph: ParagraphFacts) -> bool:
    """Whether a paragraph shows the number of the page and no other words."""
    return not paragraph.drawings and _NUMBER_ONLY.fullmatch(paragraph.text.strip()) is not None


def take_content(paragraph: Any) -> list[Any]:
    """Take all but the properties out of a paragraph and return it."""
    content = [child for child in paragraph if child.tag != PPR]
    for child in content:
        paragraph.remove(child)
    return content


def write_page_number(paragraph: Any, size_pt: float) -> None:
    """Write a PAGE field, centred, in the look that the decree asks for."""
    properties = find_or_make(paragraph, PPR)
    set_property(properties, "spacing", {"before": "0", "after": "0", "line": "240", "lineRule": "auto"})
    centre(paragraph)
    template = etree.Element(R)
    look = RunLook(size_pt=size_pt, bold=False, italic=False, right_font=True, black=True)
    set_look(find_or_make(template, RPR), look)
    result = copy.deepcopy(template)
    etree.SubElement(result, T).text = "2"
    paragraph.append(result)
    wrap_in_field(template, [result])


def centre(paragraph: Any) -> None:
    """Centre a paragraph whose first line is not set in."""
    properties = find_or_make(paragraph, PPR)
    found = properties.find(f"{W}ind")
    if found is not None or properties.find(f"{W}pStyle") is not None:
        set_property(properties, "ind", {"firstLine": "0", "firstLineChars": "0", "hanging": None})
    set_property(properties, "jc", {"val": "center"})


def wrap_in_field(template: Any, results: list[Any]) -> None:
    """Put the signs of a PAGE field around runs, in the look of a template run."""
    first, last = results[0], results[-1]
    for sign in ("begin", "code", "separate"):
        first.addprevious(_make_sign(template, sign))
    last.addnext(_make_sign(template, "end"))


def _make_sign(template: Any, sign: str) -> Any:
    run = etree.Element(R)
    look = template.find(RPR)
    if look is not None:
        run.append(copy.deepcopy(look))
    if sign == "code":
        code = etree.SubElement(run, f"{W}instrText")
        code.text = _INSTRUCTION
        code.set(XML_SPACE, "preserve")
    else:
        etree.SubElement(run, f"{W}fldChar").set(f"{W}fldCharType", sign)
    return run
