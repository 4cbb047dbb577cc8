"""The work file of an export: what is packed already, so that a package cut off half-way is taken up again.

Two files stand beside the package while it is made: the bytes so far, and this journal (SQLite). The journal never says
more than the bytes hold: bytes first, then ``commit``. It also keeps what tables of contents and manifests need at the
end, so that memory does not grow with the package.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docgen.archive.zip_form import Entry
from docgen.errors import ArchiveError

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS state (one INTEGER PRIMARY KEY, export TEXT NOT NULL, length INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS entries (
    place INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, crc INTEGER NOT NULL, size INTEGER NOT NULL,
    start INTEGER NOT NULL, sha256 TEXT NOT NULL, sha512 TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS listed (place INTEGER PRIMARY KEY, facts TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file as it was packed: its place in the zip and its digests in hexadecimal digits."""

    entry: Entry
    sha256: str
    sha512: str

    @property
    def path(self) -> str:
        """Its path inside the bag."""
        return self.entry.name.split("/", 1)[1]


class Journal:
    """The journal at ``path``; two exports cannot write one at the same time. Raises ArchiveError."""

    def __init__(self, path: Path, export: str) -> None:
        self._path = path
        self._files: list[tuple[Any, ...]] = []
        self._listed: list[tuple[int, str]] = []
        try:
            self._open(export)
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise ArchiveError(
                    "một lần xuất khác đang ghi gói này", where=str(path), hint="đợi lần xuất kia xong"
                ) from error
            # Not a journal, or broken by a loss of power: what it says is worth nothing.
            path.unlink(missing_ok=True)
            self._open(export)

    def _open(self, export: str) -> None:
        self._base = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        try:
            self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._base.execute("PRAGMA journal_mode = MEMORY")
            self._base.execute("BEGIN EXCLUSIVE")
            for statement in _SCHEMA.split(";"):
                self._base.execute(statement)
            row = self._base.execute("SELECT export, length FROM state").fetchone()
            if row is None or row[0] != export:
                for table in ("state", "entries", "listed"):
                    self._base.execute(f"DELETE FROM {table}")  # noqa: S608
                self._base.execute("INSERT INTO state VALUES (1, ?, 0)", (export,))
                row = (export, 0)
            # What stands behind the documents is written anew each time.
            self._base.execute("DELETE FROM entries WHERE start >= ?", (row[1],))
            self._base.execute("COMMIT")
        except BaseException:
            self._base.close()
            raise
        self.length = int(row[1])

    def start_anew(self) -> None:
        """Forget everything: the bytes that the journal tells of are gone."""
        self._base.execute("DELETE FROM entries")
        self._base.execute("DELETE FROM listed")
        self._base.execute("UPDATE state SET length = 0")
        self.length = 0

    def add_file(self, file: PackedFile) -> None:
        """Note a file that was packed."""
        entry = file.entry
        self._files.append((entry.name, entry.crc, entry.size, entry.offset, file.sha256, file.sha512))

    def add_listed(self, place: int, facts: Any) -> None:
        """Note what the lists say of a document."""
        self._listed.append((place, json.dumps(facts, ensure_ascii=False)))

    def commit(self, length: int) -> None:
        """Keep what was noted, to be taken up again: the bytes hold it, and are ``length`` long."""
        with self._writing():
            self._insert()
            self._base.execute("UPDATE state SET length = ?", (length,))
        self.length = length

    def write_down(self) -> None:
        """Make what was noted readable by the functions below; it is not taken up again."""
        with self._writing():
            self._insert()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction; whatever SQLite stumbles on, a full disk above all, becomes ArchiveError."""
        try:
            self._base.execute("BEGIN")
            yield
            self._base.execute("COMMIT")
        except sqlite3.Error as error:
            raise ArchiveError(
                f"không ghi được tệp làm việc của gói: {error}",
                where=str(self._path),
                hint="kiểm tra quyền ghi và dung lượng đĩa, rồi chạy lại để làm tiếp",
            ) from error

    def _insert(self) -> None:
        insert = "INSERT INTO entries (name, crc, size, start, sha256, sha512) VALUES (?, ?, ?, ?, ?, ?)"
        self._base.executemany(insert, self._files)
        self._base.executemany("INSERT INTO listed VALUES (?, ?)", self._listed)
        self._files.clear()
        self._listed.clear()

    def count_listed(self) -> int:
        """Return how many documents are packed."""
        return int(self._base.execute("SELECT count(*) FROM listed").fetchone()[0])

    def walk_listed(self) -> Iterator[Any]:
        """Yield what was noted of documents, in order."""
        for (facts,) in self._base.execute("SELECT facts FROM listed ORDER BY place"):
            yield json.loads(facts)

    def walk_files(self, order: str = "name") -> Iterator[PackedFile]:
        """Yield the files by ``name``, or by ``start``: as they stand in the zip."""
        query = f"SELECT name, crc, size, start, sha256, sha512 FROM entries ORDER BY {order}"  # noqa: S608
        for name, crc, size, start, sha256, sha512 in self._base.execute(query):
            yield PackedFile(Entry(name, crc, size, start), sha256, sha512)

    def find_files(self, names: Sequence[str]) -> dict[str, PackedFile]:
        """Return those of the files that are packed."""
        marks = ",".join("?" * len(names))
        query = f"SELECT name, crc, size, start, sha256, sha512 FROM entries WHERE name IN ({marks})"  # noqa: S608
        rows = self._base.execute(query, list(names))
        return {row[0]: PackedFile(Entry(*row[:4]), row[4], row[5]) for row in rows}

    def close(self) -> None:
        """Close the file; it stays."""
        self._base.close()
