"""Upgrading a large store of an older docgen: one says how far it is, others wait, and a kill costs only time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from search_stores import list_expected, make_older_store, read_index
from sqlalchemy import text

from docgen.errors import RegisterError
from docgen.records import engines, search_postings, upgrade
from docgen.records.search_ids import make_id
from docgen.records.search_words import read_words
from docgen.records.store import open_store

pytestmark = pytest.mark.slow
FORK = multiprocessing.get_context("fork")
COUNT = 50


@pytest.fixture
def old_store(engine_name: str, empty_database: str | None, tmp_path: Path) -> str | None:
    """The database of an older store in ``tmp_path``, whose index must be made anew."""
    make_older_store(tmp_path, empty_database, "0006", [_make_row(place) for place in range(1, COUNT + 1)])
    return empty_database


def _make_row(place: int) -> dict[str, Any]:
    words = read_words(f"Kế hoạch công tác số {place}")
    row = {"id": make_id(date(2026, 1, 1 + place % 28), "document", place), "kind": "document", "subject_id": place}
    row |= {"title_folded": words.folded, "title_exact": words.exact, "facets": "kdocument m202601"}
    return row | dict.fromkeys(("fields_folded", "fields_exact", "text_folded", "text_exact"), "")


def test_it_says_how_far_it_is(old_store: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_postings, "_BATCH", 20)
    told: list[tuple[str, int, int]] = []
    store = open_store(tmp_path, old_store, lambda *said: told.append(said))
    stage = "Nâng cấp kho, lập chỉ mục tìm kiếm"
    assert told == [
        *((stage, done, COUNT) for done in (0, 20, 40, COUNT)),
        ("Nâng cấp kho, ghép chỉ mục tìm kiếm", 0, 0),
    ]
    assert len({key for key, _ in read_index(store)}) == COUNT
    store.close()
    told.clear()
    open_store(tmp_path, old_store, lambda *said: told.append(said)).close()
    assert told == []


def _die_on_the_way(folder: Path, database: str | None, at_stage: str) -> None:
    search_postings._BATCH = 20

    def die(stage: str, done: int, total: int) -> None:
        if at_stage in stage and (done or not total):
            os.kill(os.getpid(), signal.SIGKILL)

    open_store(folder, database, die)


@pytest.mark.parametrize("at_stage", ["lập chỉ mục", "ghép chỉ mục"])
def test_killed_on_the_way_it_is_done_by_the_next(old_store: str | None, tmp_path: Path, at_stage: str) -> None:
    process = FORK.Process(target=_die_on_the_way, args=(tmp_path, old_store, at_stage))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    engine = engines.create_engine_for(tmp_path, old_store)
    with engine.connect() as connection, connection.begin():
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0006"
        assert connection.execute(text("SELECT count(*) FROM search_texts")).scalar() == COUNT
    engine.dispose()
    store = open_store(tmp_path, old_store)
    assert read_index(store) == list_expected(store) != set()
    store.close()


def test_who_comes_meanwhile_waits(old_store: str | None, tmp_path: Path) -> None:
    is_under_way, may_go_on = threading.Event(), threading.Event()
    found = []

    def wait(stage: str, done: int, total: int) -> None:
        is_under_way.set()
        may_go_on.wait(30)

    def come() -> None:
        store = open_store(tmp_path, old_store)
        found.append(read_index(store))
        store.close()

    first = threading.Thread(target=lambda: open_store(tmp_path, old_store, wait).close())
    first.start()
    assert is_under_way.wait(30)
    second = threading.Thread(target=come)
    second.start()
    second.join(0.5)
    assert found == []
    may_go_on.set()
    for thread in (first, second):
        thread.join(30)
    assert len({key for key, _ in found[0]}) == COUNT


def test_who_has_waited_long_is_told_why(
    old_store: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (engines, upgrade):
        monkeypatch.setattr(module, "BUSY_TIMEOUT_S", 0.2)
    messages = []

    def come_too(stage: str, done: int, total: int) -> None:
        if not messages:
            with pytest.raises(RegisterError, match="một tiến trình khác đang tạo hoặc nâng cấp kho") as caught:
                open_store(tmp_path, old_store)
            messages.append(str(caught.value))

    store = open_store(tmp_path, old_store, come_too)
    assert "chạy lại" in messages[0]
    assert read_index(store) == list_expected(store)
    store.close()
