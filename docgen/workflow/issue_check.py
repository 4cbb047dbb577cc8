"""The check before a document leaves the house: an error of the decree stops it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docgen.checking import Severity, check_file, settings_for_organ
from docgen.errors import RegisterError
from docgen.model import NumberedDocument

_SHOWN = 5


def require_clean(docx: Path, document: NumberedDocument) -> None:
    """Raise RegisterError with the errors that the checker finds in the final document, or when it cannot judge it."""
    settings = settings_for_organ(document.organ, issued=True)
    places = tuple(dict.fromkeys((document.issuing_place, *settings.places)))
    report = check_file(docx, replace(settings, places=places))
    if not report.scope.in_scope:
        raise _refuse(f"không kiểm tra được thể thức: {report.scope.reason}")
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    if errors:
        listed = "; ".join(f"{finding.code} {finding.message}" for finding in errors[:_SHOWN])
        more = f" … và {len(errors) - _SHOWN} lỗi nữa" if len(errors) > _SHOWN else ""
        raise _refuse(f"văn bản có {len(errors)} lỗi thể thức: {listed}{more}")


def _refuse(message: str) -> RegisterError:
    return RegisterError(
        message,
        hint="số đã cấp được giữ; hủy số (void --reason LÝ_DO) rồi trình bản đã sửa, "
        "hoặc ban hành kèm lý do: --override-check LÝ_DO",
    )
