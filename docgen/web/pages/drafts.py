"""Writing a draft: the form and its body, saved at every pause, with the real pages and the findings beside it."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from docgen.checking.explain import SEVERITY_NAMES
from docgen.drafting import DraftError, parse_draft
from docgen.drafting.draft_form import (
    OpenDraft,
    compose_draft,
    first_body_line,
    list_form_fields,
    name_field_of_line,
    open_draft,
)
from docgen.errors import DocgenError, InputError, NotFoundError, RegisterError
from docgen.model.document_types import DOCUMENT_TYPES
from docgen.records.documents import get_document
from docgen.records.moments import local_day
from docgen.records.submission import Submission, submit
from docgen.records.working_drafts import (
    DraftConflictError,
    DraftText,
    close_draft,
    create_draft,
    find_open_draft,
    find_version_of,
    get_draft,
    name_draft_file,
    read_version_text,
    save_draft,
)
from docgen.web.desk import Desk, Key, posting, reading
from docgen.web.downloads import send_file
from docgen.web.fields import Fields
from docgen.web.sent_once import go_once
from docgen.workflow.draft_mending import may_be_mended, mend_draft
from docgen.workflow.draft_merging import merge_texts
from docgen.workflow.new_draft import begin_draft

router = APIRouter(include_in_schema=False)

_CHOICES: Final = {
    "khan": "Khẩn",
    "thuong-khan": "Thượng khẩn",
    "hoa-toc": "Hỏa tốc",
    "xem-xong-tra-lai": "Xem xong trả lại",
    "luu-hanh-noi-bo": "Lưu hành nội bộ",
}
# What a clerk fills in nearly always; the rest is one click away.
_MAIN: Final = ("document_type", "organ", "drafting_unit", "promulgation_date", "subject")
_SENT: Final = ("legal_bases", "addressees", "recipients")
_SIGNED: Final = ("signature.competence", "signature.position", "signature.full_name")


@router.get("/du-thao/moi")
def show_new(desk: Desk = reading("draft")) -> Response:
    """Ask what is to be written."""
    return _show_new(desk)


@router.post("/du-thao/moi")
def create(desk: Desk = posting("draft")) -> Response:
    """Begin a draft from the starter of its type."""
    from docgen.rendering import TemplateFolder

    fields, organs = desk.fields, desk.service.organs
    kind = fields.choice("loai", DOCUMENT_TYPES)
    organ = fields.choice("co_quan", organs)
    if not kind:
        fields.errors.setdefault("loai", "chọn loại văn bản")
    if not organ:
        fields.errors.setdefault("co_quan", "chọn cơ quan ban hành")
    if fields.errors:
        return _show_new(desk, status=422)
    starter = TemplateFolder(desk.service.settings.templates_folder).read_starter(kind)
    text = begin_draft(starter, organ, organs[organ], local_day(desk.now).year)
    title = open_draft(text).values.get("subject") or DOCUMENT_TYPES[kind].name
    written = DraftText(text, title)
    return go_once(desk, lambda: f"/du-thao/{create_draft(desk.service.store, written, desk.actor)['id']}")


@router.post("/van-ban/{document_id}/soan")
def revise(document_id: Key, desk: Desk = posting("draft")) -> Response:
    """Write the next version of a document: the draft that is open, or one that begins with its newest version."""
    store = desk.service.store
    with desk.service.alone_with(document_id):
        with store.read() as connection:
            row = get_document(connection, document_id)
            known = find_open_draft(connection, document_id)
            text = "" if known else read_version_text(store, connection, document_id, row["version"])
        known = known or create_draft(store, DraftText(text, row["subject"]), desk.actor, document_id=document_id)
    return desk.go(f"/du-thao/{known['id']}")


@router.get("/du-thao/{draft_id}")
def show_draft(draft_id: Key, desk: Desk = reading("draft")) -> Response:
    """Show the editor."""
    row = _get(desk, draft_id)
    if row["state"] != "open":
        return _leave(row)
    return _show(desk, row)


@router.post("/du-thao/{draft_id}/luu")
def save(draft_id: Key, desk: Desk = posting("draft")) -> Response:
    """Save what was typed. A saving on an older revision changes nothing and is told so."""
    text, title = _read_text(desk.fields)
    wants_json = desk.request.headers.get("accept", "").startswith("application/json")
    if desk.fields.errors:
        raise InputError(next(iter(desk.fields.errors.values())))
    revision = desk.fields.number("phien", default=0) or 0
    try:
        row = save_draft(desk.service.store, draft_id, DraftText(text, title), revision, desk.actor)
    except DraftConflictError as conflict:
        if wants_json:
            said = {"conflict": True, "by": conflict.row["changed_by"], "revision": conflict.row["revision"]}
            return JSONResponse(said, 409)
        return _show_merge(desk, conflict.row, text)
    if wants_json:
        return JSONResponse({"revision": row["revision"], "text": row["text"]})
    return desk.go(f"/du-thao/{draft_id}", "da-luu")


@router.get("/du-thao/{draft_id}/xem")
def show_preview(draft_id: Key, desk: Desk = reading("draft")) -> Response:
    """Return the pages and findings of the draft as it is saved."""
    return desk.show("preview.html", **_preview(desk, _get(desk, draft_id)))


@router.get("/trang/{key}/{page}.png")
def show_picture(key: str, page: int, desk: Desk = reading("view")) -> Response:
    """Return the picture of a page; the key is a digest of the whole text, which nobody guesses."""
    path = desk.service.previewer.draw(key, page)
    return FileResponse(path, media_type="image/png", headers={"Cache-Control": "private, max-age=86400, immutable"})


@router.post("/du-thao/{draft_id}/sua")
def mend(draft_id: Key, desk: Desk = posting("draft")) -> Response:
    """Put a finding right in the text, when it has one right answer."""
    fields, service = desk.fields, desk.service
    row = _get(desk, draft_id)
    code, paragraph = fields.text("ma", limit=10), fields.number("doan", default=0) or 0
    mended = mend_draft(row["text"], code, paragraph, service.renderer, service.organs)
    save_draft(service.store, draft_id, DraftText(mended, row["title"]), row["revision"], desk.actor)
    return desk.go(f"/du-thao/{draft_id}", "da-sua")


@router.post("/du-thao/{draft_id}/gop")
def merge(draft_id: Key, desk: Desk = posting("draft")) -> Response:
    """Show what the visitor and somebody else changed, for choosing."""
    text, _ = _read_text(desk.fields)
    return _show_merge(desk, _get(desk, draft_id), text)


@router.post("/du-thao/{draft_id}/gop-xong")
def save_merged(draft_id: Key, desk: Desk = posting("draft")) -> Response:
    """Save the merged text, unless somebody saved yet again."""
    fields = desk.fields
    lines: list[str] = []
    for number in range(fields.number("so_doan", default=0) or 0):
        choice = fields.raw(f"chon_{number}") or "chung"
        parts = {"chung": ("chung",), "toi": ("toi",), "ho": ("ho",)}.get(choice, ("ho", "toi"))
        for part in parts:
            name = f"{part}_{number}"
            if fields.raw(f"co_{name}"):
                lines += fields.block(name).split("\n")
    text = "\n".join(lines)
    opened = open_draft(text)
    revision = fields.number("phien", default=0) or 0
    try:
        save_draft(
            desk.service.store, draft_id, DraftText(text, opened.values.get("subject", "")), revision, desk.actor
        )
    except DraftConflictError as conflict:
        return _show_merge(desk, conflict.row, text)
    return desk.go(f"/du-thao/{draft_id}", "da-luu")


@router.post("/du-thao/{draft_id}/trinh")
def hand_in(draft_id: Key, desk: Desk = posting("submit")) -> Response:
    """Hand the draft in: saved first, then read; mistakes are shown where they are."""
    store = desk.service.store
    with desk.service.alone_with(-draft_id):
        row = _get(desk, draft_id)
        if row["state"] != "open":
            return _leave(row)
        if desk.fields.has("f.document_type") or desk.fields.has("van_ban"):
            text, title = _read_text(desk.fields)
            revision = desk.fields.number("phien", default=0) or 0
            try:
                row = save_draft(store, draft_id, DraftText(text, title), revision, desk.actor)
            except DraftConflictError as conflict:
                return _show_merge(desk, conflict.row, text)
        try:
            document_id = _submit(desk, row)
        except DraftError:
            return _show(desk, row, status=422)
        except RegisterError as error:
            return _show(desk, row, status=409, error=error)
    return desk.go(f"/van-ban/{document_id}", "da-trinh")


@router.post("/du-thao/{draft_id}/bo")
def discard(draft_id: Key, desk: Desk = posting("draft")) -> Response:
    """Give the draft up; its text stays in the database."""
    close_draft(desk.service.store, draft_id, "discarded", desk.actor)
    return desk.go("/", "da-bo")


@router.get("/du-thao/{draft_id}/tep/{kind}")
def download(draft_id: Key, kind: str, desk: Desk = reading("draft")) -> Response:
    """Return the draft as its text, or as the Word file that it becomes."""
    row = _get(desk, draft_id)
    desk.note("download", "draft", draft_id, kind)
    if kind == "txt":
        return send_file(row["text"].encode(), name_draft_file(draft_id))
    if kind == "docx":
        document = parse_draft(row["text"], desk.service.organs)
        return send_file(desk.service.renderer.render(document), f"du-thao-{draft_id}.docx")
    raise NotFoundError("không có loại tệp này", hint="chọn txt hoặc docx")


def _submit(desk: Desk, row: dict[str, Any]) -> int:
    """Hand in the text of a draft and close it; what was handed in before the service was killed is found again."""
    store, document_id = desk.service.store, row["document_id"]
    document = parse_draft(row["text"], desk.service.organs, source="")
    submission = Submission(name_draft_file(row["id"]), row["text"].encode("utf-8"), document)
    with store.read() as connection:
        known = find_version_of(connection, row)
        current = get_document(connection, document_id) if document_id is not None else None
    if known is None and current is not None and current["version"] != row["document_version"]:
        raise RegisterError(
            f"văn bản đã có phiên bản {current['version']} do người khác trình sau khi bạn bắt đầu soạn",
            hint="mở văn bản, xem phiên bản đó rồi soạn tiếp từ nó",
        )
    if known is None:
        known = int(submit(store, submission, desk.actor, document_id=document_id)["id"])
    close_draft(store, row["id"], "submitted", desk.actor, document_id=known)
    return known


def _read_text(fields: Fields) -> tuple[str, str]:
    """Return the text that a form makes, and what lists call it."""
    if fields.values is not None and "van_ban" in fields.values:
        text = fields.block("van_ban")
        return text, open_draft(text).values.get("subject", "")
    values = {entry.name: fields.block(f"f.{entry.name}", limit=20_000) for entry in list_form_fields()}
    return compose_draft(values, fields.block("noi_dung")), " ".join(values.get("subject", "").split())


def _get(desk: Desk, draft_id: int) -> dict[str, Any]:
    with desk.service.store.read() as connection:
        return get_draft(connection, draft_id)


def _leave(row: dict[str, Any]) -> Response:
    """Lead on from a draft that is closed: the back button ends here."""
    return RedirectResponse(f"/van-ban/{row['document_id']}" if row["document_id"] else "/", 303)


def _show_new(desk: Desk, status: int = 200) -> Response:
    organs = {key: organ.name for key, organ in desk.service.organs.items()}
    types = {slug: kind.name for slug, kind in DOCUMENT_TYPES.items()}
    return desk.show("draft_new.html", status=status, organs=organs, types=types)


def _show(desk: Desk, row: dict[str, Any], *, status: int = 200, error: DocgenError | None = None) -> Response:
    opened: OpenDraft = open_draft(row["text"])
    fields = {entry.name: entry for entry in list_form_fields()}
    chosen = (*_MAIN, *_SENT, *_SIGNED)
    kind = DOCUMENT_TYPES.get(opened.values.get("document_type", ""))
    others = [entry for name, entry in fields.items() if name not in chosen]
    return desk.show(
        "draft.html",
        status=status,
        opened=opened,
        groups=[
            ("Văn bản", [fields[name] for name in _MAIN]),
            ("Căn cứ, nơi gửi, nơi nhận", [fields[name] for name in _SENT]),
            ("Người ký", [fields[name] for name in _SIGNED]),
        ],
        others=others,
        others_open=any(opened.values.get(entry.name) for entry in others),
        choices={
            "document_type": {slug: one.name for slug, one in DOCUMENT_TYPES.items()},
            "organ": {key: organ.name for key, organ in desk.service.organs.items()},
            "urgency": _CHOICES,
            "circulation": _CHOICES,
        },
        kind=kind,
        error=error,
        # Laying out takes a moment: the page comes first, its preview after it.
        **({"draft": row, "preview": None, "problems": [], "findings": []} if status == 200 else _preview(desk, row)),
    )  # fmt: skip


def _preview(desk: Desk, row: dict[str, Any]) -> dict[str, Any]:
    text = row["text"]
    preview = desk.service.previewer.preview(text, desk.service.organs)
    body = first_body_line(text) if open_draft(text).is_whole else 1
    labels = {entry.name: entry.label for entry in list_form_fields()}
    problems = []
    for problem in preview.problems[:50]:
        name = name_field_of_line(text, problem.line) if body > 1 else ""
        line = problem.line - body + 1
        place = labels.get(name, name) if name else f"nội dung, dòng {line}" if line > 0 else ""
        problems.append({"place": place, "field": name, "line": line, "column": problem.column, "problem": problem})
    findings = [
        {"finding": finding, "severity": SEVERITY_NAMES[finding.severity], "mends": may_be_mended(text, finding)}
        for finding in preview.findings
    ]
    return {"draft": row, "preview": preview, "problems": problems, "findings": findings}


def _show_merge(desk: Desk, row: dict[str, Any], mine: str) -> Response:
    base = desk.fields.block("goc") or mine
    pieces = merge_texts(base, mine, row["text"])
    return desk.show("draft_merge.html", status=409, draft=row, pieces=pieces)
