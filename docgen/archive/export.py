"""Packing: documents are taken one by one, then everything that tells of them is written behind.

What stands in a package follows from what it is given alone: the same documents, the same moment, the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docgen.archive import bag
from docgen.archive.journal import Journal, PackedFile
from docgen.archive.metadata_xml import DescribedFile, write_document_xml, write_dossier_xml
from docgen.archive.mets import write_mets
from docgen.archive.naming import make_name, make_unique
from docgen.archive.package import (
    CHECKPOINT,
    DOCUMENTS_FOLDER,
    DOSSIER_RECORD,
    DOSSIER_XML,
    INCOMING,
    INDEX,
    MADE_PDF,
    METADATA_NAME,
    METS,
    PDF,
    PREMIS,
    README,
    RECORD_NAME,
    ActRow,
    PackageInfo,
    SourceDocument,
    trail_path,
)
from docgen.archive.pages import write_index, write_readme
from docgen.archive.premis import describe_act, find_format, write_premis
from docgen.archive.zip_writer import PackageWriter, read_blocks
from docgen.errors import ArchiveError
from docgen.trail import digest_record, write_canonical

# What is lost at most when an export is cut off.
_COMMIT_EVERY: Final = 200


@dataclass(frozen=True, slots=True)
class TrailSlice:
    """Rows of one chain, without a gap: from the first act on a packed document to the last row of the chain.

    ``previous`` is the hash before the first of them. ``rows`` walks them.
    """

    chain: int
    organ: str
    first: int
    previous: bytes
    rows: Callable[[], Iterator[ActRow]]


class Packer:
    """Packs what ``info`` describes with ``writer``; documents that an earlier, cut-off run packed are passed over."""

    def __init__(self, writer: PackageWriter, info: PackageInfo) -> None:
        self._writer = writer
        self._info = info
        self._packed_before = writer.journal.count_listed()
        self._count = self._packed_before
        self._waiting = 0

    @property
    def packed_before(self) -> int:
        """How many documents an earlier run packed: the caller goes on behind them."""
        return self._packed_before

    def add_document(self, document: SourceDocument) -> None:
        """Pack the next document. Raises ArchiveError when a file is missing or changed, or the record was."""
        label = f"văn bản {'đến ' if document.kind == INCOMING else ''}{document.id} ({document.code})"
        _require_record(document, label)
        self._count += 1
        folder = f"{DOCUMENTS_FOLDER}/{self._count:05d}-{make_name(document.code, f'id-{document.id}')}"
        taken = {METADATA_NAME, RECORD_NAME}
        listed: list[tuple[str, str, str]] = []
        described = []
        for file in document.files:
            name = make_unique(make_name(file.name, file.role), taken)
            packed = self._writer.add_file(f"{folder}/{name}", file.path, file.sha256)
            listed.append((file.role, packed.path, file.name))
            described.append(DescribedFile(file.role, name, file.name, packed.entry.size, packed.sha256))
        record = self._writer.add_bytes(f"{folder}/{RECORD_NAME}", _encode(document.record))
        metadata = self._writer.add_bytes(f"{folder}/{METADATA_NAME}", write_document_xml(document, described))
        listed += [("metadata", metadata.path, ""), ("record", record.path, "")]
        self._writer.journal.add_listed(self._count, _list_document(document, metadata.path, listed))
        self._waiting += 1
        if self._waiting >= _COMMIT_EVERY:
            self._writer.commit()
            self._waiting = 0

    def finish(
        self,
        slices: Iterable[TrailSlice],
        checkpoint: bytes,
        lists: Iterable[tuple[str, Path]],
    ) -> str:
        """Pack what tells of the documents, and close the package; return its SHA-256.

        ``lists`` are paths in the bag and the files that go there. Raises ArchiveError when there is no document.
        """
        if not self._count:
            raise ArchiveError("không có văn bản nào để xuất", hint="xem: docgen records list")
        writer = self._writer
        writer.commit()
        for path, source in lists:
            writer.add_pieces(path, read_blocks(source))
        self._add_dossier()
        for part in slices:
            writer.add_pieces(trail_path(part.chain), _write_slice(part, self._info.store_id))
        writer.add_bytes(CHECKPOINT, checkpoint)
        # What follows tells of what was packed before it.
        for add in (self._add_premis, self._add_mets, self._add_pages, self._add_manifests):
            writer.journal.write_down()
            add()
        return writer.finish()

    def _add_dossier(self) -> None:
        dossier = self._info.dossier
        if dossier is None:
            return
        amounts = [item["pages"] for item in self._writer.journal.walk_listed()]
        pages = sum(amounts) if all(amounts) else None
        self._writer.add_bytes(DOSSIER_XML, write_dossier_xml(dossier, documents=self._count, pages=pages))
        self._writer.add_bytes(DOSSIER_RECORD, _encode(dossier.record))

    def _add_premis(self) -> None:
        journal = self._writer.journal
        names: dict[str, tuple[str, str]] = {}
        actors = set()
        for item in journal.walk_listed():
            actors |= {event[4] for event in item["events"]}
        files = self._walk_with_names(journal, names)
        self._writer.add_pieces(PREMIS, _gather(write_premis(self._info, files, actors)))

    @staticmethod
    def _walk_with_names(journal: Journal, names: dict[str, tuple[str, str]]) -> Iterator[tuple[PackedFile, str, str]]:
        """Yield the packed files as they stand in the zip, each with its format and its name in the register.

        Both lists go by document: names are kept for the document at hand only.
        """
        listed = journal.walk_listed()
        for file in journal.walk_files("start"):
            path = file.path
            while path not in names and path.startswith(f"{DOCUMENTS_FOLDER}/"):
                item = next(listed)
                is_own = item["kind"] != INCOMING
                names = {
                    p: (find_format(p, is_pdfa=is_own and role in (PDF, MADE_PDF)), name)
                    for role, p, name in item["files"]
                }
            kind, name = names.get(path) or (find_format(path, is_pdfa=True), "")
            yield file, kind, name

    def _add_mets(self) -> None:
        journal = self._writer.journal
        others = [file.path for file in journal.walk_files() if not file.path.startswith(f"{DOCUMENTS_FOLDER}/")]
        pieces = write_mets(self._info, journal.walk_listed, self._find, others)
        self._writer.add_pieces(METS, _gather(pieces))

    def _find(self, paths: list[str]) -> dict[str, PackedFile]:
        top = self._writer.top
        return {file.path: file for file in self._writer.journal.find_files([f"{top}/{p}" for p in paths]).values()}

    def _add_pages(self) -> None:
        journal = self._writer.journal
        paths = {file.path for file in journal.walk_files() if not file.path.startswith(f"{DOCUMENTS_FOLDER}/")}
        self._writer.add_pieces(INDEX, _gather(write_index(self._info, journal.walk_listed(), paths)))
        self._writer.add_bytes(README, write_readme(self._info))

    def _add_manifests(self) -> None:
        writer, journal = self._writer, self._writer.journal

        def payload() -> Iterator[PackedFile]:
            return (file for file in journal.walk_files() if file.path.startswith("data/"))

        size = sum(file.entry.size for file in payload())
        count = sum(1 for _ in payload())
        writer.add_bytes(bag.BAGIT, bag.DECLARATION)
        writer.add_bytes(bag.BAG_INFO, bag.write_bag_info(self._info, size=size, count=count))
        for algorithm in bag.ALGORITHMS:
            writer.add_pieces(bag.manifest_path(algorithm), _gather(bag.write_manifest(payload(), algorithm)))
        journal.write_down()
        tags = [file for file in journal.walk_files() if not file.path.startswith("data/")]
        for algorithm in bag.ALGORITHMS:
            writer.add_pieces(bag.tag_manifest_path(algorithm), bag.write_manifest(tags, algorithm))


def _require_record(document: SourceDocument, label: str) -> None:
    """Raise ArchiveError unless the record is as its last act left it."""
    told = [facts for act in document.acts if "record" in (facts := json.loads(act.facts))]
    if not told or told[-1]["record"] != digest_record(document.record):
        raise ArchiveError(
            "bản ghi khác với nhật ký: bị sửa ngoài docgen, không xuất được",
            where=label,
            hint="chạy: docgen records verify",
        )


def _list_document(document: SourceDocument, metadata: str, files: list[tuple[str, str, str]]) -> dict[str, Any]:
    """Return what lists say of a document, as the journal keeps it."""
    row = document.record
    is_incoming = document.kind == INCOMING
    return {
        "kind": document.kind,
        "code": document.code,
        "day": document.day,
        "type_name": row["type_name"],
        "subject": row["subject"],
        "organ": row["organ_name"] if is_incoming else document.organ_name,
        "full_name": row["full_name"],
        "pages": row["page_amount"],
        "arrival": row["arrival_number"] if is_incoming else None,
        "note": "" if row["state"] == "issued" or is_incoming else document.state,
        "metadata": metadata,
        "files": files,
        "events": [describe_act(act.chain, act.seq, act.at, act.actor, act.action) for act in document.acts],
    }


def _encode(record: Mapping[str, Any]) -> bytes:
    """Return a record as the audit trail hashes it."""
    return write_canonical(dict(record)).encode("utf-8", "surrogatepass")


def _write_slice(part: TrailSlice, store_id: str) -> Iterator[bytes]:
    head = {
        "store": store_id,
        "chain": part.chain,
        "organ": part.organ,
        "first": part.first,
        "previous": part.previous.hex(),
    }
    yield f"{write_canonical(head)}\n".encode()
    yield from _gather(
        f"{write_canonical([row.seq, *row.hashed, row.hash.hex()])}\n".encode("utf-8", "surrogatepass")
        for row in part.rows()
    )


def _gather(pieces: Iterable[bytes], least: int = 1 << 16) -> Iterator[bytes]:
    """Yield the same bytes in larger pieces: each is hashed and written by itself."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= least:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
