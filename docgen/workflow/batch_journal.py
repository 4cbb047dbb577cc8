"""The journal of a batch: its rows as they were validated and what is done, in one SQLite file.

It lets the reading and the writing of a table of any length pass without keeping it in memory, finds names that are
there twice, and is what a batch goes on from after Ctrl-C, a kill or a power cut. It belongs to one draft, one table
and one set of options: its ``fingerprint``.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from docgen.errors import InputError

FILE_NAME = "tiep-tuc.sqlite"
_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE rows (
    sequence INTEGER PRIMARY KEY, number INTEGER, stem TEXT, folded TEXT UNIQUE, texts TEXT,
    made INTEGER DEFAULT 0, findings TEXT DEFAULT '[]', problem TEXT DEFAULT '', pages INTEGER DEFAULT 0
);
"""
# What an unfinished run of another table made is remembered: some of it may belong to no row any more.
_FORGET = """
CREATE TABLE IF NOT EXISTS earlier (stem TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rows (stem TEXT, made INTEGER);
INSERT OR IGNORE INTO earlier SELECT stem FROM rows WHERE made = 1;
DROP TABLE rows; DROP TABLE IF EXISTS facts;
"""
_COMMIT_SECONDS = 1.0
_COMMIT_SHARE = 10  # of the time goes to bringing things to the disk: no more than one in so many
_LEAST_DIGITS = 4
_SEPARATOR = "\x1f"  # between the texts of a row: no cell may hold a control character
_CHUNK = 500
_DISK_PROBLEMS = {
    sqlite3.SQLITE_FULL: "đĩa đã đầy",
    sqlite3.SQLITE_IOERR: "lỗi đọc, ghi đĩa",
    sqlite3.SQLITE_READONLY: "không có quyền ghi",
    sqlite3.SQLITE_CANTOPEN: "không mở được",
}
_Given = ParamSpec("_Given")
_T = TypeVar("_T")


def _telling(
    method: Callable[Concatenate[Journal, _Given], _T],
) -> Callable[Concatenate[Journal, _Given], _T]:
    """Let a method tell the clerk what SQLite tells: nearly always that the disk is full."""

    @wraps(method)
    def told(journal: Journal, /, *given: _Given.args, **named: _Given.kwargs) -> _T:
        try:
            return method(journal, *given, **named)
        except sqlite3.Error as error:
            journal.has_failed = True
            raise journal.explain(error) from error

    return told


class JournalRow(NamedTuple):
    """One row: its place among the documents (from 1), its number in the table, the name of its file, its texts."""

    sequence: int
    number: int
    stem: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the checker found in one document."""

    code: str
    name: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row: the stem of its files, findings, the reason why it has no file, pages of its PDF."""

    number: int
    stem: str
    made: bool
    findings: tuple[Finding, ...]
    problem: str
    pages: int


class Journal:
    """An open journal. Only one process at a time may have it: raises InputError for a second one.

    Its methods raise InputError when the disk takes no more: what was committed until then stays.
    """

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._path = folder / FILE_NAME
        self.has_failed = False
        """Whether the disk took no more: there is nothing to commit then."""
        try:
            self._open()
            self.was_other = bool(self._get("fingerprint")) and self._get("fingerprint") != fingerprint
            if self._get("fingerprint") != fingerprint or not self.total:
                self._start_anew(fingerprint)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                hint = "đợi lệnh kia xong, hoặc chọn nơi ghi khác"
                raise InputError(
                    "một lệnh docgen batch khác đang ghi vào đây", where=str(folder.parent), hint=hint
                ) from error
            raise self.explain(error) from error
        except sqlite3.DatabaseError:
            # Not a journal any more: whatever it knew, the documents can be made again.
            self._path.unlink(missing_ok=True)
            self._open()
            self.was_other = False
            self._start_anew(fingerprint)
        self._committed, self._wait = time.monotonic(), _COMMIT_SECONDS
        self.before_commit: Callable[[], None] = lambda: None
        """Called before what was marked becomes lasting: whatever it speaks of must be lasting first."""

    def explain(self, error: sqlite3.Error) -> InputError:
        """Return what is to be said of an error of SQLite."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of it says more than anybody asks
        hint = "giải phóng đĩa, rồi chạy lại đúng lệnh này để làm tiếp"
        return InputError(
            f"không ghi được tệp ghi nhớ: {_DISK_PROBLEMS.get(code, error)}", where=str(self._path), hint=hint
        )

    def _open(self) -> None:
        self._base = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._base.execute("BEGIN EXCLUSIVE")

    def _start_anew(self, fingerprint: str) -> None:
        self._base.executescript(_FORGET + _SCHEMA)
        self._base.execute("BEGIN EXCLUSIVE")
        self._set("fingerprint", fingerprint)

    def _get(self, name: str) -> str:
        if not self._base.execute("SELECT 1 FROM sqlite_master WHERE name = 'facts'").fetchone():
            return ""
        found = self._base.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def _set(self, name: str, value: object) -> None:
        self._base.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, str(value)))

    @property
    def total(self) -> int:
        """How many documents there are to make; 0 until all rows were validated."""
        return int(self._get("total") or 0)

    @property
    def made(self) -> int:
        """How many of them are made."""
        return self._count("made = 1")

    def _count(self, condition: str) -> int:
        return int(self._base.execute(f"SELECT count(*) FROM rows WHERE {condition}").fetchone()[0])  # noqa: S608

    @_telling
    def add_all(self, rows: Sequence[tuple[JournalRow, str | None]]) -> list[tuple[JournalRow, int]]:
        """Add rows, each with its ``folded`` name; return those whose name is there already, with the number of the row
        that has it.
        """
        values = [(row.sequence, row.number, row.stem, folded, _SEPARATOR.join(row.texts)) for row, folded in rows]
        added = self._base.executemany(
            "INSERT OR IGNORE INTO rows (sequence, number, stem, folded, texts) VALUES (?, ?, ?, ?, ?)", values
        )
        if added.rowcount == len(values) or not values:
            return []
        find = "SELECT sequence, number FROM rows WHERE folded = ?"
        owners = [(row, *self._base.execute(find, (folded,)).fetchone()) for row, folded in rows]
        return [(row, number) for row, sequence, number in owners if sequence != row.sequence]

    @_telling
    def seal(self, *, number_names: bool) -> None:
        """Say that all rows are there and right; ``number_names`` puts their place before the names."""
        total = self._count("1")
        if number_names:
            form = f"%0{max(_LEAST_DIGITS, len(str(total)))}d %s"
            self._base.execute("UPDATE rows SET stem = rtrim(printf(?, sequence, stem))", (form,))
        self._set("total", total)
        self.commit()

    def waiting(self, *, redo: Callable[[str], bool] | None = None) -> Iterator[JournalRow]:
        """Yield the rows that are not made, in order; and those made whose stem ``redo`` says is gone."""
        yield from (
            JournalRow(sequence, number, stem, tuple(texts.split(_SEPARATOR)))
            for sequence, number, stem, texts, made in self._walk("sequence, number, stem, texts, made")
            if not made or (redo is not None and redo(stem))
        )

    def stems(self) -> Iterator[tuple[Any, ...]]:
        """Yield sequence, stem and pages (0: no PDF yet) of every row, in order."""
        yield from self._walk("sequence, stem, pages")

    def tally(self) -> tuple[int, int, int, int, int]:
        """Return how many rows there are, are made, have a PDF, the pages of these, and how many have a problem."""
        sums = "count(*), total(made = 1), total(pages > 0), total(pages), total(problem <> '')"
        rows, made, pdfs, pages, problems = map(int, self._base.execute(f"SELECT {sums} FROM rows").fetchone())  # noqa: S608
        return rows, made, pdfs, pages, problems

    def results(self, *, found: bool = False) -> Iterator[RowResult]:
        """Yield what became of every row, in order; with ``found`` of those alone where the checker found something."""
        columns = "sequence, number, stem, made, findings, problem, pages"
        for _, number, stem, made, findings, problem, pages in self._walk(columns, "findings <> '[]'" if found else ""):
            listed = tuple(Finding(*item) for item in json.loads(findings))
            yield RowResult(number, stem, bool(made), listed, problem, pages)

    def _walk(self, columns: str, condition: str = "") -> Iterator[tuple[Any, ...]]:
        """Yield rows in pieces, so that they may be marked while they are walked over."""
        last = 0
        where = f"sequence > ? AND {condition or '1'}"
        query = f"SELECT {columns} FROM rows WHERE {where} ORDER BY sequence LIMIT {_CHUNK}"  # noqa: S608
        while piece := self._base.execute(query, (last,)).fetchall():
            yield from piece
            last = piece[-1][0]

    def strays(self, limit: int) -> list[str]:
        """Return the stems of documents that an earlier, unfinished run made and that belong to no row now."""
        query = "SELECT stem FROM earlier WHERE stem NOT IN (SELECT stem FROM rows) ORDER BY stem LIMIT ?"
        return [str(stem) for (stem,) in self._base.execute(query, (limit,))]

    @_telling
    def mark_made(
        self, made: Iterable[tuple[int, Sequence[Finding], str]], lengths: tuple[int, int, int] | None = None
    ) -> None:
        """Record of rows (sequence, findings, problem) that their documents are there, or why they are not.

        ``lengths`` say how far the zip is written that holds them: recorded together with them, or neither is.
        """
        values = [(int(not problem), _write_findings(found), problem, sequence) for sequence, found, problem in made]
        self._base.execute("SAVEPOINT piece")
        try:
            self._base.executemany("UPDATE rows SET made = ?, findings = ?, problem = ? WHERE sequence = ?", values)
            if lengths is not None:
                self.keep_lengths(lengths)
        except BaseException:  # Ctrl-C as well
            if self._base.in_transaction:  # a full disk has ended it
                self._base.execute("ROLLBACK TO piece")
                self._base.execute("RELEASE piece")
            raise
        self._base.execute("RELEASE piece")
        self._commit_now_and_then()

    @_telling
    def mark_pages(self, sequence: int, pages: int, problem: str) -> None:
        """Record that a row's PDF is there, or why it is not."""
        self._base.execute("UPDATE rows SET pages = ?, problem = ? WHERE sequence = ?", (pages, problem, sequence))
        self._commit_now_and_then()

    @_telling
    def forget_made(self) -> None:
        """Take every document for not made: what held them is gone."""
        self._base.execute("UPDATE rows SET made = 0")
        self.keep_lengths((0, 0, 0))

    def keep_lengths(self, lengths: tuple[int, int, int]) -> None:
        """Record how far a zip is written."""
        self._set("lengths", json.dumps(lengths))

    def get_lengths(self) -> tuple[int, int, int]:
        """Return how far the zip was written at the last commit."""
        data, directory, count = json.loads(self._get("lengths") or "[0, 0, 0]")
        return data, directory, count

    def _commit_now_and_then(self) -> None:
        if time.monotonic() - self._committed > self._wait:
            self.commit()

    @_telling
    def commit(self) -> None:
        """Make what was recorded lasting."""
        if self.has_failed:
            return
        begun = time.monotonic()
        self.before_commit()
        self._base.execute("COMMIT")
        self._base.execute("BEGIN EXCLUSIVE")
        self._committed = time.monotonic()
        # Everybody waits for a slow disk: the slower it is, the more seldom.
        self._wait = max(_COMMIT_SECONDS, _COMMIT_SHARE * (self._committed - begun))

    @_telling
    def close(self) -> None:
        """Make lasting what was recorded, and let others have the journal."""
        try:
            self.commit()
        finally:
            self._base.close()


def _write_findings(findings: Sequence[Finding]) -> str:
    if not findings:  # nearly always, and fifty thousand times
        return "[]"
    return json.dumps([[f.code, f.name, f.severity, f.message] for f in findings], ensure_ascii=False)


def flush_disks() -> None:
    """Bring all written files to the disk: one call for hundreds of documents instead of one for each."""
    if hasattr(os, "sync"):
        os.sync()
