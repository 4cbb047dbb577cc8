"""The forms of Annex III cut apart into single documents, when the decree's own Word file lies beside the project.

The notes' numbers (superscript) go, as they are no part of a form; dots and placeholders stay.
"""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

from docx_package import DOCUMENT, Package, text_of, w

SOURCE = Path(__file__).resolve().parents[3] / "shared" / "nd30" / "phu-luc-iii.docx"
_FORM = re.compile(r"\s*Mẫu (\d\.\d+) - ")


def split_forms() -> dict[str, bytes]:
    """Return the forms 1.1–1.10 by number; none where the source is not there."""
    if not SOURCE.is_file():
        return {}
    data = SOURCE.read_bytes()
    children = list(Package(data).body)
    forms: dict[str, tuple[int, int]] = {}
    name = ""
    for index, child in enumerate(children):
        text = "".join(text_of(p) for p in child.iter(w("p")))
        match = _FORM.match(text) if child.tag == w("p") else None
        if match:
            name = match[1]
            start = index + 1
        elif name and (text.startswith("Ghi chú:") or text.startswith("Mẫu văn bản")):
            forms.setdefault(name, (start, index))
            name = ""
        elif name:
            forms[name] = (start, index + 1)
    return {name: _cut(data, *span) for name, span in forms.items() if name.startswith("1.")}


def _cut(data: bytes, start: int, end: int) -> bytes:
    package = Package(data)
    body = package.body
    for index, child in enumerate(list(body)):
        if child.tag == w("sectPr") or start <= index < end:
            continue
        section = _find_section(child)
        body.remove(child)
        if section is not None and index >= end:
            _take_section(body, section)
            end = len(list(package.body)) + 10_000  # the first section after the form is the form's own
    _drop_note_numbers(package)
    package.members[DOCUMENT] = b""
    return package.save()


def _find_section(child: Any) -> Any:
    return next(child.iter(w("sectPr")), None)


def _take_section(body: Any, section: Any) -> None:
    final = body.find(w("sectPr"))
    if final is not None:
        body.replace(final, copy.deepcopy(section))


def _drop_note_numbers(package: Package) -> None:
    for run in list(package.part().iter(w("r"))):
        raised = run.find(f"{w('rPr')}/{w('vertAlign')}")
        text = "".join(node.text or "" for node in run.iter(w("t")))
        # The forms also raise the "____" under the agency: that is no note.
        if raised is not None and raised.get(w("val")) == "superscript" and re.fullmatch(r"[\d*\s]+", text):
            run.getparent().remove(run)
