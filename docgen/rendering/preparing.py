"""Makes a template ready: opened, checked, patched the way of docxtpl, compiled, its other parts packed.

A template is a Word file that clerks may open and change: its sections, column widths and styles are read from it, and
what is wrong with it is said now, not when some document happens to need it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from lxml import etree

from docgen.entrance import ASK_SENDER, SAVE_AGAIN, check_directory
from docgen.errors import InputError, TemplateError
from docgen.ooxml.package import TYPES_PART, find_type
from docgen.rendering.centred_text import CentredText
from docgen.rendering.even_indents import EvenIndents
from docgen.rendering.faults import Severity
from docgen.rendering.fields import FIELDS, SECTION_FIELDS
from docgen.rendering.footnote_part import FOOTNOTES, ensure_footnotes, find_first_id
from docgen.rendering.geometry import Geometry
from docgen.rendering.jinja_messages import explain_syntax
from docgen.rendering.layout import TakenSections, measure_column, read_geometry, take_sections
from docgen.rendering.looks import Look, StyleSheet, W
from docgen.rendering.package import pack_kept_member
from docgen.rendering.patching import patch_parts, write_patched_file
from docgen.rendering.prepared import DOCUMENT, PreparedTemplate
from docgen.rendering.sandbox import Forbidden, compile_tree, find_fields, make_environment, parse_source
from docgen.rendering.style_ids import find_changed_ids, find_missing, restore_ids
from docgen.rendering.tag_faults import read_tags
from docgen.rendering.tags import place_paragraphs
from docgen.rendering.template_file import MAX_BYTES
from docgen.rendering.wordml import DECLARATION

HINT = "các trường và thẻ ghi ở docs/mau.md; xem mọi lỗi bằng docgen template check"
_STYLES = "word/styles.xml"
_TAGGED = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
_STYLED = re.compile(r"word/(styles|numbering|(header|footer|footnotes|endnotes)\d*)\.xml")
_XML = re.compile(r"\.(xml|rels)\Z")
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WRITTEN_ANEW = "docProps/core.xml"
# Columns that come and go while rendering: docxtpl mends the grid of the table afterwards.
_COLUMNS = re.compile(r"\{%\s*(?:tc|colspan|hm)\s")


def prepare_template(path: Path, data: bytes) -> PreparedTemplate:
    """Make the template of these bytes ready; ``path`` is where it stands.

    Raises TemplateError: not a Word file, a tag that cannot be used, a field that does not exist, a style that
    rendering needs and that is gone.
    """
    with _explaining(path):
        return _prepare(path, data)


@contextmanager
def _explaining(path: Path) -> Iterator[None]:
    """Turn what docxtpl, python-docx and lxml raise on a file that is not a Word file into TemplateError."""
    try:
        yield
    except TemplateError:
        raise
    except InputError as error:
        raise TemplateError(f"mẫu không dùng được: {error.message}", where=str(path), hint=error.hint) from error
    except (RecursionError, SyntaxError) as error:  # Python itself nests 20 loops and no more
        message = "các thẻ của mẫu lồng quá nhiều tầng"
        raise TemplateError(message, where=str(path), hint="bớt if, for lồng trong nhau") from error
    except Exception as error:
        raise TemplateError(
            f"mẫu không phải là tệp Word (.docx) dùng được: {_explain(error)}",
            where=str(path),
            hint="mở mẫu bằng Word rồi lưu lại dạng .docx, hoặc cài lại docgen",
        ) from error


def _explain(error: Exception) -> str:
    match error:
        case zipfile.BadZipFile():
            return "không phải gói zip, hoặc gói bị hỏng"
        case KeyError():
            return f"thiếu phần {error}"
        case etree.XMLSyntaxError():
            return f"XML sai ở dòng {error.position[0]}, cột {error.position[1]}"
        case _:
            return str(error)


def open_package(path: Path, data: bytes) -> tuple[dict[str, bytes], Any, Any]:
    """Return the parts of a template by name, and the trees of its body and its styles. Raises TemplateError."""
    with _explaining(path):
        members = _read_members(data)
        body, styles = members[DOCUMENT], members[_STYLES]
        _check_members(members)
        del members[DOCUMENT]
        return members, parse_part(body), parse_part(styles)


def find_tagged(members: Mapping[str, bytes]) -> list[str]:
    """Return the names of the parts beside the body that may have tags."""
    return [name for name, member in members.items() if _TAGGED.fullmatch(name) and b"{" in member]


def _read_members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        check_directory(package.infolist(), MAX_BYTES)
        return {name: package.read(name) for name in package.namelist()}


def _check_members(members: Mapping[str, bytes]) -> None:
    """Refuse what would go into every document as it is, and keep Word from opening it. Raises InputError, KeyError."""
    for name in filter(_XML.search, members):
        try:
            tree = parse_part(members[name]).getroottree()
        except etree.XMLSyntaxError as error:
            raise InputError(f"phần {name} hỏng: {_explain(error)}", hint=SAVE_AGAIN) from error
        if tree.docinfo.doctype:
            raise InputError(f"phần {name} có khai báo DTD, văn bản Word không có", hint=ASK_SENDER)
    if find_type(parse_part(members[TYPES_PART]), DOCUMENT) != _DOCUMENT_TYPE:
        raise InputError("tệp là mẫu .dotx, tệp có macro hoặc loại khác, không phải .docx thường", hint=SAVE_AGAIN)


def parse_part(part: bytes) -> Any:
    """Return the tree of a part; it may not name other files."""
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True))


def write_patched_template(path: Path) -> None:
    """Keep beside a template what makes loading it quick; for the builder of the shipped ones."""
    write_patched_file(path, open_template(path, path.read_bytes()).sources)


@dataclass(frozen=True, slots=True)
class OpenedTemplate:
    """A template as it was read: the XML of the parts with tags, the other members, its layout."""

    sources: Mapping[str, str]
    members: Mapping[str, bytes]
    geometry: Geometry
    centred: tuple[tuple[Look, int], ...]


def open_template(path: Path, data: bytes) -> OpenedTemplate:
    """Read and check a template. Raises TemplateError, and what zipfile and lxml raise for other files."""
    members, root, styles = open_package(path, data)
    changed = find_changed_ids(styles)
    restore_ids((root, styles), changed)
    tagged = find_tagged(members)
    _refuse_faults(path, {DOCUMENT: root} | {name: parse_part(members[name]) for name in tagged})
    missing = find_missing(styles)
    if missing:
        raise TemplateError(
            f"mẫu thiếu kiểu: {', '.join(missing)}", where=str(path), hint="lấy lại mẫu gốc, không xóa các kiểu “VB …”"
        )
    sections = take_sections(root)
    sheet = StyleSheet(styles)
    geometry = read_geometry(root, sections, sheet.read_looks())
    centred = _even_out(root, geometry, sections, sheet)
    if changed:
        members |= {name: _restore_ids(member, changed) for name, member in members.items() if _STYLED.fullmatch(name)}
    sources = {DOCUMENT: DECLARATION + etree.tostring(root, encoding="unicode")}
    sources |= {name: members.pop(name).decode("utf-8-sig") for name in tagged}
    return OpenedTemplate(sources, members, geometry, tuple(centred.paragraphs))


def _refuse_faults(path: Path, parts: Mapping[str, Any]) -> None:
    """Raise TemplateError for the first tag that cannot be used."""
    faults = [fault for fault in read_tags(place_paragraphs(parts)).faults if fault.severity is Severity.ERROR]
    if faults:
        more = f"; còn {len(faults) - 1} lỗi khác, xem bằng: docgen template check {path}" if len(faults) > 1 else ""
        raise TemplateError(faults[0].message, where=f"{path}, {faults[0].place}", hint=faults[0].hint + more)


def _restore_ids(member: bytes, changed: Mapping[str, str]) -> bytes:
    tree = etree.fromstring(member)
    restore_ids((tree,), changed)
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)


def _even_out(root: Any, geometry: Geometry, sections: TakenSections, sheet: StyleSheet) -> CentredText:
    """Let centred titles break into lines of about equal length."""
    centred = CentredText()
    width = geometry.main.text_width
    for paragraph in root.iter(f"{W}p"):
        if paragraph is sections.main_end:
            width = geometry.part.text_width
        centred.set_indents(paragraph, sheet.look_of_paragraph(paragraph), measure_column(paragraph, width))
    return centred


def _prepare(path: Path, data: bytes) -> PreparedTemplate:
    opened = open_template(path, data)
    environment = make_environment(EvenIndents(opened.centred))
    patched = patch_parts(path, opened.sources)
    try:
        trees = {name: parse_source(environment, source) for name, source in patched.items()}
        code = {name: compile_tree(environment, tree) for name, tree in trees.items()}
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(
            f"thẻ trong mẫu viết sai: {explain_syntax(error.message)}", where=str(path), hint=HINT
        ) from error
    except Forbidden as error:
        raise TemplateError(
            f"mẫu không dựng được: không được phép dùng {error} trong mẫu", where=str(path), hint=HINT
        ) from error
    fields = frozenset(name for tree in trees.values() for name in find_fields(tree))
    unknown = sorted(fields - FIELDS - SECTION_FIELDS)
    if unknown:
        raise TemplateError(f"không có trường “{unknown[0]}”", where=str(path), hint=HINT)
    members = opened.members if FOOTNOTES in code else ensure_footnotes(opened.members)
    footnotes = opened.sources.get(FOOTNOTES) or members[FOOTNOTES].decode("utf-8-sig")
    return PreparedTemplate(
        code=code,
        members=tuple(pack_kept_member(name, part) for name, part in members.items() if name != _WRITTEN_ANEW),
        fields=fields,
        geometry=opened.geometry,
        centred=opened.centred,
        footnotes="" if FOOTNOTES in code else footnotes,
        first_footnote=find_first_id(footnotes),
        needs_docxtpl=any(_COLUMNS.search(source) for source in opened.sources.values()),
    )
