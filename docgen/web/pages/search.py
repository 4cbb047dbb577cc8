"""Search: one box for everything, and what narrows it."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from docgen.errors import InputError
from docgen.model.document_types import DOCUMENT_TYPES
from docgen.records.search import Page, SearchRequest, search
from docgen.records.search_printout import KIND_NAMES, name_state
from docgen.web.desk import Desk, reading
from docgen.web.fields import Fields

router = APIRouter(include_in_schema=False)

_KINDS: Final = {"document": "Văn bản đi", "incoming": "Văn bản đến", "dossier": "Hồ sơ"}
_LIMIT: Final = 30


@router.get("/tim")
def show_search(request: Request, desk: Desk = reading("view")) -> Response:
    """Show what was found; nothing before something is asked."""
    fields = Fields(request.query_params)
    asked = SearchRequest(
        fields.text("hoi", limit=300),
        kinds=tuple(filter(None, [fields.choice("loai", _KINDS)])),
        types=tuple(filter(None, [fields.choice("ten_loai", DOCUMENT_TYPES)])),
        organ=fields.text("co_quan", limit=200),
        first=fields.day("tu"),
        last=fields.day("den"),
        limit=_LIMIT,
        after=fields.text("sau", limit=60),
    )
    page, problem = Page([], ""), ""
    is_asked = any(request.query_params.values())
    if is_asked and not fields.errors:
        try:
            with desk.service.store.read() as connection:
                page = search(connection, asked)
        except InputError as error:
            problem = error.message
    given = {name: value for name, value in request.query_params.items() if name not in ("sau", "da")}
    template = "search_results.html" if request.headers.get("HX-Request") else "search.html"
    shown: dict[str, Any] = {
        "asked": asked,
        "given": given,
        "found": [
            item | {"state_name": name_state(item), "kind_name": KIND_NAMES[item["kind"]]} for item in page.found
        ],
        "next": urlencode(given | {"sau": page.next}) if page.next else "",
        "problem": problem,
        "is_asked": is_asked,
        "kinds": _KINDS,
        "types": {slug: kind.name for slug, kind in DOCUMENT_TYPES.items()},
        "errors": fields.errors,
    }
    return desk.show(template, **shown)
