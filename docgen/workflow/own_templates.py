"""The templates of one office: a Word file that an administrator sent takes the place of docgen's own for its kind.

A template is code. What is sent is checked tag by tag, then rendered (in the sandbox, as ever) into the starters of its
kind, and checked again as a document; only then it may take another's place. The file that it replaces stays with
docgen, and every file that was ever in use stays in the store.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.checking import Finding
from docgen.checking.findings import Severity
from docgen.drafting import parse_draft
from docgen.errors import DocgenError, NotFoundError, TemplateError
from docgen.files import make_folder, write_whole
from docgen.records.audit import STORE_CHAIN, Act, append_act
from docgen.records.documents import Actor
from docgen.records.roles import require_role
from docgen.records.store import Store
from docgen.records.submission import register_file
from docgen.rendering import Renderer, TemplateFolder
from docgen.rendering.faults import Fault
from docgen.rendering.template_check import read_template
from docgen.rendering.templates import Manifest
from docgen.settings import Settings
from docgen.workflow.preview import check_rendered

FILE = "template.docx"


@dataclass(frozen=True, slots=True)
class Trial:
    """What a template that was sent is worth: the faults of its tags, and what is wrong with what it makes."""

    faults: tuple[Fault, ...]
    is_usable: bool
    trouble: DocgenError | None = None
    findings: tuple[Finding, ...] = ()


class OwnTemplates:
    """The templates in the folder that ``settings.own_templates_folder`` names, which must be set."""

    def __init__(self, settings: Settings) -> None:
        if settings.own_templates_folder is None:
            raise ValueError("no folder for own templates")
        self._settings = settings
        self._folder = settings.own_templates_folder

    def list_kinds(self) -> Iterator[tuple[Manifest, bool]]:
        """Yield all kinds of templates, and whether the office has one of its own."""
        for kind, manifest in TemplateFolder(self._settings.templates_folder).manifests.items():
            yield manifest, self._path(kind).is_file()

    def get_manifest(self, kind: str) -> Manifest:
        """Return what a kind of templates is for. Raises NotFoundError."""
        manifest = TemplateFolder(self._settings.templates_folder).manifests.get(kind)
        if manifest is None:
            raise NotFoundError("không có loại mẫu này", hint="chọn trong danh sách mẫu")
        return manifest

    def read(self, kind: str) -> bytes:
        """Return the template that is in use. Raises NotFoundError when there is no such kind."""
        self.get_manifest(kind)
        own = self._path(kind)
        return (own if own.is_file() else self._settings.templates_folder / kind / FILE).read_bytes()

    def is_own(self, kind: str) -> bool:
        """Return whether the office has a template of its own of a kind."""
        return self._path(kind).is_file()

    def try_out(self, kind: str, data: bytes) -> Trial:
        """Check a template that was sent, and what it makes. Changes nothing. Raises NotFoundError (kind)."""
        manifest = self.get_manifest(kind)
        with tempfile.TemporaryDirectory(prefix="docgen-mau-") as folder:
            trial = Path(folder) / kind
            trial.mkdir()
            shutil.copyfile(self._settings.templates_folder / kind / "template.toml", trial / "template.toml")
            (trial / FILE).write_bytes(data)
            try:
                report = read_template(trial / FILE)
            except TemplateError as error:
                return Trial((), False, trouble=TemplateError(error.message, hint=error.hint))
            if not report.is_usable:
                return Trial(report.faults, False)
            try:
                findings = self._render_starters(manifest, Path(folder))
            except DocgenError as error:
                return Trial(report.faults, False, trouble=TemplateError(error.message, hint=error.hint))
            return Trial(report.faults, True, findings=findings)

    def set(self, store: Store, kind: str, data: bytes, actor: Actor) -> None:
        """Let a template that was tried out take the place of the one in use. Raises ForbiddenError, TemplateError."""
        trial = self.try_out(kind, data)
        if not trial.is_usable:
            raise trial.trouble or TemplateError("mẫu còn lỗi", hint="sửa các lỗi đã nêu rồi gửi lại")
        kept = store.files.add(data)
        with store.write() as connection:
            require_role(connection, actor.name, "template-set")
            register_file(connection, kept)
            facts = {"sha256": kept.sha256}
            append_act(
                connection, store.id, Act(STORE_CHAIN, actor.at, actor.name, "template-set", "template", kind, facts)
            )
            # Before the row is committed: a file that cannot be written leaves no trace of having been.
            make_folder(self._path(kind).parent)
            write_whole(self._path(kind), data)

    def drop(self, store: Store, kind: str, actor: Actor) -> None:
        """Go back to docgen's own template of a kind. Raises ForbiddenError, NotFoundError when there is no other."""
        self.get_manifest(kind)
        with store.write() as connection:
            require_role(connection, actor.name, "template-set")
            if not self.is_own(kind):
                raise NotFoundError("loại này đang dùng mẫu của docgen", hint="không có mẫu riêng để bỏ")
            append_act(connection, store.id, Act(STORE_CHAIN, actor.at, actor.name, "template-drop", "template", kind))
            self._path(kind).unlink()

    def _render_starters(self, manifest: Manifest, folder: Path) -> tuple[Finding, ...]:
        """Return what the checker has against the starters of a kind as a template in ``folder`` makes them."""
        shipped = TemplateFolder(self._settings.templates_folder, own=folder)
        renderer = Renderer(shipped, self._settings.legal_refs_folder, self._settings.own_legal_refs_folder)
        found: dict[str, Finding] = {}
        for document_type in manifest.document_types:
            document = parse_draft(shipped.read_starter(document_type))
            for finding in check_rendered(renderer.render(document), document).findings:
                if finding.severity is not Severity.INFO:
                    found.setdefault(finding.code, finding)
        return tuple(found.values())

    def _path(self, kind: str) -> Path:
        return self._folder / kind / FILE
