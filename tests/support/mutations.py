"""Mutations: each breaks one thing in a clean document that docgen rendered.

A mutation takes a ``Package`` and its arguments. ``target`` names a component by what it is (``TARGETS``), or a style
id of the templates, or ``text:…`` for the paragraphs that contain these words. ``how`` says where a look is changed:
``style`` in styles.xml, ``direct`` in the paragraphs themselves. Layouts (styles flattened, tabs, plain paragraphs) are
applied after the mutation by ``layouts``.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from docx_package import STYLES, Package, properties, remove_property, set_property, set_text, style_of, text_of, w
from lxml import etree

TARGETS = {
    "nation": "QuocHieu",
    "motto": "TieuNgu",
    "parent": "CoQuanChuQuan",
    "organ": "CoQuanBanHanh",
    "code": "SoKyHieu",
    "date": "DiaDanhThoiGian",
    "letter_subject": "TrichYeuCongVan",
    "urgency": "DauKhan",
    "circulation": "PhamViLuuHanh",
    "type": "TenLoai",
    "subject": "TrichYeu",
    "authority": "ThamQuyen",
    "addressee": "KinhGui",
    "addressees_title": "KinhGuiNhieu",
    "addressees": "KinhGuiDanhSach",
    "basis": "CanCu",
    "text": "NoiDung",
    "part": "DeMuc",
    "part_title": "TieuDeDeMuc",
    "roman": "MucLaMa",
    "article": "Dieu",
    "titled_article": "DieuCoTieuDe",
    "clause": "Khoan",
    "titled_clause": "KhoanCoTieuDe",
    "point": "Diem",
    "dash": "Gach",
    "plus": "Cong",
    "recipients_title": "NoiNhanTieuDe",
    "recipients": "NoiNhan",
    "drafter": "KyHieuNguoiSoan",
    "position": "QuyenHanChucVu",
    "name": "HoTen",
    "office": "ChucVuKhac",
    "appendix": "PhuLucSo",
    "appendix_title": "PhuLucTieuDe",
    "issued_with": "KemTheo",
    "page_number": "SoTrang",
    "contact": "DiaChi",
    "motto_line": "DongKe",
    "subject_line": "DongKeTrichYeu",
}
"""Components by the style that the templates set them in."""

Mutation = Callable[..., None]

MUTATIONS: dict[str, Mutation] = {}
"""All mutations by name, as rule cases call them."""

LOOKS: set[str] = set()
"""The mutations that take ``how``: they are tried through the style and directly."""


def mutation(function: Mutation) -> Mutation:
    """Register a mutation."""
    MUTATIONS[function.__name__] = function
    return function


def look(function: Mutation) -> Mutation:
    """Register a mutation that can be made through the style or directly."""
    LOOKS.add(function.__name__)
    return mutation(function)


def find_paragraphs(package: Package, target: str, nth: int | None = None) -> list[Any]:
    """Return the paragraphs of a target (all, or the ``nth`` from 0, negative from the end). Raises LookupError."""
    found: list[Any] = []
    for name in package.text_parts():
        for paragraph in package.part(name).iter(w("p")):
            if target.startswith("text:"):
                if target[5:] in text_of(paragraph):
                    found.append(paragraph)
            elif style_of(paragraph) == TARGETS.get(target, target):
                found.append(paragraph)
    if not found:
        raise LookupError(f"no paragraph for {target!r}")
    return found if nth is None else [found[nth]]


def _find_style(package: Package, target: str) -> Any:
    wanted = TARGETS.get(target, target)
    for style in package.part(STYLES).iter(w("style")):
        if style.get(w("styleId")) == wanted:
            return style
    raise LookupError(f"no style for {target!r}")


def _paragraph_owners(package: Package, target: str, how: str, nth: int | None) -> list[Any]:
    if how == "style":
        return [properties(_find_style(package, target), "pPr")]
    return [properties(paragraph, "pPr") for paragraph in find_paragraphs(package, target, nth)]


def _run_owners(package: Package, target: str, how: str, nth: int | None) -> list[Any]:
    if how == "style":
        return [properties(_find_style(package, target), "rPr")]
    return [
        properties(run, "rPr") for paragraph in find_paragraphs(package, target, nth) for run in paragraph.iter(w("r"))
    ]


# --- looks of characters --------------------------------------------------------------------------------------------


@look
def set_size(package: Package, *, target: str, points: float, how: str = "direct", nth: int | None = None) -> None:
    """Set the size of type."""
    for owner in _run_owners(package, target, how, nth):
        set_property(owner, "sz", val=round(points * 2))
        set_property(owner, "szCs", val=round(points * 2))


@look
def set_bold(package: Package, *, target: str, on: bool, how: str = "direct", nth: int | None = None) -> None:
    """Set or take away bold."""
    _toggle(package, "b", target, on, how, nth)


@look
def set_italic(package: Package, *, target: str, on: bool, how: str = "direct", nth: int | None = None) -> None:
    """Set or take away italic."""
    _toggle(package, "i", target, on, how, nth)


@look
def set_caps(package: Package, *, target: str, on: bool, how: str = "direct", nth: int | None = None) -> None:
    """Set or take away the capitals of the format."""
    _toggle(package, "caps", target, on, how, nth)


def _toggle(package: Package, name: str, target: str, on: bool, how: str, nth: int | None) -> None:
    for owner in _run_owners(package, target, how, nth):
        set_property(owner, name, val=None if on else "0")


@look
def set_underline(package: Package, *, target: str, how: str = "direct", nth: int | None = None) -> None:
    """Underline with the font."""
    for owner in _run_owners(package, target, how, nth):
        set_property(owner, "u", val="single")


@look
def set_color(package: Package, *, target: str, color: str, how: str = "direct", nth: int | None = None) -> None:
    """Set the colour of the letters (RRGGBB)."""
    for owner in _run_owners(package, target, how, nth):
        set_property(owner, "color", val=color)


@look
def set_font(package: Package, *, target: str, font: str, how: str = "direct", nth: int | None = None) -> None:
    """Set the font."""
    for owner in _run_owners(package, target, how, nth):
        set_property(owner, "rFonts", ascii=font, hAnsi=font, cs=font, eastAsia=font)


# --- looks of paragraphs --------------------------------------------------------------------------------------------


@look
def set_align(package: Package, *, target: str, align: str, how: str = "direct", nth: int | None = None) -> None:
    """Set the alignment: left, center, right, both."""
    for owner in _paragraph_owners(package, target, how, nth):
        set_property(owner, "jc", val=align)


@look
def set_indent(
    package: Package,
    *,
    target: str,
    first_line: int | None = None,
    hanging: int | None = None,
    left: int | None = None,
    right: int | None = None,
    how: str = "direct",
    nth: int | None = None,
) -> None:
    """Set indents, in twips; what is not given stays."""
    given = {"firstLine": first_line, "hanging": hanging, "left": left, "right": right}
    for owner in _paragraph_owners(package, target, how, nth):
        set_property(owner, "ind", **{key: value for key, value in given.items() if value is not None})


@look
def set_spacing(
    package: Package,
    *,
    target: str,
    before: int | None = None,
    after: int | None = None,
    line: int | None = None,
    line_rule: str | None = None,
    how: str = "direct",
    nth: int | None = None,
) -> None:
    """Set the space before and after (twips) and the line spacing; what is not given stays."""
    given = {"before": before, "after": after, "line": line, "lineRule": line_rule}
    for owner in _paragraph_owners(package, target, how, nth):
        set_property(owner, "spacing", **{key: value for key, value in given.items() if value is not None})


# --- text -----------------------------------------------------------------------------------------------------------


@mutation
def replace_text(package: Package, *, target: str, old: str, new: str, nth: int | None = None) -> None:
    """Replace words in a target's paragraphs. Raises LookupError where they do not stand."""
    hits = 0
    for paragraph in find_paragraphs(package, target, nth):
        text = text_of(paragraph)
        if old not in text:
            continue
        hits += 1
        node = next((node for node in paragraph.iter(w("t")) if old in (node.text or "")), None)
        if node is not None:
            node.text = (node.text or "").replace(old, new)
        else:
            set_text(paragraph, text.replace(old, new))
    if not hits:
        raise LookupError(f"{old!r} does not stand in {target!r}")


@mutation
def write_text(package: Package, *, target: str, text: str, nth: int | None = 0) -> None:
    """Replace the whole text of a target."""
    for paragraph in find_paragraphs(package, target, nth):
        set_text(paragraph, text)


@mutation
def append_text(package: Package, *, target: str, text: str, nth: int | None = -1) -> None:
    """Put words at the end of a target."""
    for paragraph in find_paragraphs(package, target, nth):
        node = list(paragraph.iter(w("t")))[-1]
        node.text = f"{node.text or ''}{text}"
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


@mutation
def strip_end(package: Package, *, target: str, end: str, nth: int | None = -1) -> None:
    """Take a final mark away. Raises LookupError where it is not."""
    for paragraph in find_paragraphs(package, target, nth):
        node = list(paragraph.iter(w("t")))[-1]
        if not (node.text or "").endswith(end):
            raise LookupError(f"{node.text!r} does not end with {end!r}")
        node.text = (node.text or "").removesuffix(end)


@mutation
def change_case(package: Package, *, target: str, case: str, nth: int | None = None) -> None:
    """Write a target in upper, lower, title or sentence case."""
    for paragraph in find_paragraphs(package, target, nth):
        for node in paragraph.iter(w("t")):
            text = node.text or ""
            node.text = getattr(text, "capitalize" if case == "sentence" else case)()


@mutation
def decompose_text(package: Package, *, target: str, nth: int | None = None) -> None:
    """Write a target's letters decomposed (NFD)."""
    import unicodedata

    for paragraph in find_paragraphs(package, target, nth):
        for node in paragraph.iter(w("t")):
            node.text = unicodedata.normalize("NFD", node.text or "")


# --- paragraphs -----------------------------------------------------------------------------------------------------


@mutation
def remove_paragraphs(package: Package, *, target: str, nth: int | None = None) -> None:
    """Take a target's paragraphs away (an empty one stays where a cell would be without any)."""
    for paragraph in find_paragraphs(package, target, nth):
        parent = paragraph.getparent()
        if parent.tag == w("tc") and len(parent.findall(w("p"))) == 1:
            for child in list(paragraph):
                if child.tag != w("pPr"):
                    paragraph.remove(child)
        else:
            parent.remove(paragraph)


@mutation
def insert_paragraph(
    package: Package, *, target: str, text: str, nth: int = -1, style: str = "", before: bool = False
) -> None:
    """Put a paragraph after (or before) a target, in its style or another."""
    neighbour = find_paragraphs(package, target, nth)[0]
    paragraph = etree.Element(w("p"))
    ppr = neighbour.find(w("pPr"))
    if ppr is not None:
        paragraph.append(copy.deepcopy(ppr))
        section = paragraph.find(f"{w('pPr')}/{w('sectPr')}")
        if section is not None:
            section.getparent().remove(section)
    if style:
        set_property(properties(paragraph, "pPr"), "pStyle", val=TARGETS.get(style, style))
    set_text(paragraph, text)
    (neighbour.addprevious if before else neighbour.addnext)(paragraph)


@mutation
def move_paragraph(package: Package, *, target: str, nth: int = 0, after: str, after_nth: int = -1) -> None:
    """Move a target after another."""
    moved = find_paragraphs(package, target, nth)[0]
    find_paragraphs(package, after, after_nth)[0].addnext(moved)


@mutation
def repeat_paragraph(package: Package, *, target: str, nth: int = 0) -> None:
    """Write a target twice."""
    paragraph = find_paragraphs(package, target, nth)[0]
    paragraph.addnext(copy.deepcopy(paragraph))


@mutation
def restyle(package: Package, *, target: str, style: str, nth: int | None = None) -> None:
    """Set a target in the style of another component."""
    for paragraph in find_paragraphs(package, target, nth):
        owner = properties(paragraph, "pPr")
        set_property(owner, "pStyle", val=TARGETS.get(style, style))


@mutation
def set_borders(
    package: Package, *, target: str, color: str = "000000", on: bool = True, nth: int | None = None
) -> None:
    """Frame a target, or take its frame away."""
    for paragraph in find_paragraphs(package, target, nth):
        owner = properties(paragraph, "pPr")
        remove_property(owner, "pBdr")
        border = set_property(owner, "pBdr")
        for side in ("top", "left", "bottom", "right"):
            line = etree.SubElement(border, w(side))
            for key, value in (("val", "single" if on else "nil"), ("sz", "8"), ("space", "1"), ("color", color)):
                line.set(w(key), value)


@mutation
def set_line_length(package: Package, *, target: str, indent: int, nth: int | None = 0) -> None:
    """Set the indents on both sides of a drawn line (``motto_line`` nth 1, ``motto_line`` nth 0 for the agency's)."""
    set_indent(package, target=target, left=indent, right=indent, how="direct", nth=nth)


def apply_mutation(data: bytes, name: str, args: dict[str, Any]) -> bytes:
    """Return a document after one mutation. Raises LookupError for a mutation that finds nothing to break."""
    package = Package(data)
    _load_all()
    if name not in MUTATIONS:
        raise LookupError(f"no mutation {name!r}; there are: {', '.join(sorted(MUTATIONS))}")
    MUTATIONS[name](package, **args)
    return package.save()


def _load_all() -> None:
    import mutations_page  # noqa: F401  # registers the mutations of pages, headers and sections
