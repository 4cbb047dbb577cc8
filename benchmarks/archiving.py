"""Speed and memory of packages: documents exported and verified a second, against the least work there is.

The floor is what nobody can go below: reading the same files, hashing them twice (SHA-256, SHA-512) and writing them
into a zip, with nothing said of them. Ours reads the records too, writes metadata, METS, PREMIS, lists and the trail,
and makes the list of documents as PDF. Memory is measured in processes of their own, for a thousand documents and for
``--many`` of them: an export's is flat.

    python -m benchmarks.archiving [--count 1000] [--many 10000] [--speed-only]
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select

from docgen.drafting import read_draft
from docgen.pdf import ArchiveFields, make_pdfs
from docgen.records.audit import Act, append_act
from docgen.records.documents import Actor, get_document
from docgen.records.file_store import StoredFile
from docgen.records.metadata import describe_document
from docgen.records.organs import ensure_organ
from docgen.records.store import Store, open_store
from docgen.records.submission import register_file
from docgen.records.tables import document_files, documents, files, versions
from docgen.rendering import open_renderer
from docgen.settings import load_settings
from docgen.workflow.archive_export import ExportRequest, export_package
from docgen.workflow.archive_verify import verify_export

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "ke-hoach" / "ha-nam-2023.vb.txt"
CLERK = Actor("hoa", datetime(2026, 5, 18, 5, tzinfo=UTC))
TITLE = "Kế hoạch số 0000000"
FIRST_DAY = date(2026, 1, 5)
LEAST_RATE = 100
MOST_GROWTH = 1.5


def fill_store(folder: Path, count: int) -> Store:
    """Return a store of ``count`` issued documents, each with a DOCX and a PDF/A of its own.

    One document is made; the others are copies with another number in them, put where the store keeps its files
    without waiting for the disk. Rows and acts are written as the records write them.
    """
    settings = load_settings()
    document = read_draft(SAMPLE).document.number(1, FIRST_DAY)
    docx = folder.parent / "mau.docx"
    docx.write_bytes(open_renderer(settings).render(document))
    fields = {docx: ArchiveFields(subject=TITLE)}
    [made] = make_pdfs([docx], folder.parent / "pdf", settings=settings, fields=fields)
    if made.pdf is None:
        raise SystemExit(made.problem)
    docx_bytes, pdf_bytes = docx.read_bytes(), made.pdf.read_bytes()
    store = open_store(folder)
    draft = store.files.add(SAMPLE.read_bytes())
    kept = store.files.add(document.model_dump_json().encode())
    columns = describe_document(document)
    for start in range(1, count + 1, 500):
        with store.write() as connection:
            organ_id = ensure_organ(connection, store, document.organ, CLERK)
            for file in (draft, kept):
                register_file(connection, file)
            for key in range(start, min(start + 500, count + 1)):
                pair = (_put(store, docx_bytes + b"%d" % key), _put(store, _number(pdf_bytes, key)))
                _issue(store, connection, columns | {"organ_id": organ_id}, key, pair, (draft, kept))
    return store


def _number(pdf: bytes, key: int) -> bytes:
    """Return the PDF with another title of the same length in its XMP, which is not compressed."""
    old, new = TITLE.encode(), f"Kế hoạch số {key:07d}".encode()
    if pdf.count(old) != 2:  # dc:title and the archive's own field
        raise SystemExit("the PDF does not say its title as it did")
    return pdf.replace(old, new)


def _put(store: Store, data: bytes) -> StoredFile:
    stored = StoredFile(hashlib.sha256(data).hexdigest(), len(data))
    path = store.files.path_of(stored.sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return stored


def _issue(store, connection, columns, key: int, pair, drafts) -> None:  # type: ignore[no-untyped-def]
    day = FIRST_DAY + timedelta(days=key // 40)
    values = columns | {
        "state": "issued", "version": 1, "content_version": 1, "format_version": 1, "code_number": key,
        "promulgation_date": day, "page_amount": 5, "created_at": CLERK.at, "created_by": "hoa",
        "changed_at": CLERK.at, "issued_at": CLERK.at, "subject": f"{columns['subject']} ({key})"[:500],
    }  # fmt: skip
    number = connection.execute(insert(documents).values(values).returning(documents.c.id)).scalar_one()
    names = [(role, f"{key:02d}-KH-UBND.{role}", file) for role, file in zip(("docx", "pdf"), pair, strict=True)]
    for role, name, file in names:
        register_file(connection, file)
        row = {"document_id": number, "role": role, "name": name, "sha256": file.sha256, "added_at": CLERK.at}
        connection.execute(insert(document_files), row)
    version = {
        "document_id": number, "number": 1, "file_name": SAMPLE.name, "draft_sha256": drafts[0].sha256,
        "document_sha256": drafts[1].sha256, "submitted_by": "hoa", "submitted_at": CLERK.at,
    }  # fmt: skip
    connection.execute(insert(versions), version)
    record = get_document(connection, number)
    told = {"state": "submitted", "draft": drafts[0].sha256, "document": drafts[1].sha256}
    organ = values["organ_id"]
    append_act(connection, store.id, Act(organ, CLERK.at, "hoa", "submit", "document", number, told, record))
    facts = {"state": "issued", "code_number": key, "code_notation": record["code_notation"]}
    packed = [(role, name, file.sha256) for role, name, file in names]
    append_act(connection, store.id, Act(organ, CLERK.at, "hoa", "issue", "document", number, facts, record, packed))


def measure_floor(store: Store, target: Path) -> float:
    """Return the seconds that the least work takes: every file read, hashed twice, put into a zip."""
    with store.read() as connection:
        names = [StoredFile(*row) for row in connection.execute(select(files.c.sha256, files.c.size))]
    begun = time.monotonic()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name in names:
            data = store.files.path_of(name.sha256).read_bytes()
            hashlib.sha256(data).digest()
            hashlib.sha512(data).digest()
            package.writestr(name.sha256, data)
    return time.monotonic() - begun


def measure_ours(store: Store, target: Path, count: int) -> tuple[float, float, float]:
    """Return the seconds of an export, of which this process worked so many, and of verifying the package."""
    begun, spent = time.monotonic(), time.process_time()
    made = export_package(store, ExportRequest(), target, CLERK, load_settings(), lambda *_: None)
    exported, spent = time.monotonic() - begun, time.process_time() - spent
    begun = time.monotonic()
    found = verify_export(target, checkpoint=None, proves_pdf=False, tell=lambda *_: None)
    if made.documents != count or found.documents != count or not found.is_clean:
        raise SystemExit(f"not clean: {found.problems[:3]}")
    return exported, spent, time.monotonic() - begun


_PROGRAM = r"""
import re, sys
from benchmarks import archiving as a
from pathlib import Path
store = a.open_store(Path(sys.argv[1]))
if sys.argv[3] == "export":
    a.export_package(store, a.ExportRequest(), Path(sys.argv[2]), a.CLERK, a.load_settings(), lambda *_: None)
else:
    assert a.verify_export(Path(sys.argv[2]), checkpoint=None, proves_pdf=False, tell=lambda *_: None).is_clean
# Not ru_maxrss: that of a child begins with what its parent held when it was started.
print(int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def measure_memory(folder: Path, target: Path, what: str) -> float:
    """Return the most memory that one run takes, in MB."""
    command = [sys.executable, "-c", _PROGRAM, str(folder), str(target), what]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)


def main() -> int:
    """Print the table; 1 when a promise is not kept."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=0)
    parser.add_argument("--speed-only", action="store_true", help="leave the memory out")
    given = parser.parse_args()
    broken = False
    memory: dict[str, list[float]] = {} if given.speed_only else {"export": [], "verify": []}
    for count in filter(None, (given.count, given.many)):
        with tempfile.TemporaryDirectory() as name:
            folder, target = Path(name) / "kho", Path(name) / "goi.zip"
            store = fill_store(folder, count)
            floor = measure_floor(store, Path(name) / "san.zip")
            exported, spent, verified = measure_ours(store, target, count)
            store.close()
            size = target.stat().st_size / 1e6
            kept = count / exported >= LEAST_RATE
            broken |= not kept
            print(f"{count} văn bản, {size:.0f} MB")
            print(f"{'sàn: đọc, băm hai lần, ghi zip':<34}{count / floor:>8.0f}/s")
            mark = "  đạt" if kept else f"  KHÔNG ĐẠT (≥ {LEAST_RATE})"
            print(f"{'docgen archive export':<34}{count / exported:>8.0f}/s{exported / floor:>7.1f} × sàn{mark}")
            print(f"{'  (theo giờ bộ xử lý của docgen)':<34}{count / spent:>8.0f}/s")
            print(f"{'docgen archive verify':<34}{count / verified:>8.0f}/s{verified / floor:>7.1f} × sàn", flush=True)
            for what, found in memory.items():
                found.append(measure_memory(folder, target, what))
                print(f"{f'bộ nhớ cao nhất, {what}':<34}{found[-1]:>8.0f} MB", flush=True)
    if given.many and memory:
        export, verify = memory["export"], memory["verify"]
        kept = export[1] / export[0] < MOST_GROWTH
        broken |= not kept
        mark = "đạt" if kept else f"KHÔNG ĐẠT (< {MOST_GROWTH})"
        print(f"export: {given.many / given.count:.0f} lần văn bản, {export[1] / export[0]:.2f} lần bộ nhớ  {mark}")
        # Verifying holds every name and digest of the package against each other: its memory grows with them.
        each = 1000 * (verify[1] - verify[0]) / (given.many - given.count)
        print(f"verify: thêm {each:.0f} kB một văn bản")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
