"""The folder of templates: found by the type of the document, loaded on first need."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.errors import TemplateError
from docgen.kept import find_kept, keep

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
    return _read_manifest(path, _read_bytes(path))


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TemplateError(f"không đọc được: {error}", where=str(path), hint="xem docs/mau.md") from error


def _read_manifest(path: Path, text: bytes) -> Manifest:
    import tomllib  # here, because manifests that are kept do without

    try:
        data: dict[str, Any] = tomllib.loads(text.decode())
        return Manifest(
            kind=data["kind"],
            form=data["form"],
            title=data["title"],
            document_types=tuple(data["document_types"]),
            with_attachments=data.get("with_attachments", False),
            fields=tuple(data["fields"]),
            legal_basis=tuple(data["legal_basis"]),
        )
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateError(f"không đọc được: {error}", where=str(path), hint="xem docs/mau.md") from error
    except KeyError as error:
        raise TemplateError(f"thiếu trường {error}", where=str(path), hint="xem docs/mau.md") from error


def _revive(values: list[Any]) -> Manifest:
    return Manifest._make(tuple(value) if isinstance(value, list) else value for value in values)


class TemplateFolder:
    """The folder of templates; each is loaded on first need and held.

    ``cache`` keeps those that are made ready, ``kept`` is the folder for what the manifests say; None for neither. A
    Word file under the same name in ``own`` takes the place of the folder's: looked for each time, it may change.
    """

    def __init__(
        self, folder: Path, cache: TemplateCache | None = None, *, kept: Path | None = None, own: Path | None = None
    ) -> None:
        self._folder = folder
        self._cache = cache
        self._kept = kept
        self._own = own
        self._loaded: dict[str, tuple[object, Template]] = {}

    @cached_property
    def manifests(self) -> Mapping[str, Manifest]:
        """The manifests by kind. Raises TemplateError when the folder holds none."""
        texts = {path: _read_bytes(path) for path in sorted(self._folder.glob("*/template.toml"))}
        if not texts:
            raise TemplateError(
                "không có mẫu nào", where=str(self._folder), hint="kiểm tra DOCGEN_TEMPLATES hoặc cài lại docgen"
            )
        all_texts = b"\0".join(texts.values())
        try:
            said = [_revive(values) for values in find_kept(self._kept, all_texts)] if self._kept else []
        except TypeError:  # nothing is kept, or something else
            said = []
        if len(said) != len(texts):
            said = [_read_manifest(path, text) for path, text in texts.items()]
            if self._kept:
                keep(self._kept, all_texts, said)
        return {path.parent.name: manifest for path, manifest in zip(texts, said, strict=True)}

    def find_kind(self, document_type: str, *, with_attachments: bool = False) -> str | None:
        """Return the kind of template for a type of document, or None."""
        kinds = [kind for kind, manifest in self.manifests.items() if document_type in manifest.document_types]
        exact = [kind for kind in kinds if self.manifests[kind].with_attachments == with_attachments]
        return next(iter(exact or kinds), None)

    def get_template(self, kind: str) -> Template:
        """Return the template of a kind. Raises TemplateError when it cannot be used."""
        known = self._loaded.get(kind)
        if known is not None and self._own is None:
            return known[1]
        path, mark = self._find_file(kind)
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
