"""One template: opened by docxtpl, checked, patched and compiled once, rendered many times.

A template is a Word file that clerks may open and change: its sections, column widths and styles are read from it, and
what is wrong with it is said when it is loaded, not when some document happens to need it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from docgen.errors import TemplateError
from docgen.rendering.even_indents import EvenIndents
from docgen.rendering.fields import FIELDS, SECTION_FIELDS
from docgen.rendering.footnote_part import FOOTNOTES, ensure_footnotes, find_first_id
from docgen.rendering.geometry import Geometry, TakenSections, measure_column, read_geometry, take_sections
from docgen.rendering.looks import StyleSheet, W
from docgen.rendering.patching import patch_parts, write_patched_file
from docgen.rendering.style_ids import find_changed_ids, find_missing, restore_ids
from docgen.rendering.tags import find_broken_tag

_DOCUMENT = "word/document.xml"
_HEADER_OR_FOOTER = re.compile(r"word/(header|footer)\d*\.xml")
_STYLED = re.compile(r"word/(styles|numbering|(header|footer|footnotes|endnotes)\d*)\.xml")
_HINT = "các trường và thẻ ghi ở docs/mau.md"


class _Missing(jinja2.StrictUndefined):
    """What stands for a name that is not there: it may not be printed, looped over or tested."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_exception is SecurityError:
            return f"không được phép dùng “{self._undefined_name}” trong mẫu"
        return f"không có trường “{self._undefined_name}”"


@dataclass(frozen=True, slots=True)
class Template:
    """A template ready to render: compiled parts, the members that stay as they are, what was read from it.

    ``compiled`` maps part names to Jinja templates, ``fields`` are the names that they ask for. ``members`` holds the
    other parts as bytes. ``first_footnote`` is the first id that its own footnotes leave free.
    """

    path: Path
    compiled: Mapping[str, jinja2.Template]
    fields: frozenset[str]
    members: Mapping[str, bytes]
    geometry: Geometry
    first_footnote: int

    def render_parts(self, context: Mapping[str, Any]) -> dict[str, str]:
        """Return the XML of every compiled part. Raises TemplateError for whatever goes wrong in it."""
        try:
            return {name: template.render(context) for name, template in self.compiled.items()}
        except jinja2.UndefinedError as error:
            raise TemplateError(f"{error.message}", where=str(self.path), hint=_HINT) from error
        except SecurityError as error:
            raise TemplateError(f"mẫu có thẻ bị cấm: {error}", where=str(self.path), hint=_HINT) from error
        except Exception as error:
            # Expressions in tags can fail in any way that Python can: division by zero, a range without end.
            raise TemplateError(f"mẫu không dựng được: {error}", where=str(self.path), hint=_HINT) from error

    def find_fields(self) -> frozenset[str]:
        """Return the names of the fields that the template's own tags ask for."""
        return self.fields - SECTION_FIELDS


def load_template(path: Path) -> Template:
    """Check, patch and compile a template.

    Raises TemplateError: not a Word file, a tag that is not closed or that Jinja does not understand, a field that does
    not exist, a style that rendering needs and that is gone.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TemplateError(f"không mở được mẫu: {error.strerror}", where=str(path), hint="cài lại docgen") from error
    try:
        return _load(path, data)
    except TemplateError:
        raise
    except Exception as error:
        # docxtpl, python-docx and lxml raise what they like on a file that is not a Word file.
        raise TemplateError(
            f"mẫu không phải là tệp Word (.docx) dùng được: {error}",
            where=str(path),
            hint="mở mẫu bằng Word rồi lưu lại dạng .docx, hoặc cài lại docgen",
        ) from error


def write_patched_template(path: Path) -> None:
    """Keep beside a template what makes loading it quick; for the builder of the shipped ones."""
    write_patched_file(path, _open(path, path.read_bytes()).sources)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A template as it was read: the XML of the parts with tags, the other members, its layout."""

    sources: Mapping[str, str]
    members: Mapping[str, bytes]
    geometry: Geometry
    indents: EvenIndents


def _load(path: Path, data: bytes) -> Template:
    opened = _open(path, data)
    compiled, fields = _compile(path, patch_parts(path, opened.sources), opened.indents)
    members = ensure_footnotes(opened.members)
    return Template(path, compiled, fields, members, opened.geometry, find_first_id(members[FOOTNOTES]))


def _open(path: Path, data: bytes) -> _Opened:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    root, styles = _parse(members.pop(_DOCUMENT)), _parse(members["word/styles.xml"])
    changed = find_changed_ids(styles)
    restore_ids((root, styles), changed)
    _check(path, root, styles)
    sections = take_sections(root)
    geometry = read_geometry(root, sections, StyleSheet(styles))
    indents = _even_out(root, geometry, sections)
    if changed:
        members |= {name: _restore_ids(member, changed) for name, member in members.items() if _STYLED.fullmatch(name)}
    tagged = [name for name, member in members.items() if _HEADER_OR_FOOTER.fullmatch(name) and b"{" in member]
    sources = {name: members.pop(name).decode("utf-8") for name in tagged}
    return _Opened(sources | {_DOCUMENT: etree.tostring(root, encoding="unicode")}, members, geometry, indents)


def _parse(part: bytes) -> Any:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True))


def _restore_ids(member: bytes, changed: Mapping[str, str]) -> bytes:
    tree = etree.fromstring(member)
    restore_ids((tree,), changed)
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)


def _check(path: Path, root: Any, styles: Any) -> None:
    """Refuse what would only show in some documents, or in none but look wrong in all."""
    broken = find_broken_tag(root)
    if broken is not None:
        raise TemplateError(
            f"thẻ chưa đóng hoặc chưa mở: “{broken}”", where=str(path), hint="thẻ viết đủ {{ … }} hoặc {% … %}"
        )
    missing = find_missing(styles)
    if missing:
        raise TemplateError(
            f"mẫu thiếu kiểu: {', '.join(missing)}", where=str(path), hint="lấy lại mẫu gốc, không xóa các kiểu “VB …”"
        )


def _even_out(root: Any, geometry: Geometry, sections: TakenSections) -> EvenIndents:
    """Let centred titles break into lines of about equal length."""
    indents = EvenIndents()
    width = geometry.main.text_width
    for paragraph in root.iter(f"{W}p"):
        if paragraph is sections.main_end:
            width = geometry.part.text_width
        look = geometry.styles.look_of_paragraph(paragraph)
        indents.set_calls(paragraph, look, measure_column(paragraph, width))
    return indents


def _compile(
    path: Path, sources: Mapping[str, str], indents: EvenIndents
) -> tuple[dict[str, jinja2.Template], frozenset[str]]:
    """Compile the parts: escaping always, a missing field is an error, no code beyond the sandbox."""
    environment = ImmutableSandboxedEnvironment(undefined=_Missing, autoescape=True, cache_size=0)
    # Nothing of what Jinja lends by itself: a form needs no ranges and no filler text.
    environment.globals = indents.get_functions()
    compiled: dict[str, jinja2.Template] = {}
    fields: set[str] = set()
    for name, source in sources.items():
        try:
            tree = environment.parse(source)
            fields |= find_undeclared_variables(tree)
            compiled[name] = environment.from_string(tree)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError(f"thẻ trong mẫu viết sai: {error.message}", where=str(path), hint=_HINT) from error
    unknown = sorted(fields - FIELDS - SECTION_FIELDS)
    if unknown:
        near = get_close_matches(unknown[0], FIELDS, n=1)
        hint = f"có phải là {near[0]}?" if near else _HINT
        raise TemplateError(f"không có trường “{unknown[0]}”", where=str(path), hint=hint)
    return compiled, frozenset(fields)
