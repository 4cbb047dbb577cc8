"""The registers of Annex IV, and the organs whose they are."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path as FilePath
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from docgen.errors import NotFoundError
from docgen.records.organs import list_organs
from docgen.records.register_books import RegisterRequest
from docgen.web.api.caller import Caller, calling, write_json
from docgen.web.api.problems import describe_problems
from docgen.web.api.shapes import OrganOut, RegisterOut, Year
from docgen.web.downloads import send_file

router = APIRouter(prefix="/api/v1", tags=["Sổ"], responses=describe_problems(400, 401, 403, 413, 422))

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "Sổ dạng JSON hoặc tệp XLSX", "content": {_XLSX: {"schema": {"type": "string"}}}}
}


@router.get("/organs", response_model=list[OrganOut], summary="Cơ quan")
def show_organs(caller: Caller = calling("view")) -> Response:
    """Liệt kê cơ quan có văn bản trong kho."""
    with caller.service.store.read() as connection:
        found = list_organs(connection)
    return write_json([{"id": key, "name": name} for key, name in found.items()])


@router.get(
    "/registers/{book}",
    response_model=list[RegisterOut],
    responses=_FILE | describe_problems(404),
    summary="Sổ văn bản",
)
def show_register(
    book: Literal["outgoing", "incoming", "follow-up"],
    year: Year,
    caller: Caller = calling("view"),
    first: Annotated[date | None, Query(alias="from", description="Từ ngày")] = None,
    last: Annotated[date | None, Query(alias="to", description="Đến ngày")] = None,
    organ_id: Annotated[int | None, Query(ge=1, le=2**53, description="Chỉ của cơ quan này")] = None,
    format: Annotated[Literal["json", "xlsx"], Query(description="Cách trả lời")] = "json",
) -> Response:
    """Xem sổ theo mẫu của Phụ lục IV, mỗi cơ quan một sổ; hàng là các ô theo thứ tự cột."""
    with caller.service.store.read() as connection:
        try:
            request = RegisterRequest(year, first, last, organ_id=organ_id)
            printouts = caller.service.registers.build(connection, book, request)
        except NotFoundError:
            if format == "xlsx":
                raise
            printouts = []
        if format == "json":
            shown = [
                {
                    "title": one.title,
                    "columns": [column.head for column in one.columns],
                    "rows": [[str(cell) for cell in row] for row in one.rows],
                }
                for one in printouts
            ]
            return write_json(shown)
    from docgen.workflow.printing import write_printouts

    with tempfile.TemporaryDirectory(prefix="docgen-so-") as folder:
        path = FilePath(folder) / "so.xlsx"
        write_printouts(printouts, path, caller.service.settings)
        data = path.read_bytes()
    caller.note("download", "register", book, f"{year}")
    return send_file(data, f"so-{book}-{year}.xlsx")
