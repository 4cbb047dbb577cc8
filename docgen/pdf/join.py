"""Several PDF/A files become one: a document with its separate appendices, a whole dossier behind its cover.

Pages, fonts and pictures are copied as they are. Each part gets a bookmark, under which its own stand, and keeps its
own page numbers as page labels. One XMP packet, one output intent. The tree of structure (tags) is left out: level U
does not ask for it, and the trees of a thousand parts would be most of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import pikepdf

from docgen.errors import ConformanceError, InputError
from docgen.files import replacing_whole
from docgen.pdf.claim import is_pdfa_2u
from docgen.pdf.finish import drop_tags, opening_pdf, save, seal
from docgen.pdf.info import PdfInfo

_TOP = 3  # in [page /XYZ left top zoom]


@dataclass(frozen=True, slots=True)
class Part:
    """One PDF/A-2u file of the whole, and the text of its bookmark."""

    title: str
    path: Path


@dataclass(frozen=True, slots=True)
class _Bookmark:
    """A bookmark to a page of its part, counted from 0, and to a height on it in points (None: its top)."""

    title: str
    page: int
    top: float | None
    children: tuple[_Bookmark, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    """Page labels from page ``first`` on, as ISO 32000-1, 12.4.2 has them: style, prefix, number of the first."""

    first: int
    style: str
    prefix: str
    number: int

    def build(self) -> pikepdf.Dictionary:
        """Return the dictionary of the label."""
        label = pikepdf.Dictionary(St=self.number)
        if self.style:
            label.S = pikepdf.Name(self.style)
        if self.prefix:
            label.P = pikepdf.String(self.prefix)
        return label


@dataclass(frozen=True, slots=True)
class _Outside:
    """What a part is besides its pages: how many they are, its bookmark and page labels, counted from its own first."""

    pages: int
    bookmark: _Bookmark
    labels: tuple[_Label, ...]


def join_pdfs(parts: Sequence[Part], out: Path, *, info: PdfInfo) -> int:
    """Write ``parts``, in order, as one PDF/A-2u to ``out``, which says ``info`` of itself; return its pages.

    The same parts and the same info give the same bytes. ``out`` is written whole or not at all.

    Raises InputError when there is no part, a part is not there, or ``out`` cannot be written; ConformanceError when a
    part is broken or does not claim to be PDF/A-2u: what is joined would be none either.
    """
    if not parts:
        raise InputError("không có tệp PDF nào để ghép", where=str(out))
    whole = _start_from(parts[0].path)
    outsides = [_append(whole, part) for part in parts]
    _write_outsides(whole, outsides)
    seal(whole, info)
    with replacing_whole(out) as temporary, temporary.open("xb") as stream:
        save(whole, stream)
    return sum(outside.pages for outside in outsides)


def _start_from(path: Path) -> pikepdf.Pdf:
    """Return an empty PDF with the output intent and the producer of the PDF/A at ``path``."""
    whole = pikepdf.new()
    with _opening_part(path) as first:
        intent = first.Root.OutputIntents[0]
        profile = whole.make_stream(intent.DestOutputProfile.read_bytes(), N=intent.DestOutputProfile.N)
        values = {key: str(value) for key, value in intent.items() if isinstance(value, pikepdf.String)}
        whole.Root.OutputIntents = pikepdf.Array(
            [pikepdf.Dictionary(values | {"/Type": pikepdf.Name.OutputIntent, "/S": intent.S})]
        )
        whole.Root.OutputIntents[0].DestOutputProfile = profile
        whole.docinfo["/Producer"] = str(first.docinfo.get("/Producer", ""))
    whole.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    whole.Root.PageMode = pikepdf.Name.UseOutlines
    return whole


@contextmanager
def _opening_part(path: Path) -> Iterator[pikepdf.Pdf]:
    if not path.is_file():
        raise InputError("không có tệp PDF này để ghép", where=str(path), hint="tạo lại tệp PDF của văn bản này")
    with opening_pdf(path) as pdf:
        packet = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
        if not (is_pdfa_2u(packet) and pdf.pages):
            raise ConformanceError(
                "tệp không phải là PDF/A-2u nên không ghép được",
                where=str(path),
                hint="tạo lại tệp này từ văn bản Word bằng docgen pdf",
            )
        yield pdf


def _append(whole: pikepdf.Pdf, part: Part) -> _Outside:
    """Append the pages of ``part``. pikepdf copies them at once, streams and all: the part need not stay open."""
    with _opening_part(part.path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        outside = _Outside(len(numbers), _read_bookmark(part.title, pdf, numbers), _read_labels(pdf))
        drop_tags(pdf)
        whole.pages.extend(pdf.pages)
    return outside


def _read_bookmark(title: str, pdf: pikepdf.Pdf, numbers: Mapping[tuple[int, int], int]) -> _Bookmark:
    # Not in a ``with``: its end would write them anew.
    return _Bookmark(title, 0, None, tuple(_read_children(pdf.open_outline().root, numbers)))


def _read_children(items: Iterable[pikepdf.OutlineItem], numbers: Mapping[tuple[int, int], int]) -> Iterator[_Bookmark]:
    """Yield the bookmarks that lead to a page by its place; those that lead elsewhere are left out."""
    for item in items:
        place = item.destination
        if isinstance(place, pikepdf.Array) and len(place) and place[0].objgen in numbers:
            top = float(place[3]) if len(place) > _TOP and place[1] == "/XYZ" and place[_TOP] is not None else None
            yield _Bookmark(item.title, numbers[place[0].objgen], top, tuple(_read_children(item.children, numbers)))


def _read_labels(pdf: pikepdf.Pdf) -> tuple[_Label, ...]:
    """Return the page labels of a part by first page; one without any counts 1, 2, 3."""
    if "/PageLabels" not in pdf.Root:
        return (_Label(0, "/D", "", 1),)
    tree = pikepdf.NumberTree(pdf.Root.PageLabels)
    return tuple(
        _Label(int(first), str(label.get("/S", "")), str(label.get("/P", "")), int(label.get("/St", 1)))
        for first, label in tree.items()
    )


def _write_outsides(whole: pikepdf.Pdf, outsides: Sequence[_Outside]) -> None:
    """Write bookmarks and page labels of the whole."""
    starts = [0, *accumulate(outside.pages for outside in outsides)]
    pages = list(whole.pages)
    numbers = pikepdf.Array()
    with whole.open_outline() as outline:
        for start, outside in zip(starts, outsides, strict=False):
            outline.root.append(_build_item(outside.bookmark, pages[start : start + outside.pages], is_closed=True))
            for label in outside.labels:
                numbers.append(start + label.first)
                numbers.append(label.build())
    whole.Root.PageLabels = pikepdf.Dictionary(Nums=numbers)


def _build_item(bookmark: _Bookmark, pages: Sequence[pikepdf.Page], *, is_closed: bool = False) -> pikepdf.OutlineItem:
    """Return the bookmark of a part, whose ``pages`` are these. It keeps the reader's zoom."""
    page = pages[bookmark.page]
    top = page.mediabox[3] if bookmark.top is None else bookmark.top
    item = pikepdf.OutlineItem(bookmark.title, pikepdf.Array([page.obj, pikepdf.Name.XYZ, None, top, None]))
    item.children.extend(_build_item(child, pages) for child in bookmark.children)
    item.is_closed = is_closed and bool(bookmark.children)
    return item
