"""The kind of job that makes an archive package: of a dossier, of what a search finds, or of all that was issued."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.web.jobs.work import JobKind, Work


def _run(work: Work) -> Mapping[str, Any]:
    from docgen.workflow.archive_export import ExportRequest, export_package

    given = work.input
    dossier = str(given.get("dossier", ""))
    request = ExportRequest(
        dossier, str(given.get("query", "")), joined=bool(given.get("joined")), makes_pdf=bool(given.get("pdf", True))
    )
    # What an export that was cut off had packed lies beside the package, and is taken up by the same export.
    target = work.results / (f"ho-so-{dossier}.zip" if dossier else "van-ban.zip")
    service = work.service
    exported = export_package(
        service.store,
        request,
        target,
        work.actor,
        service.settings,
        lambda stage, done, total: work.progress(done, total or None, stage),
    )
    return {
        "file": target.name,
        "documents": exported.documents,
        "size": exported.size,
        "sha256": exported.sha256,
        "left_out": list(exported.left_out),
    }


KIND = JobKind("archive-export", "Xuất gói lưu trữ", "archive-export", _run, resumes=True)
