"""Pages as HTML: the one environment of templates, and what templates may ask for."""

from __future__ import annotations

import hashlib
import secrets
import sys
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from docgen.records.documents import show_day
from docgen.records.moments import show_moment
from docgen.records.roles import ROLE_NAMES, User
from docgen.records.states import STATE_NAMES, State

_HERE: Final = Path(__file__).parent
STATIC: Final = _HERE / "static"
HTMX: Final = Path(sys.prefix) / "share" / "docgen" / "htmx.min.js"
"""htmx, put there at set-up from its registry package; pages work without it, with a click more."""

MESSAGES: Final = {
    "da-duyet": "Đã duyệt văn bản.",
    "da-tra-lai": "Đã trả lại văn bản cho người soạn.",
    "da-ban-hanh": "Đã cấp số và ban hành văn bản.",
    "da-ban-hanh-truoc": "Văn bản này đã được ban hành từ trước; không cấp thêm số.",
    "da-huy": "Đã hủy văn bản; số đã cấp (nếu có) vẫn ở trong sổ.",
    "da-thu-hoi": "Đã thu hồi văn bản.",
    "da-trinh": "Đã trình văn bản.",
    "da-bo": "Đã bỏ dự thảo.",
    "da-luu": "Đã lưu.",
    "da-sua": "Đã sửa lỗi trong dự thảo.",
    "da-doi-mat-khau": "Đã đổi mật khẩu.",
    "da-dang-xuat": "Bạn đã đăng xuất.",
    "da-mo-khoa": "Đã mở khóa tài khoản.",
    "da-nhan-tep": "Đã nhận tệp Word; xem so sánh bên dưới.",
    "da-dang-ky": "Đã đăng ký và cấp số đến.",
    "da-giao": "Đã chuyển giao văn bản đến.",
    "da-tra-loi": "Đã ghi văn bản trả lời.",
    "da-xong": "Đã ghi giải quyết xong.",
    "da-huy-den": "Đã hủy văn bản đến theo lệnh thu hồi.",
    "da-lap-ho-so": "Đã lập hồ sơ.",
    "da-dua-vao": "Đã đưa văn bản vào hồ sơ.",
    "da-bo-ra": "Đã bỏ văn bản ra khỏi hồ sơ.",
    "da-xep": "Đã xếp lại thứ tự.",
    "da-ket-thuc": "Đã kết thúc hồ sơ.",
    "da-nop-luu": "Đã ghi nộp lưu hồ sơ.",
    "da-khoa": "Đã khóa hồ sơ.",
    "da-mo-khoa-ho-so": "Đã mở khóa hồ sơ.",
    "da-nhan-dot": "Đã nhận dữ liệu của đợt.",
    "da-xoa-dot": "Đã xóa dữ liệu của đợt.",
    "da-nhan-bang": "Đã nhận bảng điểm.",
    "da-thay-mau": "Đã thay mẫu; văn bản dựng từ nay theo mẫu này.",
    "da-bo-mau": "Đã dùng lại mẫu của docgen.",
}
"""What a page says after something was done, by the key in its address."""


def show_page(request: Request, template: str, status: int = 200, /, **context: Any) -> HTMLResponse:
    """Return a page. ``context`` is what its template asks for; what every page may need is there already."""
    given = {"visitor": None, "csrf": "", "visitor_roles": "", "fields": None, "said": _find_message(request)}
    html = load_environment().get_template(template).render(given | context, request=request, path=request.url.path)
    return HTMLResponse(html, status)


@lru_cache
def load_environment() -> Environment:
    """Return the templates: everything is escaped, and a name that is not given is an error."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "moment": lambda text: show_moment(text) if text else "",
        "day": show_day,
        "state": lambda state: STATE_NAMES[State(state)],
        "number": lambda value: f"{value:,}".replace(",", "."),
    }
    environment.globals |= {
        "static": link_static,
        "has_htmx": HTMX.is_file(),
        "may": may_show,
        "cells": write_cells,
        "new_sending": partial(secrets.token_urlsafe, 12),
        "ROLE_NAMES": ROLE_NAMES,
    }
    return environment


def load_templates() -> None:
    """Compile every template, so that the first who asks for a page does not wait for it."""
    environment = load_environment()
    for name in environment.list_templates():
        environment.get_template(name)


def may_show(visitor: User | None, action: str) -> bool:
    """Return whether a link to an action is of use to the visitor; the action itself is guarded where it is done."""
    return visitor is not None and visitor.holds_role_for(action)


def write_cells(cells: Iterable[str], classes: Sequence[str]) -> Markup:
    """Return the cells of a row of a table. A register has a thousand of them: a template takes four times as long."""
    written = [f'<td class="{name}">{escape(cell)}</td>' for cell, name in zip(cells, classes, strict=True)]
    return Markup("".join(written))  # noqa: S704 - what came from anybody is escaped, a line above


@lru_cache
def link_static(name: str) -> str:
    """Return the address of a file of ours, with a mark of its content: browsers keep it until it changes."""
    path = HTMX if name == HTMX.name else STATIC / name
    return f"/static/{name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"


def _find_message(request: Request) -> str:
    return MESSAGES.get(request.query_params.get("da", ""), "")
