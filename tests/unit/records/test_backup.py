"""Backup and restore: from either database to either, whole or not at all."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from registry_office import CLERK, make_approved, make_issued, take
from sqlalchemy import select

from docgen.errors import InputError, RegisterError
from docgen.records.backup import restore_backup, write_backup
from docgen.records.search import SearchRequest, search
from docgen.records.store import Store, open_store
from docgen.records.submission import submit
from docgen.records.tables import audit, metadata
from docgen.records.verify import verify_store


def fill(store: Store) -> None:
    from registry_office import make_submission, put_out

    from docgen.records.documents import approve

    first = make_issued(store)
    new = submit(store, make_submission(subject="Thay thế"), CLERK, replaces=first)["id"]
    approve(store, new, CLERK)
    take(store, new)
    put_out(store, new)
    take(store, make_approved(store))


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.read() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }


@pytest.fixture
def archive(store: Store, tmp_path: Path) -> Path:
    fill(store)
    write_backup(store, tmp_path / "b.zip", CLERK)
    return tmp_path / "b.zip"


def test_a_restored_store_is_the_same_and_says_so(store: Store, archive: Path, tmp_path: Path) -> None:
    before = dump(store)
    restored = restore_backup(archive, tmp_path / "new", None, CLERK)
    after = dump(restored)
    assert restored.id == store.id
    [told] = set(after["audit"]) - set(before["audit"])
    assert told[4] == "restore"
    for name in metadata.tables.keys() - {"audit", "audit_heads"}:
        assert after[name] == before[name], name
    assert [act for act in after["audit"] if act != told] == before["audit"]
    assert verify_store(restored).is_clean
    make_issued(restored)
    assert verify_store(restored).is_clean, "it goes on counting"
    restored.close()


@pytest.mark.slow
def test_from_either_database_to_postgresql(archive: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    target = request.getfixturevalue("postgresql").create_database()
    restored = restore_backup(archive, tmp_path / "new", target, CLERK)
    assert verify_store(restored).is_clean
    make_issued(restored)
    assert verify_store(restored).is_clean
    restored.close()


def test_a_store_with_something_in_it_is_not_overwritten(store: Store, archive: Path, database: str | None) -> None:
    before = dump(store)
    with pytest.raises(RegisterError, match="không trống"):
        restore_backup(archive, store.files.folder.parent, database, CLERK)
    assert dump(store) == before


def test_a_store_that_lost_a_file_is_not_backed_up_silently(store: Store, tmp_path: Path) -> None:
    fill(store)
    next(store.files.folder.glob("??/*")).unlink()
    (tmp_path / "b.zip").write_bytes(b"the old one")
    with pytest.raises(RegisterError, match="kho thiếu tệp"):
        write_backup(store, tmp_path / "b.zip", CLERK)
    assert (tmp_path / "b.zip").read_bytes() == b"the old one"
    assert [path.name for path in tmp_path.glob(".docgen-*")] == []


def rewrite(archive: Path, target: Path, **changes: bytes | None) -> Path:
    """Copy an archive with members changed, or left out (None)."""
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            data = changes.get(name, source.read(name))
            if data is not None:
                out.writestr(name, data)
    return target


def test_an_archive_that_was_changed_is_refused_and_nothing_enters(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as source:
        file = next(name for name in source.namelist() if name.startswith("files/"))
        rows = source.read("tables/documents.jsonl")
    for change in (
        {file: b"x"},
        {file: None},
        {"tables/documents.jsonl": rows.split(b"\n", 1)[1]},
        {"tables/documents.jsonl": b"{}\n"},
        {"tables/audit.jsonl": None},
    ):
        target = tmp_path / "new"
        with pytest.raises(RegisterError):
            restore_backup(rewrite(archive, tmp_path / "bad.zip", **change), target, None, CLERK)
        store = open_store(target)
        with store.read() as connection:
            assert connection.execute(select(audit)).all() == []
        store.close()


@pytest.mark.parametrize("schema", ["0004", "0006"])
def test_an_archive_of_an_older_docgen_is_restored(schema: str, archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as source:
        manifest = json.loads(source.read("manifest.json")) | {"schema": schema}
    changed: dict[str, bytes | None] = {}
    if schema == "0004":
        del manifest["rows"]["word_files"]
        changed["tables/word_files.jsonl"] = None
    changed["manifest.json"] = json.dumps(manifest).encode()
    store = restore_backup(rewrite(archive, tmp_path / "old.zip", **changed), tmp_path / "new", None, CLERK)
    assert verify_store(store).is_clean
    with store.read() as connection:
        assert len(search(connection, SearchRequest("thay the", organ="noi vu tinh")).found) == 1
    store.close()


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all"])
def test_what_is_no_archive_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(data)
    with pytest.raises(InputError, match="không phải là bản sao lưu"):
        restore_backup(tmp_path / "b.zip", tmp_path / "new", None, CLERK)
    assert not (tmp_path / "new").exists()
