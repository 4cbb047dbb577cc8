"""The catalogue of legal documents: looking up, and what the editor offers while one types."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from docgen.citations.writing import write_basis, write_full, write_short
from docgen.errors import LegalRefError, NotFoundError
from docgen.records.listing import collect_recipients
from docgen.records.moments import local_day
from docgen.vietnamese.folding import fold
from docgen.web.desk import Desk, reading
from docgen.web.fields import Fields

if TYPE_CHECKING:
    from docgen.citations import Catalogue, LegalDocument

router = APIRouter(include_in_schema=False)

_OFFERED: Final = 12
_LISTED: Final = 100
_CONFIDENCE: Final = {"high": "cao", "medium": "trung bình", "low": "thấp"}


@router.get("/vien-dan")
def show_references(request: Request, desk: Desk = reading("view")) -> Response:
    """Show the documents of the catalogue that hold all words."""
    query = Fields(request.query_params).text("hoi", limit=200)
    catalogue = desk.service.catalogue
    found = list(find_documents(catalogue, query))
    today = local_day(desk.now)
    rows = [(document, describe_force(document, today)) for document in found[:_LISTED]]
    template = "reference_rows.html" if request.headers.get("HX-Request") else "references.html"
    return desk.show(template, query=query, rows=rows, count=len(found), total=len(catalogue))


@router.get("/vien-dan/xem")
def show_reference(ma: str, desk: Desk = reading("view")) -> Response:
    """Show one document of the catalogue, and how it is cited."""
    try:
        document = desk.service.catalogue.get_document(ma)
    except LegalRefError as error:
        raise NotFoundError("danh mục không có văn bản này", hint="tìm theo số, ký hiệu hoặc tên") from error
    return desk.show(
        "reference.html",
        document=document,
        force=describe_force(document, local_day(desk.now)),
        full=write_full(document),
        short=write_short(document),
        basis=write_basis(document),
        confidence=_CONFIDENCE.get(document.confidence, document.confidence),
    )


@router.get("/goi-y/van-ban")
def offer_references(request: Request, desk: Desk = reading("draft")) -> Response:
    """Return legal documents for the words typed so far: as a basis, or as a reference in the body."""
    fields = Fields(request.query_params)
    is_basis = fields.raw("cho") == "can-cu"
    today = local_day(desk.now)
    offers = []
    for document in find_documents(desk.service.catalogue, fields.text("hoi", limit=200)):
        lapsed = document.effective_to is not None and document.effective_to <= today
        mark = " — đã hết hiệu lực" if lapsed else ""
        added = write_basis(document) if is_basis else f"[[{document.symbol or document.id}]]"
        offers.append({"text": f"{write_full(document)}{mark}", "add": added})
        if len(offers) == _OFFERED:
            break
    return JSONResponse(offers)


@router.get("/goi-y/noi-nhan")
def offer_recipients(request: Request, desk: Desk = reading("draft")) -> Response:
    """Return recipients that were used before, or that the organs name, for the words typed so far."""
    words = fold(Fields(request.query_params).text("hoi", limit=200)).split()
    with desk.service.store.read() as connection:
        known = dict.fromkeys(collect_recipients(connection))
    for organ in desk.service.organs.values():
        known |= dict.fromkeys((*organ.recipients, organ.name))
    found = [text for text in known if all(word in fold(text) for word in words)]
    return JSONResponse([{"text": text, "add": text} for text in found[:_OFFERED]])


def describe_force(document: LegalDocument, day: datetime.date) -> tuple[str, str]:
    """Return whether a document is in force on a day, as a mark (ok, bad, unknown) and in words."""
    if document.effective_to is not None and document.effective_to <= day:
        return "bad", f"hết hiệu lực từ {document.effective_to:%d/%m/%Y}"
    if document.effective_from is not None and document.effective_from > day:
        return "unknown", f"có hiệu lực từ {document.effective_from:%d/%m/%Y}"
    if document.confirmed_on is not None:
        return "ok", f"còn hiệu lực, xác nhận ngày {document.confirmed_on:%d/%m/%Y}"
    return "unknown", "chưa kiểm chứng hiệu lực"


def find_documents(catalogue: Catalogue, query: str) -> Iterator[LegalDocument]:
    """Yield the documents that hold all words, those whose symbol begins with them first, then the newest."""
    words = fold(query).split()
    found = [document for document, text in _fold_all(catalogue) if all(word in text for word in words)]

    def rank(document: LegalDocument) -> tuple[bool, int]:
        starts = bool(words) and fold(document.symbol).startswith(words[0])
        return not starts, -(document.date.toordinal() if document.date else 0)

    yield from sorted(found, key=rank)


@lru_cache(maxsize=2)
def _fold_all(catalogue: Catalogue) -> list[tuple[LegalDocument, str]]:
    return [
        (document, fold(f"{document.symbol} {document.type} {document.title} {document.issuer} {document.year or ''}"))
        for document in catalogue
    ]
