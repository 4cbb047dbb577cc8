"""Papers of a round through the register: handed in, approved, numbered; the papers that follow cite those numbers.

The register gives numbers and keeps what was issued; ``issued.yaml`` remembers which number is whose. It is written
after every kind of paper, so that a run that stops goes on where it stopped: a paper handed in before is found again by
its bytes, and keeps its number.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from docgen.drafting import write_draft
from docgen.errors import DocgenError
from docgen.files import make_folder, write_whole
from docgen.model import Document
from docgen.parindex.round_data import RoundData, StepKey
from docgen.parindex.round_reading import Round
from docgen.records.documents import Actor, approve, get_document, show_code
from docgen.records.states import State
from docgen.records.store import Store
from docgen.records.submission import Submission, find_same_draft, submit
from docgen.rendering import Renderer, open_renderer
from docgen.settings import Settings
from docgen.workflow.issue import IssueOptions, Issuer
from docgen.workflow.round_context import PaperBuilder
from docgen.workflow.round_issued import Issued, write_issued
from docgen.workflow.round_papers import Paper, PaperKind

_STEPS = {
    "plan": StepKey.PLAN,
    "guidance": StepKey.GUIDANCE,
    "unit-letter": StepKey.GUIDANCE,
    "council": StepKey.COUNCIL,
    "schedule": StepKey.SELF_SCORING,
    "explanation": StepKey.EXPLANATION,
    "score-sheet": StepKey.REPORT,
    "invitation": StepKey.REPORT,
    "report": StepKey.MEETING,
    "submission": StepKey.PUBLICATION,
    "publication": StepKey.PUBLICATION,
    "notice": StepKey.PUBLICATION,
}


@dataclass(frozen=True, slots=True)
class RoundDesk:
    """Who issues the papers of a round, into which store, and where the round's state is kept.

    ``planned_dates`` dates each paper by the last day of its step, ``options.day`` all of them alike; without either a
    paper takes the day of issuing.
    """

    round: Round
    settings: Settings
    store: Store
    actor: Actor
    state_file: Path
    options: IssueOptions
    planned_dates: bool = False


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """What became of a paper: its document in the register and its code, or the error that stopped it."""

    key: str
    document_id: int = 0
    code: str = ""
    date: datetime.date | None = None
    error: DocgenError | None = None


def issue_papers(desk: RoundDesk, papers: Sequence[Paper], issued: dict[str, Issued]) -> Iterator[IssuedPaper]:
    """Issue papers in the order of the round; those that ``issued`` knows are passed over.

    ``issued`` grows as numbers are given. A paper that fails does not stop those of its kind; the kinds that follow are
    left for the next run, as they may cite it.
    """
    waiting = [paper for paper in papers if paper.key not in issued]
    if desk.planned_dates:
        waiting.sort(key=lambda paper: (plan_day(paper.kind, desk.round.data), paper.kind.order))
    make_folder(desk.state_file.parent)
    renderer = open_renderer(desk.settings)
    for kind, group in groupby(waiting, key=lambda paper: paper.kind):
        failed = False
        for result in _issue_kind(desk, renderer, kind, tuple(group), issued):
            if result.error is None and result.date is not None:
                issued[result.key] = Issued(result.code, result.date)
            failed |= result.error is not None
            yield result
        write_whole(desk.state_file, write_issued(issued).encode("utf-8"))
        if failed:
            return


def plan_day(kind: PaperKind, data: RoundData) -> datetime.date:
    """Return the day on which a paper is due by the timeline."""
    step = _STEPS.get(kind.key)
    return data.meeting.day if step is None else data.get_step(step).when.last_day


def _issue_kind(
    desk: RoundDesk, renderer: Renderer, kind: PaperKind, papers: Sequence[Paper], issued: dict[str, Issued]
) -> Iterator[IssuedPaper]:
    builder = PaperBuilder(desk.round, issued, desk.settings.templates_folder)
    keys: dict[int, str] = {}
    for paper in papers:
        try:
            keys[_hand_in(desk, builder.build(paper), paper)] = paper.key
        except DocgenError as error:
            yield IssuedPaper(paper.key, error=error)
    day = plan_day(kind, desk.round.data) if desk.planned_dates else desk.options.day
    issuer = Issuer(desk.store, renderer, desk.settings, desk.actor, replace(desk.options, day=day))
    for outcome in issuer.issue(list(keys)):
        key = keys[outcome.document_id]
        if outcome.row is None:
            yield IssuedPaper(key, outcome.document_id, error=outcome.error)
        else:
            yield IssuedPaper(key, outcome.document_id, show_code(outcome.row), outcome.row["promulgation_date"])


def _hand_in(desk: RoundDesk, document: Document, paper: Paper) -> int:
    """Hand in and approve a paper, unless that was done before; return its document's id."""
    draft = write_draft(document).encode("utf-8")
    submission = Submission(f"{paper.stem}.vb.txt", draft, document)
    known = find_same_draft(desk.store, submission)
    document_id = known if known is not None else int(submit(desk.store, submission, desk.actor)["id"])
    with desk.store.read() as connection:
        state = get_document(connection, document_id)["state"]
    if state == State.SUBMITTED:
        approve(desk.store, document_id, desk.actor)
    return document_id
