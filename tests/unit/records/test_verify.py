"""Tampering is found, and what was tampered with is named; a clean store is clean; an empty one is not "clean"."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from registry_office import CLERK, make_approved, make_issued, take
from sqlalchemy import bindparam, select, text

from docgen.errors import InputError, RegisterError
from docgen.records.checkpoints import create_key, read_checkpoint, write_checkpoint
from docgen.records.documents import void
from docgen.records.organs import ensure_named_organ
from docgen.records.roles import Role
from docgen.records.store import Store
from docgen.records.tables import audit, document_files, organs
from docgen.records.users import set_user
from docgen.records.verify import verify_store


@pytest.fixture
def office(store: Store) -> Store:
    """A store with three issued documents, a reserved one, a void one and a user."""
    for subject in ("Rà soát hồ sơ", "Họp giao ban", "Tuyển dụng công chức"):
        make_issued(store, subject=subject)
    take(store, make_approved(store, subject="Chờ hoàn tất"))
    key = make_approved(store, subject="Bỏ")
    take(store, key)
    void(store, key, CLERK, "in hỏng")
    set_user(store, "chủ", {Role.ADMIN}, CLERK)
    return store


@contextmanager
def tampering(store: Store) -> Iterator[Callable[[str], object]]:
    """Run statements as one who owns the database and has put its guards out of action."""
    if store.engine.dialect.name == "postgresql":
        with store.write() as connection:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            yield connection.exec_driver_sql
        return
    with closing(sqlite3.connect(str(store.engine.url.database))) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        yield connection.execute


def problems_of(store: Store) -> list[str]:
    return [str(problem) for problem in verify_store(store).problems]


def test_a_clean_store_is_clean(office: Store) -> None:
    found = verify_store(office)
    assert found.problems == ()
    assert (found.acts, found.records, found.numbers) == (3 * 4 + 3 + 4 + 2, 7, 5)
    assert found.files > 5


def test_nothing_verified_is_a_failure(store: Store) -> None:
    found = verify_store(store)
    assert not found.is_clean
    assert "0 dòng nhật ký" in problems_of(store)[0]


TAMPERINGS: dict[str, tuple[str, str]] = {
    "edit an act": ("UPDATE audit SET actor = 'ma' WHERE chain = 1 AND seq = 3", r"dòng 3 \(document 1\) đã bị sửa"),
    "edit facts": (
        "UPDATE audit SET facts = replace(facts, '\"code_number\":1', '\"code_number\":7') WHERE chain = 1 AND seq = 3",
        r"dòng 3 \(document 1\)",
    ),
    "delete an act": ("DELETE FROM audit WHERE chain = 1 AND seq = 5", "thiếu dòng 5: bị xóa"),
    "cut the tail": ("DELETE FROM audit WHERE chain = 1 AND seq > 16", "thiếu dòng 17 đến 19: bị cắt đuôi"),
    "cut the whole chain": ("DELETE FROM audit WHERE chain = 1", "thiếu dòng 1 đến 19: bị cắt đuôi"),
    "swap two acts": (
        "UPDATE audit SET seq = CASE seq WHEN 2 THEN 1003 WHEN 3 THEN 1002 END WHERE chain = 1 AND seq IN (2, 3);"
        "UPDATE audit SET seq = seq - 1000 WHERE chain = 1 AND seq > 1000",
        r"dòng 2 đến 4|dòng 2 đến 3",
    ),
    "insert an act": (
        "UPDATE audit SET seq = seq + 1001 WHERE chain = 1 AND seq >= 4;"
        "UPDATE audit SET seq = seq - 1000 WHERE chain = 1 AND seq > 1000;"
        "INSERT INTO audit SELECT 1, 4, at, actor, action, kind, subject_id, facts, hash FROM audit"
        " WHERE chain = 1 AND seq = 3;"
        "UPDATE audit_heads SET seq = seq + 1 WHERE chain = 1",
        r"dòng 4 .*đã bị sửa, chèn hoặc đổi chỗ",
    ),
    "append an act": (
        "INSERT INTO audit SELECT 1, 20, at, actor, action, kind, subject_id, facts, hash FROM audit"
        " WHERE chain = 1 AND seq = 3",
        "dòng 20",
    ),
    "slip in an organ": ("INSERT INTO organs (name) VALUES ('Sở Ma')", r"cơ quan “Sở Ma”: .*bị chèn"),
    "rename the organ": ("UPDATE organs SET name = 'Sở Khác'", r"Sở Khác.*dòng 1"),
    "edit a subject": (
        "UPDATE documents SET subject = 'Khác hẳn' WHERE id = 2",
        r"văn bản 2 \(02/TB-SNV, “Khác hẳn”\): bị sửa ngoài docgen: thông tin mô tả",
    ),
    "edit a signer": ("UPDATE documents SET full_name = 'Ai đó' WHERE id = 1", r"văn bản 1 .*bị sửa ngoài docgen"),
    "edit a number": (
        "UPDATE documents SET code_number = 9 WHERE id = 2",
        r"văn bản 2 .*code_number là “9”, nhật ký ghi “2”",
    ),
    "edit a date": ("UPDATE documents SET promulgation_date = '2026-05-01' WHERE id = 3", r"văn bản 3 .*bị sửa"),
    "edit a state": ("UPDATE documents SET state = 'void' WHERE id = 3", r"văn bản 3 .*state là “void”"),
    "edit number and entry": (
        "UPDATE documents SET code_number = 9 WHERE id = 2;"
        "UPDATE register_entries SET number = 9 WHERE document_id = 2",
        r"thiếu số 02",
    ),
    "edit an entry": (
        "UPDATE register_entries SET number = 9 WHERE document_id = 2",
        r"văn bản 2 .*sổ đăng ký ghi khác",
    ),
    "edit an entry's day": (
        "UPDATE register_entries SET entry_date = '2026-01-01' WHERE document_id = 1",
        r"văn bản 1 .*sổ đăng ký ghi khác: 01/TB-SNV ngày 2026-01-01",
    ),
    "delete an entry": ("DELETE FROM register_entries WHERE document_id = 5", r"thiếu số 05"),
    "lower the counter": ("UPDATE number_series SET last = 3", r"có số 5 sau số cuối đã cấp \(3\)"),
    "raise the counter": ("UPDATE number_series SET last = 1000000", r"thiếu số 06–1000000"),
    "delete a series": ("DELETE FROM number_series", r"dãy số bị xóa"),
    "delete a document": (
        "DELETE FROM register_entries WHERE document_id = 2; DELETE FROM document_files WHERE document_id = 2;"
        "DELETE FROM versions WHERE document_id = 2; DELETE FROM documents WHERE id = 2",
        r"văn bản 2, số 2: bị xóa khỏi kho",
    ),
    "slip in a document": (
        "INSERT INTO documents (organ_id, state, version, document_type, created_at, created_by, changed_at)"
        " VALUES (1, 'issued', 1, 'thong-bao', 't', 'x', 't')",
        r"văn bản 6 .*bị chèn vào kho",
    ),
    "unlink a file": ("DELETE FROM document_files WHERE document_id = 1", r"văn bản 1 .*tệp van-ban.docx: bị gỡ"),
    "swap files": (
        "UPDATE document_files SET sha256 = (SELECT sha256 FROM document_files WHERE document_id = 2)"
        " WHERE document_id = 1",
        r"văn bản 1 .*bị đổi sang tệp khác",
    ),
    "swap a version": (
        "UPDATE versions SET document_sha256 = (SELECT document_sha256 FROM versions WHERE document_id = 2)"
        " WHERE document_id = 1",
        r"văn bản 1 .*phiên bản 1",
    ),
    "edit what a file is": ("UPDATE document_files SET role = 'pdf' WHERE document_id = 1", r"văn bản 1 .*tệp van-ban"),
    "edit who handed in": ("UPDATE versions SET submitted_by = 'ma' WHERE document_id = 1", r"văn bản 1 .*phiên bản 1"),
    "edit a size": ("UPDATE files SET size = size + 1", r"văn bản 1 .*cơ sở dữ liệu ghi \d+ byte, tệp có \d+ byte"),
    "delete a file's row": ("DELETE FROM files", r"văn bản 1 .*dòng của tệp trong cơ sở dữ liệu bị xóa"),
    "edit the last day": ("UPDATE number_series SET last_date = '2026-01-01'", r"ngày của số cuối là 2026-01-01"),
    "edit a series": ("UPDATE number_series SET register = 'incoming'", r"số 01 ghi cơ quan, sổ hoặc năm khác"),
    "edit an entry's year": ("UPDATE register_entries SET year = 2025 WHERE number = 2", r"số 02 ghi .*năm khác"),
    "give oneself a role": ("UPDATE users SET roles = '[\"registry\"]'", r"người dùng “chủ”: bị sửa"),
    "slip in a user": ("INSERT INTO users VALUES ('ma', '', '[\"admin\"]', true)", r"người dùng “ma”: .*bị chèn"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_with_the_database_is_found(office: Store, name: str) -> None:
    statements, expected = TAMPERINGS[name]
    with tampering(office) as run:
        for statement in statements.split(";"):
            run(statement)
    found = problems_of(office)
    assert any(re.search(expected, problem) for problem in found), found


@pytest.mark.parametrize("statement", [
    "UPDATE documents SET subject = x'0102' WHERE id = 2",
    "UPDATE audit SET facts = x'0102' WHERE chain = 1 AND seq = 3",
    "UPDATE organs SET name = x'0102'",
    "UPDATE document_files SET sha256 = x'0102' WHERE document_id = 2",
    "UPDATE users SET roles = x'0102'",
])  # fmt: skip
@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_bytes_where_texts_should_be_are_found(office: Store, statement: str) -> None:
    with tampering(office) as run:
        run(statement)
    assert problems_of(office)


@pytest.mark.parametrize("statement", [
    "UPDATE users SET active = 2",
    "UPDATE register_entries SET entry_date = replace(entry_date, '-', '')",
])  # fmt: skip
@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_what_only_reads_like_the_right_value_is_found(office: Store, statement: str) -> None:
    with tampering(office) as run:
        run(statement)
    assert any("nhưng là" in problem for problem in problems_of(office))


def test_organs_of_an_older_store_are_told_of_once(store: Store) -> None:
    """docgen 0.2 entered organs without an act. The first act on an organ tells of all; then none can be added."""
    enter = organs.insert().values(name=bindparam("given"))
    with store.write() as connection:
        connection.execute(enter, [{"given": "Sở Cũ"}, {"given": "Ban Cũ"}])
    set_user(store, "chủ", {Role.ADMIN}, CLERK)
    assert verify_store(store).is_clean
    for name in ("Sở Cũ", "Sở Mới", "Ban Cũ"):
        with store.write() as connection:
            ensure_named_organ(connection, store, name, CLERK)
        assert verify_store(store).is_clean
    with store.read() as connection:
        acts = connection.execute(select(audit.c.action).where(audit.c.kind == "organ").order_by(audit.c.seq)).scalars()
        assert list(acts) == ["organ-adopt", "organ-adopt", "organ-add"]
    with store.write() as connection:
        connection.execute(enter, {"given": "Sở Ma"})
        ensure_named_organ(connection, store, "Sở Ma", CLERK)
    assert problems_of(store) == ["cơ quan “Sở Ma”: không có trong nhật ký: bị chèn vào kho"]


FILE_TAMPERINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "one byte": (lambda path: path.write_bytes(b"X" + path.read_bytes()[1:]), "tệp đã bị sửa"),
    "a byte more": (lambda path: path.write_bytes(path.read_bytes() + b"\n"), "tệp đã bị sửa"),
    "empty": (lambda path: path.write_bytes(b""), "tệp đã bị sửa"),
    "gone": (lambda path: path.unlink(), "mất tệp"),
}


@pytest.mark.parametrize("name", FILE_TAMPERINGS)
def test_tampering_with_a_file_names_its_document(office: Store, name: str) -> None:
    tamper, expected = FILE_TAMPERINGS[name]
    with office.read() as connection:
        sha256 = connection.execute(
            select(document_files.c.sha256).where(document_files.c.document_id == 2)
        ).scalar_one()
    tamper(office.files.path_of(sha256))
    [problem] = problems_of(office)
    assert problem.startswith(f"văn bản 2 (02/TB-SNV, “Họp giao ban”): tệp van-ban.docx: {expected}")


def test_a_shared_file_names_every_document_that_has_it(office: Store) -> None:
    with office.read() as connection:
        query = text("SELECT draft_sha256 FROM versions WHERE document_id IN (4, 5) ORDER BY document_id")
        drafts = connection.execute(query).scalars().all()
    office.files.path_of(drafts[0]).write_bytes(b"khac")
    assert any("văn bản 4" in problem and "phiên bản 1" in problem for problem in problems_of(office))


# Checkpoints ---------------------------------------------------------------------------------------------------------


def test_a_checkpoint_shows_what_was_cut(office: Store, tmp_path: Path) -> None:
    create_key(tmp_path / "key.pem")
    write_checkpoint(office, tmp_path / "key.pem", CLERK, tmp_path / "point.json")
    point = read_checkpoint(tmp_path / "point.json")
    assert verify_store(office, point).is_clean
    make_more = {"subject": "Sau điểm kiểm chứng"}
    set_user(office, "hoa", {Role.ADMIN}, CLERK.__class__("chủ", CLERK.now))
    make_issued(office, **make_more)
    assert verify_store(office, point).is_clean, "what came after does not matter"
    with tampering(office) as run:
        # What an owner of the database can do that the chain alone does not show: head and records go with the rows.
        run("DELETE FROM audit WHERE chain = 0")
        run("DELETE FROM audit_heads WHERE chain = 0")
        run("DELETE FROM users")
    assert problems_of(office) == [], "without the checkpoint the cut cannot be seen"
    [problem] = verify_store(office, point).problems
    assert str(problem) == "nhật ký của kho: bị cắt đuôi: điểm kiểm chứng thấy 2 dòng, nay còn 0"


def test_a_checkpoint_that_was_edited_is_refused(office: Store, tmp_path: Path) -> None:
    create_key(tmp_path / "key.pem")
    target = tmp_path / "point.json"
    write_checkpoint(office, tmp_path / "key.pem", CLERK, target)
    target.write_text(target.read_text(encoding="utf-8").replace('"seq": 19', '"seq": 18'), encoding="utf-8")
    with pytest.raises(RegisterError, match="chữ ký của điểm kiểm chứng không đúng"):
        read_checkpoint(target)


def test_a_chain_written_anew_is_not_the_one_of_the_checkpoint(office: Store, tmp_path: Path) -> None:
    create_key(tmp_path / "key.pem")
    write_checkpoint(office, tmp_path / "key.pem", CLERK, tmp_path / "point.json")
    with tampering(office) as run:
        run("UPDATE audit SET hash = (SELECT hash FROM audit WHERE chain = 1 AND seq = 1) WHERE chain = 1 AND seq = 19")
        run("UPDATE audit_heads SET hash = (SELECT hash FROM audit WHERE chain = 1 AND seq = 1) WHERE chain = 1")
    found = [str(p) for p in verify_store(office, read_checkpoint(tmp_path / "point.json")).problems]
    assert any("bị viết lại: dòng 19" in problem for problem in found)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff\xfe", b'{"signature": "x"}'])
def test_what_is_no_checkpoint_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "point.json").write_bytes(content)
    with pytest.raises(InputError):
        read_checkpoint(tmp_path / "point.json")


def test_a_key_is_private_and_never_overwritten(tmp_path: Path) -> None:
    create_key(tmp_path / "key.pem")
    assert (tmp_path / "key.pem").stat().st_mode & 0o077 == 0
    with pytest.raises(InputError, match="không ghi đè"):
        create_key(tmp_path / "key.pem")


def test_two_stores_do_not_share_a_chain(office: Store) -> None:
    """The same act has another hash in another store: a row cannot be carried over."""
    from docgen.trail import hash_act, hash_genesis

    row = ("t", "a", "x", "document", "1", "{}")
    assert hash_act("a", 1, 1, hash_genesis(""), row) != hash_act("b", 1, 1, hash_genesis(""), row)
    with office.read() as connection:
        assert len({bytes(h) for h in connection.execute(select(audit.c.hash)).scalars()}) == verify_store(office).acts


def test_sqlite_keeps_what_it_promises(office: Store) -> None:
    with office.read() as connection:
        if connection.dialect.name != "sqlite":
            return
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        found = {name: raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert found == {"journal_mode": "wal", "synchronous": 1}


def test_nobody_is_told_of_what_the_disk_does_not_have(office: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing on SQLite ends by waiting for the disk, even when nothing new was written: others may have."""
    if office.engine.dialect.name != "sqlite":
        return

    def refuse(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fdatasync", refuse)
    with pytest.raises(RegisterError, match="đĩa báo lỗi"), office.write():
        pass


def test_postgresql_waits_for_the_disk_with_no_lock_in_hand(office: Store) -> None:
    """The last thing that a transaction says is in the log, and the log is on the disk up to there."""
    if office.engine.dialect.name != "postgresql":
        return
    with office.write() as connection:
        connection.execute(text("UPDATE organs SET parent = 'UBND TỈNH'"))
        written = connection.execute(text("SELECT pg_current_wal_insert_lsn()")).scalar_one()
    with office.read() as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar() == "on"
        query = text("SELECT pg_current_wal_flush_lsn() >= CAST(:written AS pg_lsn)")
        assert connection.execute(query, {"written": str(written)}).scalar() is True
