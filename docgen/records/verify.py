"""Verifying a store: the audit trail, the records against it, the numbers, and every byte of every file.

Each problem says which record, number or file it is about. A store in which nothing could be verified is not "clean".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, select

from docgen.records.audit import Record
from docgen.records.chain import Problem, Trail, read_facts, walk_trail
from docgen.records.file_store import FileStore
from docgen.records.record_kinds import RECORD_KINDS, KeptRecord
from docgen.records.store import Store
from docgen.records.tables import document_files, files, versions
from docgen.records.verify_numbers import find_number_problems
from docgen.trail import digest_record

if TYPE_CHECKING:
    from docgen.trail import Checkpoint

# Hashing lets go of Python's lock: more threads than a disk can feed are no use.
_READERS: Final = 4


@dataclass(frozen=True, slots=True)
class Verification:
    """How much was verified, and everything that is wrong."""

    acts: int
    records: int
    numbers: int
    files: int
    problems: tuple[Problem, ...]

    @property
    def is_clean(self) -> bool:
        """Whether something was verified and nothing is wrong."""
        return not self.problems


def verify_store(store: Store, checkpoint: Checkpoint | None = None) -> Verification:
    """Verify everything in one consistent view, others may go on writing.

    ``checkpoint``: heads of the chains as they once were, kept elsewhere. Raises RegisterError when the database
    cannot be read.
    """
    from docgen.records.checkpoints import compare_checkpoint

    with store.read() as connection:
        wanted = checkpoint.places if checkpoint else frozenset()
        trail = walk_trail(connection, store.id, wanted)
        problems = list(trail.problems)
        if checkpoint is not None:
            problems += compare_checkpoint(checkpoint, trail, store.id)
        labels: dict[tuple[str, str], str] = {}
        problems += _compare_records(connection, trail, labels)
        problems += _compare_files(connection, trail, labels)
        numbers, number_problems = find_number_problems(connection)
        problems += number_problems
        owners = _find_owners(connection, trail, labels)
    problems += _check_bytes(store.files, owners)
    if not trail.rows:
        problems.append(Problem("audit", store.where, "kho chưa có gì để kiểm tra (0 dòng nhật ký)"))
    return Verification(trail.rows, len(labels), numbers, len(owners), tuple(problems))


def _compare_records(connection: Connection, trail: Trail, labels: dict[tuple[str, str], str]) -> Iterator[Problem]:
    """Hold each record against the digest in its last act; ``labels`` is filled with what records are called."""
    for kind, walk in RECORD_KINDS.items():
        told = dict(trail.last_facts.get(kind, {}))
        for kept in walk(connection):
            labels[kind, kept.subject_id] = kept.label
            facts = told.pop(kept.subject_id, None)
            if facts is None:
                yield Problem("record", kept.label, "không có trong nhật ký: bị chèn vào kho")
            elif read_facts(facts).get("record") != digest_record(kept.record):
                yield Problem("record", kept.label, _explain_change(kept, read_facts(facts)))
        for subject_id, facts in told.items():
            code = read_facts(facts).get("code_number")
            number = f", số {code}" if code else ""
            yield Problem("record", f"{_KIND_NAMES.get(kind, kind)} {subject_id}{number}", "bị xóa khỏi kho")


_KIND_NAMES: Final = {"document": "văn bản", "incoming": "văn bản đến", "dossier": "hồ sơ", "user": "người dùng"}


def _explain_change(kept: KeptRecord, facts: Record) -> str:
    """Say which of the plain facts differ; what is kept as a digest alone can only be said to have changed."""
    differing = [
        f"{name} là “{kept.record[name]}”, nhật ký ghi “{facts[name]}”"
        for name in ("state", "version", "code_number", "code_notation", "promulgation_date")
        if name in facts and name in kept.record and str(kept.record[name]) != str(facts[name])
    ]
    return "bị sửa ngoài docgen: " + ("; ".join(differing) if differing else "thông tin mô tả khác với nhật ký")


def _compare_files(connection: Connection, trail: Trail, labels: dict[tuple[str, str], str]) -> Iterator[Problem]:
    """Hold the rows that name files against the acts that added them."""
    told, kept = _read_told(trail), _read_kept(connection)
    for key in sorted(told.keys() | kept.keys()):
        label = labels.get(key, f"{_KIND_NAMES.get(key[0], key[0])} {key[1]}")
        for name, _ in sorted(told[key] - kept[key]):
            yield Problem("record", label, f"{name}: bị gỡ hoặc đổi trong kho")
        for name, _ in sorted(kept[key] - told[key]):
            yield Problem("record", label, f"{name}: không có trong nhật ký, hoặc bị đổi sang tệp khác")


Named = dict[tuple[str, str], set[tuple[str, str]]]
"""Kind and id of a record → name and digest of its files."""


def _read_told(trail: Trail) -> Named:
    told: Named = defaultdict(set)
    for kind, subject_id, text in trail.added:
        facts = read_facts(text)
        for _role, name, sha256 in facts.get("files", ()):
            told[kind, subject_id].add((f"tệp {name}", sha256))
        for name, sha256 in facts.get("destroyed", ()):
            told[kind, subject_id].discard((f"tệp {name}", sha256))
        if "draft" in facts:
            version = facts.get("version")
            told[kind, subject_id] |= {
                (f"phiên bản {version}", facts["draft"]),
                (f"phiên bản {version} (dữ liệu)", facts["document"]),
            }
    return told


def _read_kept(connection: Connection) -> Named:
    kept: Named = defaultdict(set)
    for row in connection.execution_options(stream_results=True).execute(select(document_files)):
        key = ("document", str(row.document_id)) if row.document_id is not None else ("incoming", str(row.incoming_id))
        kept[key].add((f"tệp {row.name}", row.sha256))
    for row in connection.execution_options(stream_results=True).execute(select(versions)):
        kept["document", str(row.document_id)] |= {
            (f"phiên bản {row.number}", row.draft_sha256),
            (f"phiên bản {row.number} (dữ liệu)", row.document_sha256),
        }
    return kept


def _find_owners(connection: Connection, trail: Trail, labels: dict[tuple[str, str], str]) -> dict[str, list[str]]:
    """Return every file that ought to be there, and the records and names under which it is known."""
    owners: dict[str, list[str]] = {sha256: [] for sha256 in connection.execute(select(files.c.sha256)).scalars()}
    for named in (_read_told(trail), _read_kept(connection)):
        for key, names in named.items():
            for name, sha256 in names:
                owner = f"{labels.get(key, ' '.join(key))}: {name}"
                if owner not in owners.setdefault(sha256, []):
                    owners[sha256].append(owner)
    return owners


def _check_bytes(store: FileStore, owners: dict[str, list[str]]) -> Iterator[Problem]:
    with ThreadPoolExecutor(_READERS) as executor:
        for sha256, problem in zip(owners, executor.map(store.find_problem, owners), strict=True):
            if problem is None:
                continue
            for owner in owners[sha256] or [f"tệp {sha256}"]:
                yield Problem("file", owner, f"{problem} ({store.path_of(sha256)})")
