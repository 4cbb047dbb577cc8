"""Exporting: documents of the records become a package that verifies by itself.

All is read in one consistent view, and nothing of what is exported changes: the act of exporting stands in the store's
own chain of the audit trail, which is no part of a package. So the same store gives the same bytes again.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docgen.archive.export import Packer
from docgen.archive.naming import make_name
from docgen.archive.package import (
    JOINED_PDF,
    LIST_PDF,
    LIST_XLSX,
    MADE_PDF,
    PDF,
    PackageInfo,
    SourceDocument,
    SourceDossier,
)
from docgen.archive.zip_writer import PackageWriter
from docgen.errors import ArchiveError, InputError, explain_os_error
from docgen.pdf import ArchiveFields, PdfInfo
from docgen.records.audit import STORE_CHAIN, Act, append_act
from docgen.records.checkpoints import read_key
from docgen.records.documents import Actor
from docgen.records.register_form import Cover, Heading, Printout
from docgen.records.roles import require_role
from docgen.records.store import Store
from docgen.settings import Settings
from docgen.trail import Checkpoint, Head, write_canonical, write_checkpoint_file, write_public_key
from docgen.workflow.archive_choice import Choice, choose
from docgen.workflow.archive_lists import build_cover, build_heading, build_list, build_rows
from docgen.workflow.archive_pdfs import ArchivePdfs
from docgen.workflow.archive_sources import AT_ONCE, Sources

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_ACTION: Final = "archive-export"
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export, and how. ``at`` is the moment that the package bears, "" for that of the last act in it.

    ``dossier`` is an id or a file code, "" for what ``query`` finds. ``key`` signs the checkpoint. ``joined``: also the
    whole dossier as one PDF. Without ``makes_pdf`` nothing is converted: no list as PDF, and documents that were issued
    without a PDF stay without.
    """

    dossier: str = ""
    query: str = ""
    key: Path | None = None
    at: str = ""
    joined: bool = False
    makes_pdf: bool = True


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of it. ``resumed`` documents had been packed by an earlier run that was cut off."""

    file: str
    documents: int
    size: int
    sha256: str
    made_at: str
    dossier: int | None
    signed: bool
    resumed: int
    left_out: tuple[str, ...]


def export_package(
    store: Store, request: ExportRequest, target: Path, actor: Actor, settings: Settings, tell: Tell
) -> Exported:
    """Write the package, whole or not at all; an older file of that name is replaced. ``tell`` hears how far it is.

    Raises RegisterError (role, no such dossier), ArchiveError (nothing to export, the store was tampered with, the file
    cannot be written), ToolError (LibreOffice is missing, a document cannot be converted), InputError (the key).
    """
    _require_target(target)
    if request.joined and not request.dossier:
        raise InputError("chỉ ghép được PDF của một hồ sơ", where="--joined", hint="nêu hồ sơ cần xuất")
    if request.joined and not request.makes_pdf:
        raise InputError("--joined cần tạo PDF", where="--no-pdf", hint="bỏ một trong hai")
    key = read_key(request.key) if request.key else None
    with store.read() as connection:
        require_role(connection, actor.name, _ACTION)
        choice = choose(connection, request.dossier, request.query)
        dossier_id = choice.dossier["id"] if choice.dossier else None
        sources = Sources(store, connection, dossier_id)
        try:
            return _Export(store, request, target, actor, settings, tell, choice, sources).run(key)
        except OSError as error:
            raise ArchiveError(
                f"không ghi được tệp tạm: {explain_os_error(error)}",
                where=str(error.filename or tempfile.gettempdir()),
                hint="kiểm tra dung lượng đĩa và quyền ghi thư mục tạm (TMPDIR), rồi chạy lại để làm tiếp",
            ) from error


@dataclass(frozen=True, slots=True)
class _Export:
    store: Store
    request: ExportRequest
    target: Path
    actor: Actor
    settings: Settings
    tell: Tell
    choice: Choice
    sources: Sources

    def run(self, key: Ed25519PrivateKey | None) -> Exported:
        members, dossier = self.choice.members, self._read_dossier()
        slices = self.sources.read_slices(members, dossier.id if dossier else None)
        heads = tuple(head for _, head, _ in slices)
        made_at = self.request.at or max(at for *_, at in slices)
        info = self._describe(dossier, made_at, heads)
        public = write_public_key(key) if key else ""
        checkpoint = Checkpoint(self.store.id, made_at, self.actor.name, heads, public)
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="docgen-export-")))
            settings = self.settings if self.request.makes_pdf else None
            pdfs = stack.enter_context(ArchivePdfs(settings, folder, keeps=self.request.joined))
            writer = stack.enter_context(PackageWriter(self.target, _name_bag(dossier), self._identify(info, heads)))
            packer = Packer(writer, info)
            joined = self._pack(packer, pdfs)
            made = list(_Lists(self, folder, dossier).write(joined))
            sha256 = packer.finish([part for part, *_ in slices], write_checkpoint_file(checkpoint, key), made)
            size = self._publish(writer, sha256, dossier)
        return Exported(
            file=str(self.target),
            documents=len(members),
            size=size,
            sha256=sha256,
            made_at=made_at,
            dossier=dossier.id if dossier else None,
            signed=key is not None,
            resumed=packer.packed_before,
            left_out=self.choice.left_out,
        )

    def _read_dossier(self) -> SourceDossier | None:
        return self.sources.read_dossier(self.choice.dossier["id"]) if self.choice.dossier else None

    def _describe(self, dossier: SourceDossier | None, made_at: str, heads: Sequence[Head]) -> PackageInfo:
        members = self.choice.members
        if dossier is not None:
            title, organ = f"Hồ sơ {dossier.record['file_notation']}: {dossier.record['title']}", dossier.organ_name
        else:
            title = f"{len(members)} văn bản đã ban hành"
            organ = "; ".join(head.organ for head in heads)
        return PackageInfo(
            title=title,
            organ_name=organ,
            store_id=self.store.id,
            made_at=made_at,
            made_by=self.actor.name,
            count=len(members),
            version=importlib.metadata.version("docgen"),
            dossier=dossier,
        )

    def _identify(self, info: PackageInfo, heads: tuple[Head, ...]) -> str:
        """Return what tells this export from every other: an interrupted one is only taken up by the same."""
        what = {
            "info": [info.title, info.store_id, info.made_at, info.made_by, info.version],
            "heads": [asdict(head) for head in heads],
            "members": [[member.kind, member.id, member.ordinal] for member in self.choice.members],
            "makes_pdf": self.request.makes_pdf,
        }
        return hashlib.sha256(write_canonical(what).encode()).hexdigest()

    def _pack(self, packer: Packer, pdfs: ArchivePdfs) -> list[tuple[str, Path]]:
        """Pack the documents that are not packed yet; return title and PDF of each, for joining."""
        members = self.choice.members
        parts: list[tuple[str, Path]] = []
        first = 0 if self.request.joined else packer.packed_before // AT_ONCE * AT_ONCE
        for start in range(first, len(members), AT_ONCE):
            some = list(self.sources.read_documents(members[start : start + AT_ONCE]))
            for place, document in enumerate(pdfs.complete(some), start):
                if place >= packer.packed_before:
                    packer.add_document(document)
                if self.request.joined:
                    parts += _list_parts(document)
                self.tell("Xuất văn bản", place + 1, len(members))
        return parts

    def _publish(self, writer: PackageWriter, sha256: str, dossier: SourceDossier | None) -> int:
        """Put the package in its place and write the act, both or none."""
        facts: dict[str, Any] = {"documents": len(self.choice.members), "package": sha256}
        if dossier is not None:
            facts["dossier"] = dossier.id
        act = Act(STORE_CHAIN, self.actor.at, self.actor.name, _ACTION, "store", self.store.id, facts)
        with self.store.write() as connection:
            require_role(connection, self.actor.name, _ACTION)
            append_act(connection, self.store.id, act)
            return writer.publish()


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of a package, and the joined dossier behind its cover."""

    export: _Export
    folder: Path
    dossier: SourceDossier | None

    def write(self, parts: Sequence[tuple[str, Path]]) -> Iterator[tuple[str, Path]]:
        """Yield path and content of each list, and of the joined dossier."""
        from docgen.records.register_xlsx import write_xlsx_to

        self.export.tell("Tạo mục lục", 0, 0)
        dossier, request = self.dossier, self.export.request
        heading = build_heading(dossier.organ_name if dossier else "Văn bản đã ban hành", dossier)
        workbook = self.folder / "muc-luc.xlsx"
        with workbook.open("xb") as stream:
            write_xlsx_to(stream, [self._build(heading)])
        yield LIST_XLSX, workbook
        if request.makes_pdf:
            yield LIST_PDF, self._draw("muc-luc", "Mục lục văn bản, tài liệu", heading)
        if request.joined and dossier:
            parent = self.export.sources.organ_parent(dossier.record["organ_id"])
            cover = self._draw("bia", dossier.record["title"], build_cover(parent, dossier))
            yield JOINED_PDF, self._join(cover, parts)

    def _build(self, front: Heading | Cover) -> Printout:
        return build_list(build_rows(self.export.sources, self.export.choice.members), front)

    def _draw(self, name: str, title: str, front: Heading | Cover) -> Path:
        from docgen.workflow.printout_pdf import draw_printouts

        target = self.folder / f"{name}.pdf"
        draw_printouts([self._build(front)], target, PdfInfo(title, archive=ArchiveFields(subject=title)))
        return target

    def _join(self, cover: Path, parts: Sequence[tuple[str, Path]]) -> Path:
        from docgen.pdf.join import Part, join_pdfs

        assert self.dossier is not None  # noqa: S101
        row, out = self.dossier.record, cover.with_name("ho-so.pdf")
        self.export.tell("Ghép hồ sơ", 0, 0)
        fields = ArchiveFields(organ=self.dossier.organ_name, subject=row["title"], dossier_code=row["file_notation"])
        info = PdfInfo(row["title"], author=self.dossier.organ_name, archive=fields)
        join_pdfs([Part("Bìa và mục lục văn bản", cover), *(Part(*part) for part in parts)], out, info=info)
        return out


def _list_parts(document: SourceDocument) -> Iterator[tuple[str, Path]]:
    """Yield what of a document goes into the joined PDF: its PDF/A, if it has one."""
    from docgen.pdf.claim import find_claim_problems

    title = " ".join(filter(None, (document.code, document.record["type_name"], document.record["subject"])))
    for file in document.files:
        is_pdf = file.role in (PDF, MADE_PDF) or file.name.lower().endswith(".pdf")
        if is_pdf and not list(find_claim_problems(file.path.read_bytes())):
            yield title, file.path


def _name_bag(dossier: SourceDossier | None) -> str:
    """Return the name of the folder in which the package unpacks."""
    if dossier is None:
        return "van-ban"
    return make_name(f"ho-so-{dossier.record['file_catalog']}-{dossier.record['file_notation']}", "ho-so")


def _require_target(target: Path) -> None:
    if target.suffix.lower() != ".zip":
        raise InputError("tên gói phải kết thúc .zip", where=str(target), hint="ví dụ: -o ho-so.zip")
    if target.is_dir():
        raise InputError("đây là thư mục, không phải tệp", where=str(target), hint="chọn tên khác")
    if not target.parent.is_dir():
        raise ArchiveError("không có thư mục này", where=str(target.parent), hint="tạo thư mục trước")
