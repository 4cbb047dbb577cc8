"""The folder of templates: found by the type of the document, loaded on first need."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.errors import TemplateError

if TYPE_CHECKING:
    from docgen.rendering.template import Template
    from docgen.rendering.template_cache import TemplateCache


class Manifest(NamedTuple):
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
    """The folder of templates; each is loaded on first need and kept.

    A Word file under the same name in ``own`` takes the place of the folder's: looked for each time, it may change.
    """

    def __init__(self, folder: Path, cache: TemplateCache | None = None, *, own: Path | None = None) -> None:
        self._folder = folder
        self._cache = cache
        self._own = own
        self._loaded: dict[str, tuple[object, Template]] = {}

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
        path, mark = self._find_file(kind)
        known = self._loaded.get(kind)
        if known is not None and known[0] == mark:
            return known[1]
        # Here, because it needs Jinja: starters and manifests are read without waiting for it.
        from docgen.rendering.template import load_template

        template = load_template(path, self._cache)
        self._loaded[kind] = mark, template
        return template

    def _find_file(self, kind: str) -> tuple[Path, object]:
        """Return the file of a kind, and what changes when it does."""
        if self._own is not None:
            path = self._own / kind / "template.docx"
            with suppress(FileNotFoundError):
                state = path.stat()
                return path, (state.st_ino, state.st_mtime_ns, state.st_size)
        return self._folder / kind / "template.docx", None

    def read_starter(self, document_type: str) -> str:
        """Return the starter draft of a type of document. Raises TemplateError when there is none."""
        kind = self.find_kind(document_type)
        path = self._folder / (kind or "") / f"{document_type}.vb.txt"
        if kind is None or not path.is_file():
            raise TemplateError(f"không có bản thảo mẫu cho “{document_type}”", where=str(self._folder))
        return path.read_text(encoding="utf-8")
