"""“Việc của tôi”: what waits for the visitor, by what they are in the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.responses import Response

from docgen.records.listing import DocumentFilter, list_rows
from docgen.records.roles import User
from docgen.records.working_drafts import list_open_drafts
from docgen.web.desk import Desk, reading

router = APIRouter(include_in_schema=False)

_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Pile:
    """Documents that wait for the same thing, the oldest first. ``empty`` is said when there are none."""

    title: str
    found: list[dict[str, Any]]
    empty: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Those that are shown."""
        return self.found[:_MOST]

    @property
    def count(self) -> str:
        """How many there are, as far as was counted."""
        return f"hơn {_MOST}" if len(self.found) > _MOST else str(len(self.found))


@router.get("/")
def show_work(desk: Desk = reading("view")) -> Response:
    """Show the piles that are the visitor's."""
    user = desk.session.user
    with desk.service.store.read() as connection:
        drafts = list(list_open_drafts(connection, user.name)) if user.holds_role_for("draft") else []
        piles = list(_find_piles(connection, user))
    return desk.show("work.html", drafts=drafts, piles=piles, may_draft=user.holds_role_for("draft"))


def _find_piles(connection: Connection, user: User) -> Any:
    def find(*states: str, created_by: str = "") -> list[dict[str, Any]]:
        return list(list_rows(connection, DocumentFilter(states, created_by=created_by, limit=_MOST + 1)))

    if user.holds_role_for("submit"):
        yield Pile("Bị trả lại", find("returned", created_by=user.name), "Không có văn bản nào bị trả lại.")
        yield Pile("Đang giữ, chưa trình", find("draft", created_by=user.name), "")
    if user.holds_role_for("approve-content") or user.holds_role_for("approve-format"):
        waiting = [row for row in find("submitted") if _waits_for(row, user)]
        yield Pile("Chờ duyệt", waiting, "Không có văn bản nào chờ duyệt.")
    if user.holds_role_for("reserve"):
        yield Pile("Chờ cấp số", find("approved", "reserved"), "Không có văn bản nào chờ cấp số.")
    if user.holds_role_for("submit"):
        yield Pile("Đang trình duyệt", find("submitted", "approved", created_by=user.name), "")


def _waits_for(row: dict[str, Any], user: User) -> bool:
    """Whether a part that the user may approve is not approved yet."""
    parts = (("approve-content", "content_version"), ("approve-format", "format_version"))
    return any(user.holds_role_for(action) and row[column] != row["version"] for action, column in parts)
