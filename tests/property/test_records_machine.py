"""A register under hypothesis: two connections, crashes, reopening, the turn of the year; numbers stay exactly 1..n."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from blank_stores import BlankStores
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from registry_office import ORGAN, hand_in, put_out, read_row, take
from sqlalchemy import select

from docgen.errors import RegisterError
from docgen.records.documents import Actor, approve, recall, void
from docgen.records.numbering import OUTGOING, NumberRequest, take_number
from docgen.records.store import Store, open_store
from docgen.records.tables import documents, register_entries
from docgen.records.verify import verify_store

KINDS = st.sampled_from(["thong-bao", "ke-hoach", "cong-van"])
DOORS = st.sampled_from([0, 1])


class Crash(Exception):  # noqa: N818
    """The process is gone in the middle of a transaction."""


class Register(RuleBasedStateMachine):
    """What a model of the register expects: ``given`` numbers by series and year, each with its document."""

    blank: ClassVar[BlankStores]
    url: ClassVar[str | None]

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="docgen-machine-", dir=_memory())
        self.stores: list[Store] = []
        self.clock = datetime(2026, 12, 29, 3, tzinfo=UTC)
        self.given: dict[tuple[str, int], list[int]] = defaultdict(list)

    approved = Bundle("approved")
    reserved = Bundle("reserved")
    issued = Bundle("issued")

    @initialize()
    def open(self) -> None:
        folder = Path(self._folder.name)
        if self.url is None:
            self.blank.copy_sqlite(folder)
        self.stores = [open_store(folder, self.url), open_store(folder, self.url)]

    @property
    def actor(self) -> Actor:
        return Actor("hoa", self.clock)

    @rule(target=approved, kind=KINDS, door=DOORS)
    def hand_in_and_approve(self, kind: str, door: int) -> int:
        key = hand_in(self.stores[door], kind, self.actor)
        approve(self.stores[1 - door], key, self.actor)
        return key

    @rule(target=reserved, key=consumes(approved), door=DOORS)
    def reserve(self, key: int, door: int) -> int:
        row = take(self.stores[door], key, actor=self.actor)
        numbers = self.given[row["document_type"], row["promulgation_date"].year]
        assert row["code_number"] == len(numbers) + 1
        numbers.append(key)
        return key

    @rule(key=reserved, door=DOORS)
    def ask_again(self, key: int, door: int) -> None:
        before = read_row(self.stores[door], key)
        if before["state"] == "void":
            with pytest.raises(RegisterError):
                take(self.stores[door], key, actor=self.actor)
        else:
            assert take(self.stores[door], key, actor=self.actor) == before

    @rule(target=issued, key=consumes(reserved), door=DOORS)
    def finish(self, key: int, door: int) -> int:
        put_out(self.stores[door], key, b"PK %d" % key, self.actor)
        return key

    @rule(key=consumes(reserved), door=DOORS)
    def void_number(self, key: int, door: int) -> None:
        void(self.stores[door], key, self.actor, "in hỏng")

    @rule(target=approved, key=approved, door=DOORS)
    def crash_after_taking(self, key: int, door: int) -> object:
        row = read_row(self.stores[door], key)
        request = NumberRequest(
            row["organ_id"],
            OUTGOING,
            ORGAN.number_group(row["document_type"]),
            row["code_notation"],
            self.clock.date(),
            key,
            self.actor.at,
        )
        with suppress(Crash), self.stores[door].write() as connection:
            take_number(connection, request)
            raise Crash
        return multiple()

    @rule(key=consumes(issued), door=DOORS)
    def recall(self, key: int, door: int) -> None:
        recall(self.stores[door], key, self.actor, "thu hồi")

    @rule(door=DOORS)
    def reopen(self, door: int) -> None:
        self.stores[door].close()
        self.stores[door] = open_store(Path(self._folder.name), self.url)

    @rule(days=st.integers(0, 3))
    def time_passes(self, days: int) -> None:
        self.clock += timedelta(days=days)

    @invariant()
    def numbers_are_one_to_n(self) -> None:
        if not self.stores:
            return
        found: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
        with self.stores[0].read() as connection:
            query = select(
                register_entries.c.number, register_entries.c.year, documents.c.document_type, documents.c.id
            )
            for number, year, kind, key in connection.execute(query.join(documents)):
                found[kind, year].append((number, key))
        expected = {series: list(enumerate(keys, start=1)) for series, keys in self.given.items()}
        assert {series: sorted(numbers) for series, numbers in found.items()} == expected

    def teardown(self) -> None:
        if self.stores:
            found = verify_store(self.stores[1])
            assert [str(p) for p in found.problems if found.acts] == []
        for store in self.stores:
            store.close()
        self._folder.cleanup()


def _memory() -> str | None:
    memory = "/dev/shm"  # noqa: S108
    return memory if Path(memory).is_dir() else None


@pytest.fixture
def machine(engine_name: str, blank_stores: BlankStores, request: pytest.FixtureRequest) -> type[RuleBasedStateMachine]:
    def url() -> str | None:
        return None if engine_name == "sqlite" else blank_stores.get_postgresql(request.getfixturevalue("postgresql"))

    class OnThisDatabase(Register):
        blank = blank_stores

        @initialize()
        def open(self) -> None:
            self.url = url()
            super().open()

    return OnThisDatabase


@pytest.mark.slow
def test_the_register_keeps_its_promises(machine: type[RuleBasedStateMachine]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=12, stateful_step_count=25))
