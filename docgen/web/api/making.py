"""What can be asked of a draft or a Word file without putting it into the records: checking, rendering, citing."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, UploadFile
from starlette.responses import Response

from docgen.web.api.caller import Caller, calling, write_json
from docgen.web.api.documents import read_document
from docgen.web.api.problems import describe_problems
from docgen.web.api.shapes import CiteIn, DraftIn, ReportOut, Text
from docgen.web.downloads import safe_name, send_file

router = APIRouter(prefix="/api/v1", tags=["Soạn và kiểm tra"], responses=describe_problems(400, 401, 403, 413, 422))

_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "Tệp DOCX hoặc PDF",
        "content": {
            "application/pdf": {"schema": {"type": "string"}},
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {"schema": {"type": "string"}},
        },
    }
}


@router.post("/check/docx", response_model=list[ReportOut], summary="Kiểm tra tệp Word")
def check_docx(
    file: UploadFile,
    caller: Caller = calling("view"),
    issued: Annotated[bool | None, Query(description="Đã ban hành hay còn là dự thảo; mặc định xem có số chưa")] = None,
) -> Response:
    """Kiểm tra thể thức một tệp .docx theo Nghị định 30/2020/NĐ-CP."""
    from docgen.checking import CheckSettings, check_document
    from docgen.ooxml import read_document_bytes

    settings = CheckSettings(issued=issued, own_legal_refs=caller.service.settings.own_legal_refs_folder)
    facts = read_document_bytes(file.file.read())
    report = check_document(facts, settings, file=safe_name(file.filename or "tep.docx"))
    return write_json([report.to_json()])


@router.post("/check/draft", response_model=list[ReportOut], summary="Kiểm tra bản thảo")
def check_draft(given: DraftIn, caller: Caller = calling("view")) -> Response:
    """Dựng bản thảo thành văn bản rồi kiểm tra thể thức."""
    from docgen.workflow.preview import check_rendered

    document = read_document(given, caller.service)
    report = check_rendered(caller.service.renderer.render(document), document)
    return write_json([report.to_json()])


@router.post(
    "/render",
    response_class=Response,
    responses=_FILE | describe_problems(503),
    summary="Dựng văn bản",
)
def render(
    given: DraftIn,
    caller: Caller = calling("view"),
    format: Annotated[Literal["docx", "pdf"], Query(description="Loại tệp")] = "docx",
) -> Response:
    """Dựng bản thảo thành DOCX hoặc PDF; số và ngày để trống."""
    document = read_document(given, caller.service)
    if format == "docx":
        return send_file(caller.service.renderer.render(document), "du-thao.docx")
    return send_file(caller.service.previewer.make_pdf(document), "du-thao.pdf")


@router.post("/cite", response_model=list[dict[str, Any]], summary="Tìm viện dẫn")
def cite(given: CiteIn, caller: Caller = calling("view")) -> Response:
    """Tìm văn bản được viện dẫn và hiệu lực của chúng; vị trí tính theo ký tự của nội dung dạng NFC."""
    from docgen.citations import find_citations
    from docgen.citations.judging import HEAD_LENGTH, find_home_province, judge_citations
    from docgen.citations.judging.description import describe_judgement

    home = find_home_province(given.text[:HEAD_LENGTH])
    judged = judge_citations(find_citations(given.text), caller.service.catalogue, given.on, home=home)
    return write_json([{"file": "", "citations": [describe_judgement(one) for one in judged]}])


@router.get("/refs", response_model=dict[str, Any], summary="Danh mục văn bản viện dẫn")
def list_references(
    caller: Caller = calling("view"),
    q: Annotated[Text, Query(max_length=200, description="Từ cần có trong số, ký hiệu, cơ quan, trích yếu")] = "",
    offset: Annotated[int, Query(ge=0, le=1_000_000, description="Bỏ qua bao nhiêu mục")] = 0,
    limit: Annotated[int, Query(ge=1, le=200, description="Số mục mỗi trang")] = 50,
) -> Response:
    """Tra danh mục văn bản viện dẫn."""
    from docgen.citations.catalogue.adding import to_json
    from docgen.web.pages.references import find_documents

    found = list(find_documents(caller.service.catalogue, q))
    return write_json({"total": len(found), "items": [to_json(one) for one in found[offset : offset + limit]]})


@router.get(
    "/refs/show", response_model=dict[str, Any], responses=describe_problems(404), summary="Xem văn bản viện dẫn"
)
def show_reference(
    id: Annotated[Text, Query(max_length=200, description="Mã hoặc số, ký hiệu, ví dụ 30/2020/NĐ-CP")],
    caller: Caller = calling("view"),
    on: Annotated[datetime.date | None, Query(description="Xét hiệu lực vào ngày này")] = None,
) -> Response:
    """Xem một văn bản trong danh mục và hiệu lực của nó."""
    from docgen.citations.catalogue.adding import to_json
    from docgen.citations.judging import judge_force
    from docgen.errors import LegalRefError, NotFoundError

    catalogue = caller.service.catalogue
    try:
        document = catalogue.get_document(id)
    except LegalRefError as error:
        raise NotFoundError("danh mục không có văn bản này", hint="tìm bằng /api/v1/refs?q=…") from error
    force = dict(zip(("status", "reason"), judge_force(document, catalogue, on), strict=True)) if on else {}
    return write_json(to_json(document) | force)
