"""The templates of the office: what is in use, and a Word file in the place of one, checked before it is taken."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from docgen.checking.explain import SEVERITY_NAMES
from docgen.entrance import MAX_FILE_BYTES
from docgen.model.document_types import DOCUMENT_TYPES
from docgen.web.desk import Desk, posting, reading
from docgen.web.downloads import send_file
from docgen.workflow.own_templates import OwnTemplates, Trial

router = APIRouter(prefix="/quan-tri/mau", include_in_schema=False)


@router.get("")
def show_templates(desk: Desk = reading("template-set")) -> Response:
    """Show all kinds of templates."""
    rows = [(manifest, _name_types(manifest.document_types), is_own) for manifest, is_own in _open(desk).list_kinds()]
    return desk.show("templates.html", rows=rows)


@router.get("/{kind}")
def show_template(kind: str, desk: Desk = reading("template-set")) -> Response:
    """Show a kind, and the form that takes a Word file."""
    return _show(desk, kind)


@router.get("/{kind}/tep")
def download(kind: str, desk: Desk = reading("template-set")) -> Response:
    """Return the template that is in use, to be changed in Word."""
    data = _open(desk).read(kind)
    desk.note("download", "template", kind)
    return send_file(data, f"mau-{kind}.docx")


@router.post("/{kind}")
def take(kind: str, desk: Desk = posting("template-set")) -> Response:
    """Check a Word file; it takes the place of the template in use only when that is asked for, in so many words."""
    fields, own = desk.fields, _open(desk)
    upload = fields.upload("tep")
    if upload is None:
        fields.errors["tep"] = "chọn tệp .docx của mẫu"
        return _show(desk, kind, status=422)
    data = upload.file.read(MAX_FILE_BYTES + 1)
    trial = own.try_out(kind, data)
    if not trial.is_usable:
        fields.errors["tep"] = "mẫu này chưa dùng được; xem các lỗi bên dưới"
        return _show(desk, kind, status=422, trial=trial, name=upload.filename)
    if not fields.has("thay"):
        # Only looked at: whoever wants it sends it again with the word for it.
        return _show(desk, kind, trial=trial, name=upload.filename)
    if trial.findings and not fields.has("du_loi"):
        fields.errors["du_loi"] = "văn bản dựng từ mẫu này có lỗi thể thức; đánh dấu vào đây nếu vẫn muốn dùng"
        return _show(desk, kind, status=422, trial=trial, name=upload.filename)
    own.set(desk.service.store, kind, data, desk.actor)
    desk.service.previewer.forget()
    return desk.go(f"/quan-tri/mau/{kind}", "da-thay-mau")


@router.post("/{kind}/bo")
def drop(kind: str, desk: Desk = posting("template-set")) -> Response:
    """Go back to docgen's own template."""
    _open(desk).drop(desk.service.store, kind, desk.actor)
    desk.service.previewer.forget()
    return desk.go(f"/quan-tri/mau/{kind}", "da-bo-mau")


def _open(desk: Desk) -> OwnTemplates:
    return OwnTemplates(desk.service.settings)


def _show(desk: Desk, kind: str, *, status: int = 200, trial: Trial | None = None, name: str | None = "") -> Response:
    own = _open(desk)
    manifest = own.get_manifest(kind)
    shown: dict[str, Any] = {"trial": trial, "name": name or "", "severities": SEVERITY_NAMES}
    return desk.show(
        "template.html",
        status=status,
        manifest=manifest,
        types=_name_types(manifest.document_types),
        is_own=own.is_own(kind),
        **shown,
    )


def _name_types(slugs: tuple[str, ...]) -> str:
    return ", ".join(DOCUMENT_TYPES[slug].name for slug in slugs if slug in DOCUMENT_TYPES)
