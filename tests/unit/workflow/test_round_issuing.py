"""A round through the register: numbers are given once, and cited by the papers that follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from registry_office import CLERK
from sqlalchemy import func, select

from docgen.records.store import Store
from docgen.records.submission import read_version
from docgen.records.tables import documents
from docgen.records.verify import verify_store
from docgen.settings import load_settings
from docgen.workflow.issue import IssueOptions
from docgen.workflow.round_issued import Issued, read_issued
from docgen.workflow.round_issuing import RoundDesk, issue_papers, plan_day
from docgen.workflow.round_papers import KINDS, select_papers
from tests.support.rounds import read_sample, text_of

ROUND = read_sample("ha-nam-2023")
WANTED = frozenset({"plan", "guidance", "council", "publication"})


def make_desk(store: Store, state_file: Path) -> RoundDesk:
    options = IssueOptions(with_pdf=False)
    return RoundDesk(ROUND, load_settings({}), store, CLERK, state_file, options, planned_dates=True)


@pytest.mark.slow
def test_papers_are_numbered_once_and_cite_each_other(store: Store, tmp_path: Path) -> None:
    desk = make_desk(store, tmp_path / "issued.yaml")
    papers = select_papers(ROUND, WANTED, allow_missing=False).papers
    state: dict[str, Issued] = {}
    results = list(issue_papers(desk, papers, state))
    assert [(result.key, result.code) for result in results] == [
        ("plan", "01/KH-UBND"),
        ("guidance", "01/SNV-CCHC"),
        ("council", "01/QĐ-UBND"),
        ("publication", "02/QĐ-UBND"),
    ]
    assert read_issued(desk.state_file) == state
    assert state["plan"].date == date(2023, 9, 30)
    with store.read() as connection:
        row = connection.execute(select(documents).where(documents.c.id == results[1].document_id)).mappings().one()
        count = connection.execute(select(func.count()).select_from(documents)).scalar_one()
    assert "Kế hoạch số 01/KH-UBND ngày 30/9/2023" in text_of(read_version(store, row))
    assert count == 4
    assert list(issue_papers(desk, papers, read_issued(desk.state_file))) == []
    assert verify_store(store).is_clean


@pytest.mark.slow
def test_a_run_whose_state_was_lost_finds_its_papers_again(store: Store, tmp_path: Path) -> None:
    desk = make_desk(store, tmp_path / "issued.yaml")
    papers = select_papers(ROUND, frozenset({"plan", "council"}), allow_missing=False).papers
    first = list(issue_papers(desk, papers, {}))
    again = list(issue_papers(replace(desk, state_file=tmp_path / "other.yaml"), papers, {}))
    assert [(r.key, r.document_id, r.code) for r in again] == [(r.key, r.document_id, r.code) for r in first]


def test_planned_days_follow_the_timeline() -> None:
    days = {kind.key: plan_day(kind, ROUND.data) for kind in KINDS}
    assert days["minutes"] == date(2023, 12, 7)
    assert days["publication"] == date(2023, 12, 15)
    assert days["plan"] <= days["guidance"] <= days["explanation"] <= days["report"]
