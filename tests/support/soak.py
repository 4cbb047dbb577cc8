"""Sixteen clerks at one register, some of whom are struck down in the middle of an act: ``make soak``.

Each clerk hands in, approves, reserves and issues documents of two series; a tenth of the transactions is rolled back;
at random moments a clerk is killed (SIGKILL) and another takes the chair. At the end the numbers of each series are
exactly 1..n, each with one row; nobody waited for ever; ``verify`` is clean after ``resume``.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from registry_office import CLERK, ORGAN, make_submission, put_out, take
from sqlalchemy import func, select

from docgen.records.documents import approve, void
from docgen.records.listing import DocumentFilter, list_rows
from docgen.records.numbering import OUTGOING, NumberRequest, take_number
from docgen.records.store import Store, open_store
from docgen.records.submission import submit
from docgen.records.tables import number_series, register_entries
from docgen.records.verify import verify_store

SERIES = ("thong-bao", "ke-hoach")
_CONTEXT = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Plan:
    """How much is done, by how many, and how often somebody is killed. The seed decides everything that is random."""

    numbers: int
    processes: int = 16
    numbers_a_kill: int = 40
    rollbacks: float = 0.1
    deadline_s: float = 600.0
    seed: int = 30


@dataclass(frozen=True)
class Result:
    """What came of it."""

    numbers: dict[str, int]
    killed: int
    resumed: int
    voided: int
    seconds: float


class RolledBack(Exception):  # noqa: N818
    """The transaction is taken back on purpose."""


def work(folder: Path, database: str | None, seed: int, plan: Plan) -> None:
    """One clerk: until the register has as many numbers as planned."""
    store = open_store(folder, database)
    dice = random.Random(seed)  # noqa: S311
    drafts = {kind: make_submission(kind) for kind in SERIES}
    while count_numbers(store) < plan.numbers:
        row = submit(store, drafts[dice.choice(SERIES)], CLERK)
        approve(store, row["id"], CLERK)
        if dice.random() < plan.rollbacks:
            with suppress(RolledBack):
                _take_and_roll_back(store, row)
        take(store, row["id"])
        put_out(store, row["id"], b"PK final")
    store.close()


def _take_and_roll_back(store: Store, row: dict[str, object]) -> None:
    with store.write() as connection:
        request = NumberRequest(
            organ_id=int(str(row["organ_id"])),
            register=OUTGOING,
            type_group=ORGAN.number_group(str(row["document_type"])),
            notation=str(row["code_notation"]),
            day=CLERK.now.date(),
            owner=int(str(row["id"])),
            at=CLERK.at,
        )
        take_number(connection, request)
        raise RolledBack


def count_numbers(store: Store) -> int:
    """How many numbers were given."""
    with store.read() as connection:
        return int(connection.execute(select(func.coalesce(func.sum(number_series.c.last), 0))).scalar_one())


def run_office(folder: Path, database: str | None, plan: Plan) -> Result:
    """Let the clerks work, killing some; then finish what they left, and prove the register. Raises AssertionError."""
    open_store(folder, database).close()
    dice = random.Random(plan.seed)  # noqa: S311
    begun = time.monotonic()
    seeds = iter(range(plan.seed * 1000, plan.seed * 1000 + 1_000_000))
    clerks = [_hire(folder, database, next(seeds), plan) for _ in range(plan.processes)]
    killed = 0
    store = open_store(folder, database)
    while any(clerk.is_alive() for clerk in clerks):
        assert time.monotonic() - begun < plan.deadline_s, "somebody waits for ever"
        time.sleep(dice.uniform(0.01, 0.1))
        chair = dice.randrange(plan.processes)
        if count_numbers(store) >= (killed + 1) * plan.numbers_a_kill and clerks[chair].is_alive():
            os.kill(clerks[chair].pid or 0, signal.SIGKILL)
            clerks[chair].join()
            killed += 1
            clerks[chair] = _hire(folder, database, next(seeds), plan)
    failed = [clerk.exitcode for clerk in clerks if clerk.exitcode != 0]
    assert failed == [], f"clerks failed by themselves: {failed}"
    resumed, voided = _finish_what_was_left(store)
    numbers = prove(store)
    store.close()
    return Result(numbers, killed, resumed, voided, time.monotonic() - begun)


def _hire(folder: Path, database: str | None, seed: int, plan: Plan) -> multiprocessing.process.BaseProcess:
    clerk = _CONTEXT.Process(target=work, args=(folder, database, seed, plan))
    clerk.start()
    return clerk


def _finish_what_was_left(store: Store) -> tuple[int, int]:
    """Resume every second document that was left with a number, really rendering it, and void the others."""
    from docgen.rendering import Renderer, TemplateFolder
    from docgen.settings import load_settings
    from docgen.workflow.issue import IssueOptions, Issuer

    with store.read() as connection:
        left = [row["id"] for row in list_rows(connection, DocumentFilter(("reserved",)))]
    settings = load_settings({})
    renderer = Renderer(TemplateFolder(settings.templates_folder), settings.legal_refs_folder)
    issuer = Issuer(store, renderer, settings, CLERK, IssueOptions(with_pdf=False))
    outcomes = list(issuer.issue(left[::2]))
    assert [str(outcome.error) for outcome in outcomes if outcome.error] == []
    for key in left[1::2]:
        void(store, key, CLERK, "tiến trình bị ngắt")
    return len(left[::2]), len(left[1::2])


def prove(store: Store) -> dict[str, int]:
    """Prove that each series has exactly 1..n, a row each, and that the store is clean. Returns n by series."""
    found: dict[str, int] = {}
    with store.read() as connection:
        for series in connection.execute(select(number_series)).all():
            query = select(register_entries.c.number).where(register_entries.c.series_id == series.id)
            numbers: Sequence[int] = sorted(connection.execute(query).scalars())
            assert list(numbers) == list(range(1, series.last + 1)), f"{series.type_group} is not 1..{series.last}"
            found[series.type_group] = len(numbers)
        left = list(list_rows(connection, DocumentFilter(("reserved",))))
    assert left == []
    verified = verify_store(store)
    assert [str(problem) for problem in verified.problems] == []
    assert verified.numbers == sum(found.values())
    return found


def main() -> int:
    """Five thousand numbers on each database."""
    from postgresql_server import running_postgresql

    plan = Plan(numbers=int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
    with running_postgresql() as server, tempfile.TemporaryDirectory(prefix="docgen-soak-") as name:
        for title, database in (("SQLite", None), ("PostgreSQL", server.create_database())):
            result = run_office(Path(name) / title, database, plan)
            print(
                f"{title}: {result.numbers} trong {result.seconds:.0f} giây, {plan.processes} tiến trình, "
                f"{result.killed} lần bị giết, {result.resumed} văn bản hoàn tất lại, {result.voided} hủy; "
                f"mọi dãy đúng 1..n, kiểm chứng sạch.",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
