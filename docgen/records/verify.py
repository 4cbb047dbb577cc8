"""Verifying a store: the audit trail, the records against it, the numbers, and every byte of every file.

Each problem says which record, number or file it is about. A store in which nothing could be verified is not "clean".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import Connection, select

from docgen.records.audit import Record
from docgen.records.chain import Problem, Trail, read_facts, walk_trail
from docgen.records.file_store import FileStore
from docgen.records.record_kinds import RECORD_KINDS, UNTOLD_KINDS, KeptRecord
from docgen.records.store import Store
from docgen.records.tables import document_files, dossier_documents, files, register_entries, versions
from docgen.records.verify_numbers import find_number_problems
from docgen.records.verify_values import LENIENT, find_strange_values
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
    with store.read() as connection:
        try:
            found, owned = _judge(connection, store, checkpoint)
        except (TypeError, ValueError):
            # Of numbers that are none, nothing else can be told. Looked for only now: it takes long, and is rare.
            strange = tuple(find_strange_values(connection))
            if not strange:
                raise
            return Verification(0, 0, 0, 0, strange)
    return replace(found, problems=(*found.problems, *_check_bytes(store.files, owned)))


def _judge(
    connection: Connection, store: Store, checkpoint: Checkpoint | None
) -> tuple[Verification, dict[str, _Owned]]:
    """Return what the database tells, and the files that ought to be there."""
    from docgen.records.checkpoints import compare_checkpoint

    trail = walk_trail(connection, store.id, checkpoint.places if checkpoint else frozenset())
    problems = list(trail.problems)
    if not trail.rows:
        problems.append(Problem("audit", store.where, "kho chưa có gì để kiểm tra (0 dòng nhật ký)"))
    if checkpoint is not None:
        problems += compare_checkpoint(checkpoint, trail, store.id)
    labels: dict[tuple[str, str], str] = {}
    problems += _compare_records(connection, trail, labels)
    problems += _compare_files(connection, trail, labels)
    problems += _compare_names(connection, trail, labels)
    numbers, number_problems = find_number_problems(connection, trail.reserved)
    problems += number_problems
    problems += _find_shared(connection)
    problems += find_strange_values(connection, LENIENT)
    owned = _find_owned(connection, trail, labels)
    return Verification(trail.rows, len(labels), numbers, len(owned), tuple(problems)), owned


def _compare_records(connection: Connection, trail: Trail, labels: dict[tuple[str, str], str]) -> Iterator[Problem]:
    """Hold each record against the digest in its last act; ``labels`` is filled with what records are called."""
    for kind, walk in RECORD_KINDS.items():
        told = dict(trail.last_facts.get(kind, {}))
        may_be_untold = kind in UNTOLD_KINDS and not told
        for kept in walk(connection):
            labels[kind, kept.subject_id] = kept.label
            facts = told.pop(kept.subject_id, None)
            if facts is None:
                if not may_be_untold:
                    yield Problem("record", kept.label, "không có trong nhật ký: bị chèn vào kho")
            elif read_facts(facts).get("record") != _digest(kept):
                yield Problem("record", kept.label, _explain_change(kept, read_facts(facts)))
        for subject_id, facts in told.items():
            code = read_facts(facts).get("code_number")
            number = f", số {code}" if code else ""
            yield Problem("record", f"{_KIND_NAMES.get(kind, kind)} {subject_id}{number}", "bị xóa khỏi kho")


def _digest(kept: KeptRecord) -> str:
    try:
        return digest_record(kept.record)
    except TypeError:  # SQLite keeps bytes where texts should be
        return ""


_KIND_NAMES: Final = {
    "document": "văn bản",
    "incoming": "văn bản đến",
    "dossier": "hồ sơ",
    "user": "người dùng",
    "organ": "cơ quan",
}


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
        for named in sorted(told[key] - kept[key]):
            yield Problem("record", label, f"{named.name}: bị gỡ hoặc đổi trong kho")
        for named in sorted(kept[key] - told[key]):
            yield Problem("record", label, f"{named.name}: không có trong nhật ký, hoặc bị đổi sang tệp khác")


def _compare_names(connection: Connection, trail: Trail, labels: dict[tuple[str, str], str]) -> Iterator[Problem]:
    """Hold the names that drafts were handed in under against the acts; those of docgen 0.2 do not tell them."""
    told: dict[tuple[str, object], object] = {}
    for kind, subject_id, text, _, _ in trail.added:
        facts = read_facts(text)
        if kind == "document" and "file" in facts:
            told[subject_id, facts.get("version")] = facts["file"]
    query = select(versions.c.document_id, versions.c.number, versions.c.file_name)
    for row in connection.execution_options(stream_results=True).execute(query):
        name = told.get((str(row.document_id), row.number), row.file_name)
        if name != row.file_name:
            label = labels.get(("document", str(row.document_id)), f"văn bản {row.document_id}")
            yield Problem("record", label, f"phiên bản {row.number}: tên bản thảo bị đổi, nhật ký ghi “{name}”")


def _find_shared(connection: Connection) -> Iterator[Problem]:
    """Yield what belongs to an outgoing and an incoming document at once, or to none, which the database refuses."""
    for table in (document_files, register_entries, dossier_documents):
        query = select(table).where(table.c.document_id.is_(None) == table.c.incoming_id.is_(None))
        for row in connection.execute(query):
            where = f"văn bản {row.document_id}, văn bản đến {row.incoming_id}"
            yield Problem("record", where, f"một dòng của {table.name} thuộc cả hai hoặc không thuộc văn bản nào")


class _Named(NamedTuple):
    """A file as a record names it: what people call it, and what is said of it: its role, who added it and when."""

    name: str
    sha256: str
    said: str


Named = dict[tuple[str, str], set[_Named]]
"""Kind and id of a record → its files."""


def _read_told(trail: Trail) -> Named:
    told: Named = defaultdict(set)
    for kind, subject_id, text, at, actor in trail.added:
        facts = read_facts(text)
        for role, name, sha256 in facts.get("files", ()):
            told[kind, subject_id].add(_Named(f"tệp {name}", sha256, f"{role} {at}"))
        gone = {(f"tệp {name}", sha256) for name, sha256 in facts.get("destroyed", ())}
        told[kind, subject_id] -= {named for named in told[kind, subject_id] if named[:2] in gone}
        if "draft" in facts:
            told[kind, subject_id] |= _name_version(
                facts.get("version"), (facts["draft"], facts["document"]), f"{actor} {at}"
            )
    return told


def _read_kept(connection: Connection) -> Named:
    kept: Named = defaultdict(set)
    for row in connection.execution_options(stream_results=True).execute(select(document_files)):
        key = ("document", str(row.document_id)) if row.document_id is not None else ("incoming", str(row.incoming_id))
        kept[key].add(_Named(f"tệp {row.name}", str(row.sha256), f"{row.role} {row.added_at}"))
    for row in connection.execution_options(stream_results=True).execute(select(versions)):
        kept["document", str(row.document_id)] |= _name_version(
            row.number, (str(row.draft_sha256), str(row.document_sha256)), f"{row.submitted_by} {row.submitted_at}"
        )
    return kept


def _name_version(number: object, digests: tuple[str, str], said: str) -> set[_Named]:
    draft, document = digests
    return {
        _Named(f"phiên bản {number}", draft, said),
        _Named(f"phiên bản {number} (dữ liệu)", document, said),
    }


@dataclass(frozen=True, slots=True)
class _Owned:
    """A file that ought to be there: its size as it was entered (None: it was not), and what people know it as."""

    size: int | None
    owners: list[str]


def _find_owned(connection: Connection, trail: Trail, labels: dict[tuple[str, str], str]) -> dict[str, _Owned]:
    """Return every file that ought to be there, by its digest."""
    found = {str(row.sha256): _Owned(row.size, []) for row in connection.execute(select(files))}
    for named in (_read_told(trail), _read_kept(connection)):
        for key, names in named.items():
            for name, sha256, _ in names:
                owner = f"{labels.get(key, ' '.join(key))}: {name}"
                owners = found.setdefault(sha256, _Owned(None, [])).owners
                if owner not in owners:
                    owners.append(owner)
    return found


def _check_bytes(store: FileStore, owned: dict[str, _Owned]) -> Iterator[Problem]:
    sizes = [file.size for file in owned.values()]
    with ThreadPoolExecutor(_READERS) as executor:
        for sha256, problem in zip(owned, executor.map(store.find_problem, owned, sizes), strict=True):
            if problem is None:
                continue
            for owner in owned[sha256].owners or [f"tệp {sha256}"]:
                yield Problem("file", owner, f"{problem} ({store.path_of(sha256)})")
