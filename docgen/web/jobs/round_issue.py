"""The kind of job that issues the papers of a round: handed in, approved, numbered, one after the other.

The numbers stand in the round's own folder (issued.yaml), and papers that were handed in are found again by their
bytes: a run that was stopped, however hard, goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from docgen.errors import InputError
from docgen.records.roles import require_role
from docgen.web.jobs.work import JobKind, Work

ACTIONS: Final = ("submit", "approve-content", "approve-format", "issue")
"""What whoever issues a round does to every paper of it."""


def _run(work: Work) -> Mapping[str, Any]:
    from docgen.parindex.round_reading import ROUND_FILE
    from docgen.workflow.issue import IssueOptions
    from docgen.workflow.round_issued import ISSUED_FILE, read_issued
    from docgen.workflow.round_issuing import RoundDesk, issue_papers
    from docgen.workflow.round_papers import select_papers
    from docgen.workflow.round_shelf import RoundShelf

    service, key = work.service, str(work.input.get("round", ""))
    shelf = RoundShelf(service.serve.store_folder, service.settings)
    kept = shelf.get_round(key)
    with service.store.read() as connection:
        for action in ACTIONS:
            require_role(connection, work.actor.name, action)
    # As it was when it was asked for: its tables may be replaced while papers get their numbers.
    source = work.inputs if (work.inputs / ROUND_FILE).is_file() else kept.folder
    round_ = shelf.read(source)
    selection = select_papers(round_, _read_papers(work.input.get("papers")), allow_missing=False)
    if not selection.papers:
        raise InputError("chưa ban hành được văn bản nào của đợt", hint="sửa dữ liệu rồi thử lại")
    options = IssueOptions(_read_day(work.input.get("date")), with_pdf=bool(work.input.get("pdf", True)))
    failed: list[str] = []
    # Two who issue the same round at once would both find a paper without a number.
    with service.alone_with(("round", key)):
        state = kept.folder / ISSUED_FILE
        issued = read_issued(state)
        known = len(issued)
        desk = RoundDesk(
            round_, service.settings, service.store, work.actor, state, options, bool(work.input.get("planned_dates"))
        )
        for done, paper in enumerate(issue_papers(desk, selection.papers, issued), known + 1):
            if paper.error is not None:
                failed.append(f"{paper.key}: {paper.error.message}")
            work.progress(done, len(selection.papers), f"Ban hành {paper.code or paper.key}")
    return {
        "documents": len(issued) - known,
        "problems": failed,
        "left_out": [f"{kind.title}: {reason}" for kind, reason in (*selection.refused, *selection.skipped)],
    }


def _read_papers(given: Any) -> frozenset[str]:
    """Return the kinds of papers that are asked for; none is all of them. Raises InputError."""
    from docgen.workflow.round_papers import KINDS_BY_KEY

    wanted = given or []
    if not isinstance(wanted, list) or not all(isinstance(key, str) and key in KINDS_BY_KEY for key in wanted):
        raise InputError("papers phải là danh sách tên văn bản của đợt", hint=f"các tên: {', '.join(KINDS_BY_KEY)}")
    return frozenset(wanted)


def _read_day(given: Any) -> date | None:
    """Return the day that all papers are to bear, None for that of issuing. Raises InputError."""
    try:
        return date.fromisoformat(given) if given else None
    except (TypeError, ValueError) as error:
        raise InputError(f"date “{given}” không phải là ngày", hint="ghi dạng 2026-09-15") from error


KIND = JobKind("round-issue", "Ban hành văn bản của đợt", "issue", _run, resumes=True)
