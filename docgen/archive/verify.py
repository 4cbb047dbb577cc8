"""Verifying a package by itself: the zip byte for byte, the bag, the audit trail, each document, each PDF's claim.

Nothing but the file is needed; with a checkpoint that was kept elsewhere also a trail that was written anew shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from docgen.archive import bag
from docgen.archive.package import JOINED_PDF, LIST_PDF, MADE_PDF, METS, OUTGOING, PREMIS
from docgen.archive.package_reader import PackageReader
from docgen.archive.problems import Problem, Verification
from docgen.archive.verify_bag import verify_bag
from docgen.archive.verify_documents import (
    NamedFile,
    PackedDocument,
    find_dossier_id,
    read_documents,
    verify_document,
    verify_dossier,
)
from docgen.archive.verify_structure import verify_mets, verify_premis
from docgen.archive.verify_trail import verify_trail
from docgen.archive.zip_reader import open_package, read_zip
from docgen.trail import Checkpoint

JudgePdf = Callable[[bytes], Iterable[str]]
"""Yields, in Vietnamese, what keeps a PDF from being the PDF/A-2u that it must be."""
Tell = Callable[[str, int, int], None]
"""Hears what is being done, how much of it is done, of how much."""


def verify_package(path: Path, *, checkpoint: Checkpoint | None, judge_pdf: JudgePdf, tell: Tell) -> Verification:
    """Verify the package at ``path``. Raises InputError when it cannot be read at all."""
    with open_package(path) as stream:
        return _verify(stream, checkpoint, judge_pdf, tell)


def _verify(stream: BinaryIO, checkpoint: Checkpoint | None, judge_pdf: JudgePdf, tell: Tell) -> Verification:
    contents = read_zip(stream)
    problems = list(contents.problems)
    reader = PackageReader(stream, contents.entries)
    if not contents.entries:
        problems.append(Problem("bag", "gói", "không kiểm chứng được tệp nào (0 tệp)"))
        return Verification(0, 0, 0, 0, 0, "", tuple(problems))
    reader.digest_all(lambda done, total: tell("Kiểm chứng tệp", done, total))
    problems += verify_bag(reader)
    documents, unread = read_documents(reader)
    problems += unread
    wanted = {(document.kind, document.id) for document in documents} | {("dossier", find_dossier_id(reader))}
    trail = verify_trail(reader, wanted, checkpoint)
    problems += trail.problems
    for document in documents:
        problems += verify_document(reader, document, trail.told.get((document.kind, document.id)))
    problems += verify_dossier(reader, trail.told, documents)
    problems += _compare_counts(reader, documents, trail.store_id)
    for place, verify in ((METS, verify_mets), (PREMIS, verify_premis)):
        problems += verify(reader) if place in reader else [Problem("bag", place, "gói thiếu tệp này")]
    pdfs = [file.path for document in documents for file in _list_pdfs(document)]
    pdfs += [path for path in (LIST_PDF, JOINED_PDF) if path in reader]
    for done, pdf in enumerate(pdfs, 1):
        problems += (Problem("pdf", pdf, message) for message in judge_pdf(reader.read(pdf) or b""))
        tell("Kiểm chứng PDF/A", done, len(pdfs))
    notes = tuple(f"{document.label}: gói không có PDF" for document in documents if _lacks_pdf(document))
    size = sum(digests.size for digests in reader.digests.values())
    unique = tuple(dict.fromkeys(problems))
    return Verification(
        len(reader.digests), size, len(documents), trail.rows, len(pdfs), trail.signed_by, unique, notes
    )


def _list_pdfs(document: PackedDocument) -> Iterator[NamedFile]:
    if document.kind == OUTGOING:
        yield from (file for file in document.files if file.role in ("pdf", MADE_PDF))


def _lacks_pdf(document: PackedDocument) -> bool:
    return document.kind == OUTGOING and not any(True for _ in _list_pdfs(document))


def _compare_counts(reader: PackageReader, documents: list[PackedDocument], store_id: str) -> Iterator[Problem]:
    said = bag.read_bag_info(reader.read(bag.BAG_INFO) or b"")
    if said.get("Docgen-Documents") != str(len(documents)):
        count = said.get("Docgen-Documents", "?")
        yield Problem("bag", bag.BAG_INFO, f"ghi {count} văn bản, trong gói là {len(documents)}")
    if not documents:
        yield Problem("bag", "gói", "không kiểm chứng được văn bản nào (0 văn bản)")
    if said.get("Docgen-Store") != store_id:
        yield Problem("bag", bag.BAG_INFO, "ghi kho khác với nhật ký")
