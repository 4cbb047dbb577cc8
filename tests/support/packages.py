"""Packages for tests: documents with a PDF that claims what it must, and packages that were tampered with carefully."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
from registry_office import CLERK, make_approved, take

from docgen.archive import bag
from docgen.archive.journal import PackedFile
from docgen.archive.problems import Verification
from docgen.archive.zip_writer import PackageWriter
from docgen.pdf.finish import save, seal
from docgen.pdf.info import PdfInfo
from docgen.records.issuing import FinishedFile, finish
from docgen.records.store import Store
from docgen.settings import load_settings
from docgen.workflow.archive_export import Exported, ExportRequest, export_package
from docgen.workflow.archive_verify import verify_export


def make_pdf(title: str, *, claims: bool = True) -> bytes:
    """Return a PDF of one empty page; ``claims`` to be PDF/A-2u."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    if claims:
        seal(pdf, PdfInfo(title))
    save(pdf, out)
    return out.getvalue()


def issue(store: Store, day: date = date(2026, 5, 18), *, pdf: bytes | None = None, **changes: Any) -> int:
    """Bring a document all the way, with a DOCX (of no content) and a PDF; return its id. b"" is no PDF."""
    key = make_approved(store, **changes)
    row = take(store, key, day)
    name = f"{row['code_number']:02d}-TB-SNV"
    files = [FinishedFile("docx", f"{name}.docx", store.files.add(f"PK {key}".encode()))]
    data = make_pdf(f"Văn bản {key}") if pdf is None else pdf
    if data:
        files.append(FinishedFile("pdf", f"{name}.pdf", store.files.add(data)))
    finish(store, key, CLERK, files, page_amount=1)
    return key


def export(store: Store, target: Path, **request: Any) -> Exported:
    """Export without LibreOffice."""
    asked = ExportRequest(**{"makes_pdf": False} | request)
    return export_package(store, asked, target, CLERK, load_settings({}), lambda *_: None)


def verify(path: Path, **options: Any) -> Verification:
    """Verify a package."""
    return verify_export(path, **{"checkpoint": None, "proves_pdf": False, "tell": lambda *_: None} | options)


def repack(source: Path, target: Path, changes: Mapping[str, bytes | None]) -> Path:
    """Write a package with other files (None: without) whose zip and manifests are right: only the content is wrong."""
    with zipfile.ZipFile(source) as package:
        files = {name.split("/", 1)[1]: package.read(name) for name in package.namelist()}
        top = package.namelist()[0].split("/")[0]
    files |= {path: data for path, data in changes.items() if data is not None}
    files = {path: data for path, data in files.items() if changes.get(path, b"") is not None}
    manifests = [name(algorithm) for algorithm in bag.ALGORITHMS for name in (bag.manifest_path, bag.tag_manifest_path)]
    with PackageWriter(target, top, "thu") as writer:
        packed: list[PackedFile] = [
            writer.add_bytes(path, data) for path, data in files.items() if path not in manifests
        ]
        payload = [file for file in packed if file.path.startswith("data/")]
        tags = [file for file in packed if file not in payload]
        for algorithm in bag.ALGORITHMS:
            tags.append(writer.add_pieces(bag.manifest_path(algorithm), bag.write_manifest(payload, algorithm)))
        for algorithm in bag.ALGORITHMS:
            writer.add_pieces(bag.tag_manifest_path(algorithm), bag.write_manifest(tags, algorithm))
        writer.finish()
        writer.publish()
    return target


def read_member(path: Path, ending: str) -> tuple[str, bytes]:
    """Return the path in the bag and the bytes of the first file that ends so."""
    with zipfile.ZipFile(path) as package:
        name = next(name for name in package.namelist() if name.endswith(ending))
        return name.split("/", 1)[1], package.read(name)


ARCHIVIST = replace(CLERK, name="lan")
