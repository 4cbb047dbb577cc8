"""Numbers a second, with register row and audit row, by 16 processes; and rows a second of ``verify``.

Beside it, in the same run and on the same database: one row in one transaction (the floor), MAX()+1 under UNIQUE with
retry, a counter row held during a job of 50 ms, and (PostgreSQL) a sequence. The PostgreSQL server is started with
fsync. Promise: at least 400 a second, the slowest hundredth under 150 ms, and 100,000 audit rows verified a second.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "support"))

from postgresql_server import running_postgresql
from registry_office import ORGAN

from docgen.records.audit import ADD_ROW, STORE_CHAIN, Act, Head, lock_head, write_row
from docgen.records.documents import Actor
from docgen.records.reserving import reserve
from docgen.records.store import Store, open_store
from docgen.records.tables import documents, organs
from docgen.records.verify import verify_store

PROCESSES = 16
NUMBERS = 1_600
HELD_NUMBERS = 64
AUDIT_ROWS = 200_000
DAY = date(2026, 5, 18)
CLERK = Actor("hoa", datetime(2026, 5, 18, 5, tzinfo=UTC))


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    name: str
    rate: float
    median_ms: float
    p99_ms: float
    retries: int = 0
    kept: bool | None = None


Take = Callable[[Store, int], int]
"""Takes a number for a document and returns how often it had to try again."""


def take_ours(store: Store, key: int) -> int:
    """Take a number as docgen does: checks, counter, register row, document, audit row, one transaction."""
    reserve(store, key, CLERK, organ=ORGAN, day=DAY)
    return 0


def take_floor(store: Store, key: int) -> int:
    """One row in one durable transaction, queued for like ours: what disk and database cost at the least."""
    with store.write() as connection:
        connection.execute(text("INSERT INTO peer_entries VALUES (:k, :k)"), {"k": key})
    return 0


def take_greatest(store: Store, key: int) -> int:
    """MAX()+1 with UNIQUE: whoever comes second tries again. No audit row."""
    retries = 0
    while True:
        try:
            with store.engine.connect() as connection, connection.begin():
                number = connection.execute(text("SELECT coalesce(max(number), 0) + 1 FROM peer_entries")).scalar_one()
                connection.execute(text("INSERT INTO peer_entries VALUES (:n, :k)"), {"n": number, "k": key})
        except DBAPIError:
            retries += 1
        else:
            return retries


def take_held(store: Store, key: int) -> int:
    """A counter row, but the lock is held while 50 ms of other work is done (a signature, a PDF)."""
    with store.engine.connect() as connection:
        connection = connection.execution_options(docgen_write=True)
        with connection.begin():
            counted = text("UPDATE peer_counter SET last = last + 1 RETURNING last")
            number = connection.execute(counted).scalar_one()
            time.sleep(0.05)
            connection.execute(text("INSERT INTO peer_entries VALUES (:n, :k)"), {"n": number, "k": key})
    return 0


def take_sequence(store: Store, key: int) -> int:
    """A sequence of the database: quick, and a number is lost with each rollback. No audit row."""
    with store.engine.connect() as connection, connection.begin():
        connection.execute(text("INSERT INTO peer_entries VALUES (nextval('peer_sequence'), :k)"), {"k": key})
    return 0


def measure(name: str, take: Take, folder: Path, database: str | None, keys: Sequence[int]) -> Line:
    """Let 16 processes take a number for each of ``keys``."""
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(PROCESSES)
    results: multiprocessing.Queue[tuple[float, float, list[float], int]] = context.Queue()
    shares = [list(keys)[index::PROCESSES] for index in range(PROCESSES)]
    workers = [context.Process(target=_work, args=(take, folder, database, s, barrier, results)) for s in shares]
    for worker in workers:
        worker.start()
    found = [results.get(timeout=120) for _ in workers]
    for worker in workers:
        worker.join()
    seconds = max(end for _, end, _, _ in found) - min(start for start, *_ in found)
    times = sorted(1000 * t for _, _, spent, _ in found for t in spent)
    retries = sum(count for *_, count in found)
    p99 = times[int(len(times) * 0.99) - 1]
    return Line(name, len(times) / seconds, statistics.median(times), p99, retries)


def _work(take, folder, database, keys, barrier, results) -> None:  # type: ignore[no-untyped-def]
    store = open_store(folder, database)
    take(store, keys[0])  # a clerk who is at work has read the program and the statements already
    barrier.wait()
    start = time.monotonic()
    spent, retries = [], 0
    for key in keys[1:]:
        begun = time.monotonic()
        retries += take(store, key)
        spent.append(time.monotonic() - begun)
    results.put((start, time.monotonic(), spent, retries))
    store.close()


def prepare(folder: Path, database: str | None) -> None:
    """Fill a store with approved documents, and make the tables of the peers."""
    store = open_store(folder, database)
    row = {
        "organ_id": 1, "state": "approved", "version": 1, "content_version": 1, "format_version": 1,
        "document_type": "thong-bao", "type_name": "Thông báo", "code_notation": "TB-SNV", "subject": "Rà soát hồ sơ",
        "full_name": "Trần Thị Bình", "position": "GIÁM ĐỐC", "recipients": '["Lưu: VT"]', "language": "Tiếng Việt",
        "created_at": CLERK.at, "created_by": "hoa", "changed_at": CLERK.at,
    }  # fmt: skip
    with store.write() as connection:
        connection.execute(insert(organs), {"name": ORGAN.name})
        connection.execute(insert(documents), [row] * NUMBERS)
        connection.execute(text("CREATE TABLE peer_entries (number BIGINT UNIQUE, owner BIGINT)"))
        connection.execute(text("CREATE TABLE peer_counter (last BIGINT)"))
        connection.execute(text("INSERT INTO peer_counter VALUES (0)"))
        if database:
            connection.execute(text("CREATE SEQUENCE peer_sequence"))
    store.close()


def measure_all(folder: Path, database: str | None) -> Iterator[Line]:
    """Measure docgen and its peers on one database."""
    prepare(folder, database)
    keys = range(1, NUMBERS + 1)
    ours = measure("docgen: số + sổ + nhật ký", take_ours, folder, database, keys)
    yield Line(ours.name, ours.rate, ours.median_ms, ours.p99_ms, 0, ours.rate >= 400 and ours.p99_ms < 150)
    yield measure("mốc: một dòng một giao dịch", take_floor, folder, database, keys[: NUMBERS // 2])
    _empty(folder, database)
    yield measure("MAX()+1, UNIQUE, thử lại", take_greatest, folder, database, keys[:160])
    _empty(folder, database)
    yield measure("dòng đếm, giữ khóa 50 ms", take_held, folder, database, keys[:HELD_NUMBERS])
    _empty(folder, database)
    if database:
        yield measure("sequence", take_sequence, folder, database, keys[: NUMBERS // 2])


def _empty(folder: Path, database: str | None) -> None:
    store = open_store(folder, database)
    with store.write() as connection:
        connection.execute(text("DELETE FROM peer_entries"))
    store.close()


def measure_verify(folder: Path, database: str | None) -> tuple[float, bool]:
    """Rows of the audit trail verified a second: the median of three."""
    store = open_store(folder, database)
    for start in range(0, AUDIT_ROWS, 5_000):
        with store.write() as connection:
            head, rows = lock_head(connection, STORE_CHAIN), []
            for key in range(start, start + 5_000):
                facts = {"state": "issued", "version": 1, "code_number": key}
                act = Act(STORE_CHAIN, CLERK.at, "hoa", "issue", "thing", key, facts)
                rows.append(write_row(store.id, act, head))
                head = Head(rows[-1]["seq"], rows[-1]["hash"])
            connection.execute(ADD_ROW, rows)
    rates = []
    for _ in range(3):
        begun = time.monotonic()
        found = verify_store(store)
        rates.append(AUDIT_ROWS / (time.monotonic() - begun))
        if found.acts != AUDIT_ROWS or not found.is_clean:
            raise SystemExit(f"verify is not clean: {found.problems[:3]}")
    store.close()
    rate = statistics.median(rates)
    return rate, rate >= 100_000


def main() -> int:
    """Print the table; 1 when a promise is not kept."""
    broken = False
    with running_postgresql(durable=True) as server, tempfile.TemporaryDirectory() as name:
        for title, database in (("SQLite", None), ("PostgreSQL", server.create_database())):
            print(f"{title}, {PROCESSES} tiến trình\n{'':<28}{'số/giây':>10}{'giữa':>10}{'p99':>12}{'thử lại':>9}")
            for line in measure_all(Path(name) / title, database):
                mark = "" if line.kept is None else "  đạt" if line.kept else "  KHÔNG ĐẠT (≥ 400/s, p99 < 150 ms)"
                broken |= line.kept is False
                print(
                    f"{line.name:<28}{line.rate:>10.0f}{line.median_ms:>7.1f} ms{line.p99_ms:>9.1f} ms"
                    f"{line.retries:>9}{mark}",
                    flush=True,
                )
            fresh = server.create_database() if database else None
            rate, kept = measure_verify(Path(name) / f"{title}-verify", fresh)
            broken |= not kept
            print(f"{'verify, dòng nhật ký/giây':<28}{rate:>10.0f}{'  đạt' if kept else '  KHÔNG ĐẠT (≥ 100.000)'}\n")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
