"""Templates: found by the type of the document, patched by docxtpl and compiled once.

A template is a Word file that clerks may open and change: its sections, column widths and sizes are read from it.
"""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from docgen.errors import TemplateError
from docgen.rendering.geometry import Geometry, read_geometry, take_sections

_DYNAMIC = re.compile(r"word/(header|footer)\d*\.xml")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What template.toml says: the kind, the form of Annex III, the types it serves and the fields it asks for."""

    kind: str
    form: str
    title: str
    document_types: tuple[str, ...]
    with_attachments: bool
    fields: tuple[str, ...]
    legal_basis: tuple[str, ...]


def load_manifest(folder: Path) -> Manifest:
    """Read template.toml. Raises TemplateError when it is missing or says too little."""
    path = folder / "template.toml"
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return Manifest(
            kind=data["kind"],
            form=data["form"],
            title=data["title"],
            document_types=tuple(data["document_types"]),
            with_attachments=data.get("with_attachments", False),
            fields=tuple(data["fields"]),
            legal_basis=tuple(data["legal_basis"]),
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateError(f"không đọc được: {error}", where=str(path), hint="xem docs/mau.md") from error
    except KeyError as error:
        raise TemplateError(f"thiếu trường {error}", where=str(path), hint="xem docs/mau.md") from error


class TemplateFolder:
    """The folder of templates; each is loaded on first need and kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: dict[str, Template] = {}

    @cached_property
    def manifests(self) -> Mapping[str, Manifest]:
        """The manifests by kind. Raises TemplateError when the folder holds none."""
        found = {path.parent.name: load_manifest(path.parent) for path in sorted(self._folder.glob("*/template.toml"))}
        if not found:
            raise TemplateError(
                "không có mẫu nào", where=str(self._folder), hint="kiểm tra DOCGEN_TEMPLATES hoặc cài lại docgen"
            )
        return found

    def find_kind(self, document_type: str, *, with_attachments: bool = False) -> str | None:
        """Return the kind of template for a type of document, or None."""
        kinds = [kind for kind, manifest in self.manifests.items() if document_type in manifest.document_types]
        exact = [kind for kind in kinds if self.manifests[kind].with_attachments == with_attachments]
        return next(iter(exact or kinds), None)

    def get_template(self, kind: str) -> Template:
        """Return the template of a kind. Raises TemplateError when it cannot be used."""
        if kind not in self._loaded:
            self._loaded[kind] = load_template(self._folder / kind / "template.docx")
        return self._loaded[kind]

    def read_starter(self, document_type: str) -> str:
        """Return the starter draft of a type of document. Raises TemplateError when there is none."""
        kind = self.find_kind(document_type)
        path = self._folder / (kind or "") / f"{document_type}.vb.txt"
        if kind is None or not path.is_file():
            raise TemplateError(f"không có bản thảo mẫu cho “{document_type}”", where=str(self._folder))
        return path.read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Template:
    """A template ready to render: compiled parts, the members that stay as they are, what was read from it.

    ``compiled`` maps part names to Jinja templates. ``members`` holds the other parts as bytes.
    """

    path: Path
    compiled: Mapping[str, Any]
    members: Mapping[str, bytes]
    geometry: Geometry

    def render_parts(self, context: Mapping[str, Any]) -> dict[str, str]:
        """Return the XML of every compiled part. Raises TemplateError for data that the template misses."""
        from jinja2 import TemplateError as JinjaError
        from jinja2 import UndefinedError

        try:
            return {name: template.render(context) for name, template in self.compiled.items()}
        except UndefinedError as error:
            raise TemplateError(
                f"mẫu cần một trường mà dữ liệu không có: {error.message}",
                where=str(self.path),
                hint="sửa tên trường trong mẫu; các trường có sẵn ghi ở docs/mau.md",
            ) from error
        except (JinjaError, TypeError, ValueError) as error:
            raise TemplateError(f"mẫu không dựng được: {error}", where=str(self.path)) from error

    def find_fields(self) -> frozenset[str]:
        """Return the names of the top-level fields that the template asks for."""
        from jinja2 import meta

        names: set[str] = set()
        for template in self.compiled.values():
            environment = template.environment
            names |= meta.find_undeclared_variables(environment.parse(template.docgen_source))
        return frozenset(names)


def load_template(path: Path) -> Template:
    """Patch and compile a template. Raises TemplateError: not a Word file, a tag that Jinja does not understand."""
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
        raise TemplateError(f"mẫu không phải là tệp Word dùng được: {error}", where=str(path)) from error


def _load(path: Path, data: bytes) -> Template:
    from docxtpl import DocxTemplate

    docx = DocxTemplate(io.BytesIO(data))
    docx.init_docx()
    root = docx.docx.element
    sections = take_sections(root)
    geometry = read_geometry(root, sections, docx.docx.styles.element)
    sources = {"word/document.xml": docx.patch_xml(docx.xml_to_string(root))}
    members: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if _DYNAMIC.fullmatch(name) and b"{" in package.read(name):
                sources[name] = docx.patch_xml(package.read(name).decode("utf-8"))
            elif name != "word/document.xml":
                members[name] = package.read(name)
    return Template(path, {name: _compile(path, source) for name, source in sources.items()}, members, geometry)


def _compile(path: Path, source: str) -> Any:
    """Compile one part: escaping always, a missing field is an error, no code beyond the sandbox."""
    from jinja2 import StrictUndefined, TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, cache_size=0)
    try:
        template = environment.from_string(source)
    except TemplateSyntaxError as error:
        raise TemplateError(
            f"thẻ trong mẫu viết sai: {error.message}", where=str(path), hint="xem docs/mau.md"
        ) from error
    template.docgen_source = source  # type: ignore[attr-defined]  # kept for find_fields
    return template
