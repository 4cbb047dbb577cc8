"""Does the slice of the audit trail hold? Each hash anew, each row after the one before, the end as was signed.

What the acts say of the packed documents is kept on the way, to hold against the documents themselves.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from docgen.archive.package import CHECKPOINT, TRAIL_FOLDER, trail_path
from docgen.archive.package_reader import PackageReader
from docgen.archive.problems import Problem
from docgen.errors import InputError
from docgen.trail import Checkpoint, hash_act, hash_genesis, parse_checkpoint

_MOST_TOLD: Final = 20


@dataclass(slots=True)
class Told:
    """What acts say of one record: the digest of its row after the last, its number, its files and drafts."""

    record: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    files: set[tuple[str, str, str]] = field(default_factory=set)  # role, name, sha256
    drafts: set[str] = field(default_factory=set)

    def take(self, facts: dict[str, Any]) -> None:
        """Take in the facts of the next act."""
        self.record = str(facts.get("record", self.record))
        self.facts |= {name: facts[name] for name in _NUMBERS if name in facts}
        self.files |= {(role, name, sha256) for role, name, sha256 in facts.get("files", ())}
        destroyed = {tuple(item) for item in facts.get("destroyed", ())}
        self.files = {item for item in self.files if item[1:] not in destroyed}
        if "draft" in facts:
            self.drafts.add(str(facts["draft"]))


_NUMBERS: Final = ("state", "code_number", "code_notation", "promulgation_date")


@dataclass(slots=True)
class TrailFindings:
    """What the slices say: how many rows, of which store, what of each wanted record; and all that is wrong."""

    rows: int = 0
    store_id: str = ""
    signed_by: str = ""
    told: dict[tuple[str, str], Told] = field(default_factory=dict)
    organs: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    ends: dict[int, tuple[int, str]] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    wanted_hashes: dict[tuple[int, int], str] = field(default_factory=dict)


def verify_trail(
    reader: PackageReader, wanted: Collection[tuple[str, str]], outside: Checkpoint | None
) -> TrailFindings:
    """Walk the slices. ``wanted`` are kind and id of the packed records; ``outside`` a checkpoint kept elsewhere."""
    findings = TrailFindings()
    paths = [path for path in reader.paths if path.startswith(f"{TRAIL_FOLDER}/") and path.endswith(".jsonl")]
    if not paths:
        findings.problems.append(Problem("trail", TRAIL_FOLDER, "gói không có đoạn nhật ký nào"))
    places = outside.places if outside else frozenset()
    for path in paths:
        findings.problems += _Slice(path, findings, frozenset(wanted), places).walk(reader)
    findings.problems += _compare_checkpoint(reader, findings)
    if outside is not None:
        findings.problems += _compare_outside(findings, outside)
    return findings


class _Slice:
    """Walks the slice of one chain."""

    def __init__(
        self,
        path: str,
        findings: TrailFindings,
        wanted: frozenset[tuple[str, str]],
        places: frozenset[tuple[int, int]],
    ) -> None:
        self._path = path
        self._findings = findings
        self._wanted = wanted
        self._places = places

    def walk(self, reader: PackageReader) -> Iterator[Problem]:
        lines = reader.lines(self._path)
        try:
            head = json.loads(next(lines, b""))
            self._start(head)
        except (ValueError, KeyError, TypeError, RecursionError):
            yield Problem("trail", self._path, "dòng đầu của đoạn nhật ký không đọc được")
            return
        if self._seq == 0 and self._hash != hash_genesis(self._organ):
            yield Problem("trail", self._path, "điểm bắt đầu của nhật ký không phải của cơ quan này")
        if self._path != trail_path(self._chain):
            yield Problem("trail", self._path, f"là đoạn nhật ký của chuỗi {self._chain}")
        told = 0
        for line in lines:
            problem = self._take(line)
            if problem:
                yield Problem("trail", f"{self._path} dòng {self._seq}", problem)
                told += 1
                if told >= _MOST_TOLD:
                    break
        if self._seq < self._first:
            yield Problem("trail", self._path, "đoạn nhật ký không có dòng nào")
        self._findings.ends[self._chain] = self._seq, self._hash.hex()
        self._findings.organs[self._chain] = self._organ
        self._findings.starts[self._chain] = self._first

    def _start(self, head: dict[str, Any]) -> None:
        self._store, self._chain, self._organ = str(head["store"]), int(head["chain"]), str(head["organ"])
        self._first = int(head["first"])
        self._seq, self._hash = self._first - 1, bytes.fromhex(head["previous"])
        if self._findings.store_id and self._findings.store_id != self._store:
            self._findings.problems.append(Problem("trail", self._path, "là nhật ký của một kho khác"))
        self._findings.store_id = self._store

    def _take(self, line: bytes) -> str:
        """Take the next row; return what is wrong with it."""
        expected = self._seq + 1
        try:
            seq, *row, written = json.loads(line.decode("utf-8", "surrogatepass"))
            kept = bytes.fromhex(written)
            computed = hash_act(self._store, self._chain, expected, self._hash, row)
            _, _, _, kind, subject_id, facts = row
            if (kind, subject_id) in self._wanted:
                self._findings.told.setdefault((kind, subject_id), Told()).take(dict(json.loads(facts)))
        except (ValueError, TypeError, IndexError, AttributeError, RecursionError):
            self._seq = expected
            return "không đọc được"
        self._seq, self._hash = expected, kept
        self._findings.rows += 1
        if (self._chain, expected) in self._places:
            self._findings.wanted_hashes[self._chain, expected] = kept.hex()
        if seq != expected:
            return f"thiếu dòng: sau {expected - 1} là {seq}"
        return "" if computed == kept else f"mã băm không đúng: dòng này ({kind} {subject_id}) hoặc dòng trước bị sửa"


def _compare_checkpoint(reader: PackageReader, findings: TrailFindings) -> Iterator[Problem]:
    """Hold the ends of the slices against the checkpoint of the package, and prove its signature."""
    data = reader.read(CHECKPOINT)
    if data is None:
        yield Problem("trail", CHECKPOINT, "gói thiếu điểm kiểm chứng")
        return
    try:
        checkpoint, is_right = parse_checkpoint(data, CHECKPOINT)
    except InputError as error:
        yield Problem("trail", CHECKPOINT, error.message)
        return
    findings.signed_by = checkpoint.public_key if is_right else ""
    if not is_right:
        yield Problem("trail", CHECKPOINT, "chữ ký không đúng: điểm kiểm chứng bị sửa")
    if findings.ends and checkpoint.store_id != findings.store_id:
        yield Problem("trail", CHECKPOINT, "là của một kho khác với nhật ký")
    heads = {head.chain: (head.seq, head.hash) for head in checkpoint.heads}
    for chain in sorted(heads.keys() | findings.ends.keys()):
        if heads.get(chain) != findings.ends.get(chain):
            yield Problem("trail", trail_path(chain), "dòng cuối của nhật ký khác với điểm kiểm chứng: bị cắt hoặc sửa")


def _compare_outside(findings: TrailFindings, outside: Checkpoint) -> Iterator[Problem]:
    """Hold the slices against a checkpoint that was kept elsewhere."""
    where = "điểm kiểm chứng bên ngoài"
    if outside.store_id != findings.store_id:
        yield Problem("trail", where, "là của một kho khác")
        return
    compared = 0
    for head in outside.heads:
        start, end = findings.starts.get(head.chain), findings.ends.get(head.chain)
        if start is None or end is None or not start <= head.seq <= end[0]:
            continue
        compared += 1
        if findings.wanted_hashes.get((head.chain, head.seq)) != head.hash:
            yield Problem("trail", trail_path(head.chain), f"dòng {head.seq} khác với {where}: nhật ký bị viết lại")
    if not compared:
        yield Problem("trail", where, "không thấy dòng nào của gói: không so được")
