"""Faults of the world: a full disk, a database that goes away, a store that may only be read, a clock that is wrong.

Each is a clear error, nothing is lost, and the work goes on afterwards from where it stood.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from postgresql_server import PostgresqlServer, running_postgresql
from registry_office import CLERK, at, hand_in, make_approved, make_issued, put_out, read_row, take
from sqlalchemy import Connection, text

from docgen.errors import RegisterError
from docgen.records import search_waiting
from docgen.records.engines import DATABASE_FILE
from docgen.records.search import SearchRequest, search
from docgen.records.search_postings import enter_records
from docgen.records.search_waiting import enter_waiting
from docgen.records.store import Store, open_store
from docgen.records.turnstile import Turnstile
from docgen.records.verify import verify_store

pytestmark = pytest.mark.slow
FORK = multiprocessing.get_context("fork")


def run_apart(target: object, *args: object) -> str:
    """Run a function in a process of its own and return what it put into its queue."""
    results: multiprocessing.Queue[str] = FORK.Queue()
    process = FORK.Process(target=target, args=(*args, results))
    process.start()
    said = results.get(timeout=60)
    process.join(30)
    return said


def _fill_the_disk(folder: Path, results: multiprocessing.Queue[str]) -> None:
    store = open_store(folder)
    made = 0
    try:
        limit = (folder / f"{DATABASE_FILE}-wal").stat().st_size + 100_000
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        for _ in range(2000):
            hand_in(store)
            made += 1
        results.put("nothing happened")
    except RegisterError as error:
        results.put(f"{made} {error}")


def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    make_issued(store)
    said = run_apart(_fill_the_disk, tmp_path)
    assert any(word in said for word in ("đĩa đầy", "lỗi đọc ghi đĩa")), said
    assert "hủy trọn vẹn" in said
    found = verify_store(store)
    assert (found.problems, found.records) == ((), 2 + int(said.split()[0]))  # the organ and its first document
    make_issued(store)
    store.close()


def test_a_disk_too_small_for_the_file(tmp_path: Path) -> None:
    def try_it(folder: Path, key: int, results: multiprocessing.Queue[str]) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        opened = open_store(folder)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, resource.RLIM_INFINITY))
        try:
            put_out(opened, key, b"x" * 2_000_000)
            results.put("nothing happened")
        except RegisterError as error:
            results.put(str(error))

    store = open_store(tmp_path)
    key = make_approved(store)
    take(store, key)
    assert "không ghi được tệp vào kho" in run_apart(try_it, tmp_path, key)
    assert read_row(store, key)["state"] == "reserved"
    assert list(store.files.folder.rglob("*.tmp")) == []
    put_out(store, key, b"x" * 2_000_000)
    assert verify_store(store).is_clean
    store.close()


@pytest.fixture
def server() -> Iterator[PostgresqlServer]:
    with running_postgresql() as own:
        yield own


def test_a_database_that_goes_away_and_comes_back(server: PostgresqlServer, tmp_path: Path) -> None:
    store = open_store(tmp_path, server.create_database())
    key = make_approved(store)
    take(store, key)
    server.stop()
    with pytest.raises(RegisterError, match=r"ngắt kết nối|mất kết nối") as caught:
        put_out(store, key)
    assert "hủy trọn vẹn" in str(caught.value)
    with pytest.raises(RegisterError):
        open_store(tmp_path, str(store.engine.url))
    server.start("-c fsync=off")
    assert read_row(store, key)["state"] == "reserved"
    put_out(store, key)
    assert verify_store(store).is_clean
    store.close()


def test_a_connection_that_breaks_in_the_middle_of_an_act(server: PostgresqlServer, tmp_path: Path) -> None:
    store = open_store(tmp_path, server.create_database())
    make_issued(store)

    def break_off() -> None:
        with store.write() as connection:
            connection.exec_driver_sql("UPDATE number_series SET last = last + 1")
            server.run_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname LIKE 't!_%' ESCAPE '!'"
            )
            connection.exec_driver_sql("SELECT 1")

    with pytest.raises(RegisterError, match=r"ngắt kết nối|mất kết nối"):
        break_off()
    assert verify_store(store).is_clean
    make_issued(store)
    store.close()


def test_a_database_that_may_only_be_read(server: PostgresqlServer, tmp_path: Path) -> None:
    url = server.create_database()
    store = open_store(tmp_path, url)
    make_issued(store)
    reading = open_store(tmp_path, f"{url}&options=-c%20default_transaction_read_only%3Don")
    with pytest.raises(RegisterError, match="chỉ được đọc"):
        hand_in(reading)
    assert verify_store(reading).is_clean
    reading.close()
    store.close()


def test_a_folder_that_may_only_be_read() -> None:
    def look_and_write(folder: Path, results: multiprocessing.Queue[str]) -> None:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        try:
            opened = open_store(folder)
            assert verify_store(opened).is_clean
        except RegisterError as error:
            results.put(f"not even read: {error}")
            return
        try:
            hand_in(opened)
            results.put("written")
        except RegisterError as error:
            results.put(str(error))

    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "store"
        store = open_store(folder)
        make_issued(store)
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        said = run_apart(look_and_write, folder)
        assert "không ghi được" in said or "chỉ được đọc" in said, said
        assert verify_store(store).records == 2  # the organ and its document
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        store.close()


def test_a_store_on_a_disk_that_can_only_be_read_is_looked_at(tmp_path: Path) -> None:
    """A copy on such a disk, as a mount of the folder that only root can make."""
    store = open_store(tmp_path / "store")
    make_issued(store)
    store.close()
    mounted = tmp_path / "mounted"
    mounted.mkdir()
    made = subprocess.run(["mount", "--bind", tmp_path / "store", mounted], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("cannot mount here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", mounted], check=True)
        still = open_store(mounted)
        assert verify_store(still).is_clean
        with pytest.raises(RegisterError, match="chỉ được đọc"), still.write() as connection:
            connection.execute(text("UPDATE organs SET parent = ''"))
        still.close()
    finally:
        subprocess.run(["umount", mounted], check=True)


def test_two_machines_whose_clocks_are_apart(store: Store) -> None:
    ahead = at(CLERK, CLERK.now + timedelta(days=2))
    take(store, make_approved(store), actor=ahead)
    behind = make_approved(store)
    with pytest.raises(RegisterError, match="trước ngày của số liền trước") as caught:
        take(store, behind)
    assert "đồng hồ máy" in str(caught.value)
    assert read_row(store, behind)["state"] == "approved"
    take(store, behind, override="đồng hồ máy kia nhanh hai ngày")
    assert verify_store(store).is_clean


def test_a_writer_that_hangs_does_not_make_others_wait_for_ever(tmp_path: Path) -> None:
    queue = tmp_path / "records.lock"

    def hang(results: multiprocessing.Queue[str]) -> None:
        with Turnstile(queue, 30).pass_through():
            results.put("in")
            time.sleep(60)

    results: multiprocessing.Queue[str] = FORK.Queue()
    process = FORK.Process(target=hang, args=(results,))
    process.start()
    results.get(timeout=30)
    with pytest.raises(RegisterError, match="đang bận quá lâu"), Turnstile(queue, 0.3).pass_through():
        pytest.fail("two writers at once")
    process.kill()
    process.join()
    with Turnstile(queue, 10).pass_through():
        pass


def test_a_file_lost_is_named_and_a_backup_brings_it_back(store: Store, tmp_path: Path) -> None:
    from docgen.records.backup import restore_backup, write_backup

    make_issued(store)
    write_backup(store, tmp_path / "b.zip", CLERK)
    shutil.rmtree(store.files.folder)
    assert {problem.area for problem in verify_store(store).problems} == {"file"}
    restored = restore_backup(tmp_path / "b.zip", tmp_path / "new", None, CLERK)
    assert verify_store(restored).is_clean
    restored.close()


def _die_while_entering(folder: Path, database: str | None) -> None:
    store = open_store(folder, database)
    for _ in range(3):
        hand_in(store)

    def enter_and_die(connection: Connection, records: Sequence[Any]) -> None:
        enter_records(connection, records)
        os.kill(os.getpid(), signal.SIGKILL)

    search_waiting.enter_records = enter_and_die
    with store.write() as connection:
        enter_waiting(connection)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_kill_while_the_index_takes_in_what_waits(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    database = request.getfixturevalue("server").create_database() if kind == "postgresql" else None
    process = FORK.Process(target=_die_while_entering, args=(tmp_path, database))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    store = open_store(tmp_path, database)
    waiting = text("SELECT count(*) FROM search_waiting")
    for left in (3, 0):
        with store.write() as connection:
            assert connection.execute(waiting).scalar_one() == left
            found = search(connection, SearchRequest("ra soat ho so"))
            assert sorted(row["id"] for row in found.found) == [1, 2, 3]
            enter_waiting(connection)
    assert verify_store(store).is_clean
    store.close()
