"""Walking the audit trail: every hash is computed anew, every row must follow the one before it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, select

from docgen.records.audit import STORE_CHAIN
from docgen.records.direct import stream
from docgen.records.organs import list_organs
from docgen.records.tables import audit_heads
from docgen.trail import hash_genesis, make_hasher

_ROWS: Final = "SELECT chain, seq, at, actor, action, kind, subject_id, facts, hash FROM audit ORDER BY chain, seq"
_BLOCK: Final = 10_000


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it was left: ``area`` audit, record, number or file; where and what, in Vietnamese."""

    area: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(slots=True)
class Trail:
    """What the walk found: problems, and what the acts say of each record, to hold against the records."""

    rows: int = 0
    problems: list[Problem] = field(default_factory=list)
    heads: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    # Kind → id → the last facts that digest the record. Texts, not tuples: Python's collector need not look at them.
    last_facts: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    # Kind, id, facts, when and by whom, of acts on files and versions.
    added: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    reserved: dict[str, tuple[str, str]] = field(default_factory=dict)  # document → when it got its number, facts
    wanted: frozenset[tuple[int, int]] = frozenset()
    hashes: dict[tuple[int, int], bytes] = field(default_factory=dict)  # of the rows that a checkpoint names


def walk_trail(connection: Connection, store_id: str, wanted: frozenset[tuple[int, int]] = frozenset()) -> Trail:
    """Walk all chains. ``wanted`` are (chain, seq) whose hashes the caller needs."""
    trail = Trail(wanted=wanted)
    names = {STORE_CHAIN: "", **list_organs(connection)}
    for chain, rows in groupby(stream(connection, _ROWS, _BLOCK), key=itemgetter(0)):
        name = names.get(chain)
        walker = _ChainWalker(name_chain(chain, name), trail)
        trail.heads[chain] = walker.walk(rows, make_hasher(store_id, chain), hash_genesis(name or ""))
    trail.problems += _compare_heads(connection, trail, names)
    return trail


class _ChainWalker:
    """Walks one chain. Neighbouring rows with the same trouble are told in one line."""

    def __init__(self, where: str, trail: Trail) -> None:
        self._where = where
        self._trail = trail
        self._bad: list[int] = []
        self._bad_subject = ""

    def walk(self, rows: Iterable[Any], hash_row: Callable[..., bytes], previous: bytes) -> tuple[int, bytes]:
        """Judge all rows, in order, and keep of each what it says of its record. Returns seq and hash of the last."""
        trail, seq = self._trail, 0
        for chain, place, at, actor, action, kind, subject_id, facts, kept in rows:
            trail.rows += 1
            seq += 1
            if place != seq:
                self._flush()
                self._say(f"thiếu {_name_rows(seq, place - 1)}: bị xóa")
                seq = place
            else:
                try:
                    is_right = hash_row(seq, previous, at, actor, action, kind, subject_id, facts) == kept
                except TypeError:  # SQLite keeps bytes where texts should be
                    is_right, facts = False, str(facts)
                if not is_right:
                    self._mark(seq, kind, subject_id)
                elif self._bad:
                    self._flush()
            previous = kept
            if '"record":"' in facts:
                trail.last_facts[kind][subject_id] = facts
            if '"files":[' in facts or '"draft":"' in facts or '"destroyed":[' in facts:
                trail.added.append((kind, subject_id, facts, at, actor))
            if action == "reserve":
                trail.reserved[subject_id] = (at, facts)
            if (chain, seq) in trail.wanted:
                trail.hashes[chain, seq] = kept
        self._flush()
        return seq, previous

    def _mark(self, seq: int, kind: str, subject_id: str) -> None:
        if not self._bad:
            self._bad_subject = f" ({kind} {subject_id})"
        self._bad.append(seq)

    def _flush(self) -> None:
        if self._bad:
            rows = _name_rows(self._bad[0], self._bad[-1])
            self._say(f"{rows}{self._bad_subject} đã bị sửa, chèn hoặc đổi chỗ: mã băm không khớp")
            self._bad = []

    def _say(self, message: str) -> None:
        self._trail.problems.append(Problem("audit", self._where, message))


def name_chain(chain: int, name: str | None) -> str:
    """Return what people call a chain."""
    if chain == STORE_CHAIN:
        return "nhật ký của kho"
    return f"nhật ký của {name}" if name else f"nhật ký của cơ quan số {chain} (không có trong kho)"


def _name_rows(first: int, last: int) -> str:
    return f"dòng {first}" if first == last else f"dòng {first} đến {last}"


def _compare_heads(connection: Connection, trail: Trail, names: Mapping[int, str]) -> Iterator[Problem]:
    heads = {row.chain: (row.seq, bytes(row.hash)) for row in connection.execute(select(audit_heads))}
    for chain in sorted(heads.keys() | trail.heads.keys()):
        where = name_chain(chain, names.get(chain))
        seq, kept = heads.get(chain, (0, b""))
        last, walked = trail.heads.get(chain, (0, b""))
        if last < seq:
            yield Problem("audit", where, f"thiếu {_name_rows(last + 1, seq)}: bị cắt đuôi")
        elif last > seq:
            yield Problem("audit", where, f"{_name_rows(seq + 1, last)} nằm sau dòng cuối đã ghi nhận: bị chèn")
        elif seq and kept != walked:
            yield Problem("audit", where, f"dòng cuối ({seq}) khác với dòng cuối đã ghi nhận")


def read_facts(facts: str) -> dict[str, Any]:
    """Return the facts of an act; none when they are no JSON (the row is reported as edited already)."""
    try:
        found = json.loads(facts)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
