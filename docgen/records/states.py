"""The states of an outgoing document, and the acts that lead from one to the next. The table is data."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from docgen.errors import RegisterError


class State(StrEnum):
    """Where an outgoing document stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    RESERVED = "reserved"
    ISSUED = "issued"
    VOID = "void"
    RECALLED = "recalled"
    REPLACED = "replaced"


STATE_NAMES: Final = {
    State.DRAFT: "dự thảo",
    State.SUBMITTED: "đã trình",
    State.RETURNED: "bị trả lại",
    State.APPROVED: "đã duyệt",
    State.RESERVED: "đã cấp số, chờ hoàn tất",
    State.ISSUED: "đã ban hành",
    State.VOID: "đã hủy",
    State.RECALLED: "đã thu hồi",
    State.REPLACED: "đã được thay thế",
}

_OPEN: Final = frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED})

FROM: Final[Mapping[str, frozenset[State]]] = {
    "submit": _OPEN,
    "approve": frozenset({State.SUBMITTED}),
    "return": frozenset({State.SUBMITTED, State.APPROVED}),
    "reserve": frozenset({State.APPROVED}),
    "issue": frozenset({State.RESERVED}),
    "void": _OPEN | {State.RESERVED},
    "recall": frozenset({State.ISSUED, State.REPLACED}),
    "replace": frozenset({State.ISSUED}),
}
"""Act → the states that it may start from. Nothing leads out of void and recalled: they are frozen."""

_HINTS: Final = {
    State.DRAFT: "trình văn bản trước: docgen records submit --document {id}",
    State.SUBMITTED: "duyệt trước: docgen records approve {id}",
    State.RETURNED: "sửa bản thảo rồi trình lại: docgen records submit BẢN_THẢO --document {id}",
    State.APPROVED: "cấp số và ban hành: docgen records issue {id}",
    State.RESERVED: "hoàn tất: docgen records resume {id}; hoặc hủy số: docgen records void {id} --reason LÝ_DO",
    State.ISSUED: "văn bản đã ban hành thì thu hồi (recall) hoặc thay thế bằng văn bản mới (submit --replaces {id})",
    State.VOID: "trình lại bản thảo thành một văn bản mới",
    State.RECALLED: "văn bản đã thu hồi được khóa cùng thông tin mô tả",
    State.REPLACED: "xem văn bản thay thế: docgen records show {id}",
}


def require_state(document: Mapping[str, Any], act: str) -> None:
    """Raise RegisterError unless ``act`` may start from the state of ``document`` (its row)."""
    state = State(document["state"])
    if state not in FROM[act]:
        raise RegisterError(
            f"văn bản {document['id']} {STATE_NAMES[state]}, không {ACT_NAMES[act]} được",
            hint=_HINTS[state].format(id=document["id"]),
        )


ACT_NAMES: Final = {
    "submit": "trình",
    "approve": "duyệt",
    "return": "trả lại",
    "reserve": "cấp số",
    "issue": "ban hành",
    "void": "hủy",
    "recall": "thu hồi",
    "replace": "thay thế",
}
"""Act → what it is called."""
