"""The kind of job that makes one document for each row of a table, into a zip."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docgen.web.jobs.work import JobKind, Work

if TYPE_CHECKING:
    from docgen.web.service import Service
    from docgen.workflow.batch import BatchOrder

DRAFT: Final = "ban-thao.vb.txt"
TABLE: Final = "bang"
"""The stem of the table in the inputs; its ending is that of the file that was sent."""

_MOST_PROBLEMS: Final = 200


def make_order(service: Service, inputs: Path, output: Path, given: Mapping[str, Any]) -> BatchOrder:
    """Return the order of a batch whose draft and table lie in ``inputs``."""
    from docgen.workflow.batch import BatchOrder
    from docgen.workflow.organs_file import find_organs_file

    organs = find_organs_file(service.serve.store_folder, service.settings)
    return BatchOrder(
        inputs / DRAFT,
        next(inputs.glob(f"{TABLE}.*")),
        output,
        sheet=str(given.get("sheet") or "") or None,
        name=str(given.get("name") or "") or None,
        pdf=bool(given.get("pdf")),
        check=bool(given.get("check")),
        organs_file=organs if organs.is_file() else None,
        # In this process: a server with threads must not be forked.
        workers=1,
    )


def _run(work: Work) -> Mapping[str, Any]:
    from docgen.workflow.batch import Batch

    target = work.results / "van-ban.zip"
    order = make_order(work.service, work.inputs, target, work.input)
    with Batch(
        order, work.service.settings, lambda stage, done, total: work.progress(done, total or None, stage)
    ) as batch:
        outcome = batch.run()
        failed = (result for result in batch.results() if result.problem)
        problems = [f"hàng {row.number}, {row.stem}: {row.problem}" for row in islice(failed, _MOST_PROBLEMS)]
    return {
        "file": "" if problems else target.name,
        "documents": outcome.made,
        "pdfs": outcome.pdfs,
        "problems": problems,
        "findings": {f"{code} {name}": count for (code, name), count in sorted(outcome.findings.items())},
        "with_findings": outcome.documents_with_findings,
        "notes": list(batch.notes),
    }


KIND = JobKind("batch", "Dựng hàng loạt từ bảng", "draft", _run, resumes=True)
