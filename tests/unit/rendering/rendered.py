"""Reads a rendered document back, styles resolved: written apart from docgen, so that one checks the other."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from docgen.drafting import read_draft
from docgen.model import Document
from docgen.rendering import Renderer, TemplateFolder

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = ROOT / "templates"
LEGAL_REFS = ROOT / "legal_refs"
STARTERS = {path.name.removesuffix(".vb.txt"): path for path in sorted(TEMPLATES.glob("*/*.vb.txt"))}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS_PER_MM = 1440 / 25.4
RENDERER = Renderer(TemplateFolder(TEMPLATES), LEGAL_REFS)


def read_starter(document_type: str) -> Document:
    """Return the starter document of a type."""
    return read_draft(STARTERS[document_type]).document


def render(document: Document, *, paper: bool = False) -> Rendered:
    """Render with the templates of the project and read the result back."""
    return Rendered(RENDERER.render(document, paper=paper))


@dataclass(frozen=True)
class Para:
    """A paragraph with its effective properties: those of its own, of its style, of the defaults."""

    element: Any
    sheet: dict[str, Any]
    defaults: Any

    @property
    def style(self) -> str:
        found = self.element.find(f"{W}pPr/{W}pStyle")
        return "" if found is None else str(found.get(f"{W}val"))

    @property
    def text(self) -> str:
        return "".join(node.text or "" for node in self.element.iter(f"{W}t"))

    @property
    def runs(self) -> list[Any]:
        return [run for run in self.element.iter(f"{W}r") if run.find(f"{W}t") is not None]

    def _chain(self) -> Iterator[Any]:
        style: str | None = self.style
        while style:
            element = self.sheet[style]
            yield element
            base = element.find(f"{W}basedOn")
            style = None if base is None else base.get(f"{W}val")

    def paragraph_property(self, name: str, attribute: str = "val") -> str | None:
        """Return an attribute of an element of w:pPr, the nearest that is set."""
        places = [self.element.find(f"{W}pPr"), *(style.find(f"{W}pPr") for style in self._chain())]
        places.append(self.defaults.find(f"{W}pPrDefault/{W}pPr"))
        return _find(places, name, attribute)

    def run_property(self, name: str, attribute: str = "val", run: Any = None) -> str | None:
        """Return an attribute of an element of w:rPr for a run, by default the first."""
        run = run if run is not None else (self.runs or [self.element])[0]
        places = [run.find(f"{W}rPr"), *(style.find(f"{W}rPr") for style in self._chain())]
        places.append(self.defaults.find(f"{W}rPrDefault/{W}rPr"))
        return _find(places, name, attribute)

    def is_on(self, name: str, run: Any = None) -> bool:
        value = self.run_property(name, run=run)
        return value is not None and value not in ("0", "false", "off")

    @property
    def size(self) -> float:
        return int(self.run_property("sz") or 0) / 2

    @property
    def look(self) -> tuple[float, str]:
        """Size and weight, the way table V of Annex I says them."""
        words = [word for word, name in (("bold", "b"), ("italic", "i"), ("caps", "caps")) if self.is_on(name)]
        return self.size, " ".join(words) or "regular"

    @property
    def align(self) -> str | None:
        return self.paragraph_property("jc")

    def indent(self, side: str) -> int:
        return int(self.paragraph_property("ind", side) or 0)

    def space(self, name: str) -> int:
        return int(self.paragraph_property("spacing", name) or 0)

    @property
    def keeps_with_next(self) -> bool:
        return self.paragraph_property("keepNext") not in (None, "0", "false")


def _find(places: list[Any], name: str, attribute: str) -> str | None:
    for place in places:
        found = place.find(f"{W}{name}") if place is not None else None
        if found is not None and (found.get(f"{W}{attribute}") is not None or attribute == "val"):
            return str(found.get(f"{W}{attribute}", "true"))
    return None


class Rendered:
    """A .docx file, part by part."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}

    @cached_property
    def trees(self) -> dict[str, Any]:
        return {name: etree.fromstring(part) for name, part in self.parts.items() if name.endswith((".xml", ".rels"))}

    @property
    def body(self) -> Any:
        return self.trees["word/document.xml"].find(f"{W}body")

    @cached_property
    def sheet(self) -> dict[str, Any]:
        return {style.get(f"{W}styleId"): style for style in self.trees["word/styles.xml"].iterfind(f"{W}style")}

    def paragraphs(self, root: Any = None) -> list[Para]:
        """Return the paragraphs below an element in reading order, by default of the whole body."""
        defaults = self.trees["word/styles.xml"].find(f"{W}docDefaults")
        return [Para(p, self.sheet, defaults) for p in (self.body if root is None else root).iter(f"{W}p")]

    def styled(self, *styles: str) -> list[Para]:
        return [paragraph for paragraph in self.paragraphs() if paragraph.style in styles]

    def get(self, style: str) -> Para:
        """Return the one paragraph of a style."""
        (found,) = self.styled(style)
        return found

    @property
    def sections(self) -> list[Any]:
        return list(self.body.iter(f"{W}sectPr"))

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs())

    def footnotes(self) -> list[str]:
        notes = self.trees["word/footnotes.xml"].iterfind(f"{W}footnote")
        return ["".join(t.text or "" for t in note.iter(f"{W}t")) for note in notes if note.get(f"{W}type") is None]

    def related(self, part: str) -> dict[str, str]:
        """Return the targets of a part's relations by id."""
        folder, _, name = part.rpartition("/")
        rels = self.trees.get(f"{folder}/_rels/{name}.rels")
        return {} if rels is None else {rel.get("Id"): f"{folder}/{rel.get('Target')}" for rel in rels}
