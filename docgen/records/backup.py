"""Backup and restore: one archive file holds every row and every file, in one form for both databases.

The archive is a ZIP: ``manifest.json``, ``tables/NAME.jsonl`` (a row a line) and ``files/ab/cd…``. It is read from one
consistent view while others go on writing; files never change, so they are of that view too.
"""

from __future__ import annotations

import json
import os
import secrets
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Date, LargeBinary, Table, func, insert, select, update

from docgen.errors import InputError, RegisterError, explain_os_error
from docgen.records.audit import STORE_CHAIN, Act, append_act
from docgen.records.documents import Actor
from docgen.records.roles import require_role
from docgen.records.search_postings import Tell, rebuild_index, tell_nobody
from docgen.records.store import Store, open_store
from docgen.records.tables import files, metadata, store_facts
from docgen.records.upgrade import HEAD

_FORMAT: Final = 1
_ROWS_AT_ONCE: Final = 1_000
_SELF_REFERENCES: Final = {"documents": ("replaces_id", "replaced_by_id")}


@dataclass(frozen=True, slots=True)
class Backup:
    """What an archive holds: the store, when, how many rows in each table, how many files."""

    store_id: str
    made_at: str
    rows: dict[str, int]
    files: int


def write_backup(store: Store, target: Path, actor: Actor) -> Backup:
    """Write the archive, whole or not at all; an older file of that name is replaced.

    Raises RegisterError when a file of the store is missing or was changed, InputError when the archive cannot be
    written.
    """
    temporary = target.parent / f".docgen-{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("xb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, store.read() as connection:
                made = _write_archive(archive, connection, store, actor)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, target)  # noqa: PTH105
    except OSError as error:
        hint = "kiểm tra thư mục, quyền ghi và dung lượng đĩa"
        raise InputError(
            f"không ghi được bản sao lưu: {explain_os_error(error)}", where=str(target), hint=hint
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink()
    return made


def _write_archive(archive: zipfile.ZipFile, connection: Connection, store: Store, actor: Actor) -> Backup:
    counts: dict[str, int] = {}
    for table in metadata.sorted_tables:
        with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as lines:
            counts[table.name] = 0
            query = select(table).order_by(*table.primary_key)
            for row in connection.execution_options(stream_results=True).execute(query).mappings():
                line = json.dumps({name: _encode(value) for name, value in row.items()}, ensure_ascii=False)
                lines.write(line.encode("utf-8", "surrogatepass") + b"\n")
                counts[table.name] += 1
    digests = connection.execute(select(files.c.sha256).order_by(files.c.sha256)).scalars().all()
    for sha256 in digests:
        archive.writestr(f"files/{sha256[:2]}/{sha256[2:]}", store.files.read(sha256))
    made = Backup(store.id, actor.at, counts, len(digests))
    manifest = {"format": _FORMAT, "schema": HEAD, "store": made.store_id, "made_at": made.made_at, "rows": made.rows}
    archive.writestr("manifest.json", json.dumps(manifest | {"files": made.files}, indent=2))
    return made


def _encode(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return bytes(value).hex() if isinstance(value, (bytes, memoryview)) else value


def restore_backup(source: Path, folder: Path, database: str | None, actor: Actor, tell: Tell = tell_nobody) -> Store:
    """Fill an empty store from an archive and return it, open. The restoring itself becomes a row of its audit trail.

    Raises InputError when the archive cannot be read, RegisterError when the store is not empty or the archive does
    not hold what it says; then the database is as empty as before. Verify it afterwards.
    """
    with _open_archive(source) as archive:
        manifest = _read_manifest(archive, source)
        store = open_store(folder, database)
        try:
            _require_empty(store)
            count = sum(_restore_file(store, archive, name) for name in archive.namelist())
            if count != manifest["files"]:
                raise RegisterError(f"bản sao lưu thiếu tệp: {count}/{manifest['files']}", where=str(source))
            with store.write() as connection:
                _restore_rows(connection, archive, manifest)
                rebuild_index(connection, lambda stage, done, total: tell(f"Khôi phục, {stage}", done, total))
                require_role(connection, actor.name, "restore")
                facts = {"made_at": manifest["made_at"]}
                append_act(
                    connection,
                    manifest["store"],
                    Act(STORE_CHAIN, actor.at, actor.name, "restore", "store", manifest["store"], facts),
                )
        finally:
            store.close()
    return open_store(folder, database)


# The oldest schema whose archives can be read: its tables have the columns of today. These tables came later.
_OLDEST: Final = "0004"
_TABLES_SINCE: Final = {"word_files": "0006"}


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    is_day: bool
    is_bytes: bool

    def decode(self, value: Any) -> Any:
        if value is None:
            return None
        if self.is_day:
            return date.fromisoformat(value)
        return bytes.fromhex(value) if self.is_bytes else value


def _open_archive(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except OSError as error:
        raise InputError(f"không đọc được bản sao lưu: {explain_os_error(error)}", where=str(source)) from error
    except zipfile.BadZipFile as error:
        raise InputError("tệp không phải là bản sao lưu của docgen, hoặc bị cắt ngắn", where=str(source)) from error


def _read_manifest(archive: zipfile.ZipFile, source: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(archive.read("manifest.json"))
        known = manifest["format"] == _FORMAT and _OLDEST <= manifest["schema"] <= HEAD
        manifest = {name: manifest[name] for name in ("schema", "store", "made_at", "rows", "files")}
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise InputError("tệp không phải là bản sao lưu của docgen", where=str(source)) from error
    if not known:
        raise InputError(
            "bản sao lưu do một phiên bản docgen khác tạo ra", where=str(source), hint="dùng đúng phiên bản"
        )
    return dict(manifest)


def _require_empty(store: Store) -> None:
    with store.read() as connection:
        for table in metadata.sorted_tables:
            if table is not store_facts and connection.execute(select(func.count()).select_from(table)).scalar_one():
                raise RegisterError("kho này không trống", where=store.where, hint="khôi phục vào một kho mới")


def _restore_file(store: Store, archive: zipfile.ZipFile, name: str) -> bool:
    if not name.startswith("files/"):
        return False
    try:
        stored = store.files.add(archive.read(name))
    except zipfile.BadZipFile as error:
        raise RegisterError("bản sao lưu bị hỏng", where=name) from error
    if f"files/{stored.sha256[:2]}/{stored.sha256[2:]}" != name:
        raise RegisterError("tệp trong bản sao lưu đã bị sửa", where=name)
    return True


def _restore_rows(connection: Connection, archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    connection.execute(store_facts.delete())
    for table in metadata.sorted_tables:
        if manifest["schema"] < _TABLES_SINCE.get(table.name, _OLDEST):
            continue
        count = 0
        later: list[dict[str, Any]] = []
        for rows in _read_rows(archive, table):
            connection.execute(insert(table), [_hold_back(table, row, later) for row in rows])
            count += len(rows)
        for row in later:
            connection.execute(update(table).where(table.c.id == row.pop("id")).values(row))
        if count != manifest["rows"].get(table.name):
            raise RegisterError(f"bản sao lưu thiếu dòng của bảng {table.name}")
        _set_counter(connection, table)


def _hold_back(table: Table, row: dict[str, Any], later: list[dict[str, Any]]) -> dict[str, Any]:
    """Leave out references to rows of the same table, which may not be there yet; they are set afterwards."""
    names = _SELF_REFERENCES.get(table.name, ())
    held = {name: row[name] for name in names if row[name] is not None}
    if held:
        later.append({"id": row["id"], **held})
    return row | dict.fromkeys(names)


def _read_rows(archive: zipfile.ZipFile, table: Table) -> Iterator[list[dict[str, Any]]]:
    columns = [
        _Column(column.name, isinstance(column.type, Date), isinstance(column.type, LargeBinary))
        for column in table.columns
    ]
    rows: list[dict[str, Any]] = []
    try:
        with archive.open(f"tables/{table.name}.jsonl") as lines:
            for line in lines:
                found = json.loads(line)
                rows.append({column.name: column.decode(found[column.name]) for column in columns})
                if len(rows) == _ROWS_AT_ONCE:
                    yield rows
                    rows = []
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise RegisterError(f"bản sao lưu bị hỏng ở bảng {table.name}") from error
    if rows:
        yield rows


def _set_counter(connection: Connection, table: Table) -> None:
    """Let PostgreSQL count on from the ids that were given. SQLite does so by itself."""
    if connection.dialect.name != "postgresql" or table.autoincrement_column is None:
        return
    following = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
    connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), following, False)))
