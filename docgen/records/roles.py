"""Who may do what. The table is data; a store in which nobody is registered is an office of one person.

Until the first ``user add`` every name may do everything, and the audit trail says who did. The first user registered
must be an administrator; from then on only registered names act, each within its roles.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, bindparam, select

from docgen.errors import ForbiddenError
from docgen.records.direct import Asked, Row, ask
from docgen.records.tables import users


class Role(StrEnum):
    """What a user is in the office."""

    DRAFTER = "drafter"
    APPROVER = "approver"
    REGISTRY = "registry"
    ARCHIVIST = "archivist"
    ADMIN = "admin"


ROLE_NAMES: Final = {
    Role.DRAFTER: "người soạn thảo",
    Role.APPROVER: "người duyệt",
    Role.REGISTRY: "văn thư",
    Role.ARCHIVIST: "lưu trữ",
    Role.ADMIN: "quản trị",
}

_DRAFTING: Final = frozenset({Role.DRAFTER, Role.REGISTRY})
_CLERK: Final = frozenset({Role.REGISTRY})
_ARCHIVING: Final = frozenset({Role.REGISTRY, Role.ARCHIVIST})

ALLOWED: Final[dict[str, frozenset[Role]]] = {
    "view": frozenset(Role),
    "draft": _DRAFTING,
    "submit": _DRAFTING,
    "approve-content": frozenset({Role.APPROVER}),
    # Văn thư checks the form before it gives a number (Article 14, 15).
    "approve-format": frozenset({Role.APPROVER, Role.REGISTRY}),
    "return": frozenset({Role.APPROVER, Role.REGISTRY}),
    "reserve": _CLERK,
    "issue": _CLERK,
    "void": _CLERK,
    "recall": _CLERK,
    "incoming-register": _CLERK,
    "incoming-assign": frozenset({Role.REGISTRY, Role.APPROVER}),
    "incoming-answer": frozenset({Role.REGISTRY, Role.APPROVER, Role.DRAFTER}),
    "incoming-finish": frozenset({Role.REGISTRY, Role.APPROVER, Role.DRAFTER}),
    "incoming-recall": _CLERK,
    "dossier-create": frozenset({Role.DRAFTER, Role.REGISTRY, Role.ARCHIVIST}),
    "dossier-add": frozenset({Role.DRAFTER, Role.REGISTRY, Role.ARCHIVIST}),
    "dossier-close": frozenset({Role.DRAFTER, Role.REGISTRY, Role.ARCHIVIST}),
    "dossier-transfer": _ARCHIVING,
    "dossier-hold": frozenset({Role.ARCHIVIST}),
    "archive-export": _ARCHIVING,
    "organ-set": frozenset(),
    "template-set": frozenset(),
    "user-add": frozenset(),
    "restore": frozenset(),
}
"""Action → the roles that may take it. An administrator may take every action."""


_FIND: Final = select(users).order_by(users.c.name != bindparam("of_name")).limit(1)


@dataclass(frozen=True, slots=True)
class User:
    """A registered user."""

    name: str
    full_name: str
    roles: frozenset[Role]
    active: bool

    def holds_role_for(self, action: str) -> bool:
        """Return whether one of the roles may take ``action``; whether the user is active is asked elsewhere."""
        return Role.ADMIN in self.roles or bool(self.roles & ALLOWED[action])


def write_rights() -> str:
    """Return who may do what as a table of Markdown, a line an action: the one that all is held to, for people."""
    width = max(map(len, ACTION_NAMES.values()))
    heads = [ROLE_NAMES[role] for role in Role]
    lines = [["việc".ljust(width), *heads], ["-" * width, *("-" * len(head) for head in heads)]]
    for action, name in ACTION_NAMES.items():
        may = [role is Role.ADMIN or role in ALLOWED[action] for role in Role]
        lines.append(
            [name.ljust(width), *(("x" if yes else "").center(len(h)) for yes, h in zip(may, heads, strict=True))]
        )
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def find_user(connection: Connection, name: str) -> User | None:
    """Return a registered user, or None."""
    found = _find_user_or_another(connection, name)
    return found if found is not None and found.name == name else None


def _find_user_or_another(connection: Connection, name: str) -> User | None:
    """Return the user of this name; if there is none, any other; None when nobody is registered. One question."""
    return _read_user(ask(connection, *ask_for_user(name)))


def ask_for_user(name: str) -> Asked:
    """Return the question whose answer ``judge_role`` takes, for whoever asks something else along with it."""
    return _FIND, {"of_name": name}


def _read_user(rows: Sequence[Row]) -> User | None:
    if not rows:
        return None
    row = rows[0]
    return User(row["name"], row["full_name"], frozenset(map(Role, json.loads(row["roles"]))), row["active"])


def require_role(connection: Connection, actor: str, action: str) -> None:
    """Raise ForbiddenError unless ``actor`` may take ``action``."""
    judge_role(ask(connection, *ask_for_user(actor)), actor, action)


def judge_role(answer: Sequence[Row], actor: str, action: str) -> None:
    """Raise ForbiddenError unless ``actor`` may take ``action``, by the answer to ``ask_for_user``."""
    user = _read_user(answer)
    if user is None:
        return
    if user.name != actor:
        raise ForbiddenError(
            f"“{actor}” chưa được đăng ký trong kho", hint="quản trị viên chạy: docgen records user add"
        )
    if not user.active:
        raise ForbiddenError(f"“{actor}” đã thôi quyền trong kho", hint="liên hệ quản trị viên của kho")
    if not user.holds_role_for(action):
        raise ForbiddenError(
            f"“{actor}” ({name_roles(user.roles)}) không được {ACTION_NAMES[action]}",
            hint=f"việc này của: {name_roles({*ALLOWED[action], Role.ADMIN})}",
        )


def may(connection: Connection, actor: str, action: str) -> bool:
    """Return whether ``actor`` may take ``action``."""
    try:
        require_role(connection, actor, action)
    except ForbiddenError:
        return False
    return True


def is_one_person_office(connection: Connection) -> bool:
    """Return whether nobody is registered yet."""
    return _find_user_or_another(connection, "") is None


def name_roles(roles: Collection[Role]) -> str:
    """Return roles for people, in their fixed order."""
    return ", ".join(ROLE_NAMES[role] for role in Role if role in roles)


ACTION_NAMES: Final = {
    "view": "xem văn bản và sổ",
    "draft": "soạn dự thảo",
    "submit": "trình văn bản",
    "approve-content": "duyệt nội dung",
    "approve-format": "duyệt thể thức",
    "return": "trả lại văn bản",
    "reserve": "cấp số",
    "issue": "ban hành",
    "void": "hủy văn bản",
    "recall": "thu hồi văn bản",
    "incoming-register": "đăng ký văn bản đến",
    "incoming-assign": "chuyển giao văn bản đến",
    "incoming-answer": "ghi kết quả giải quyết văn bản đến",
    "incoming-finish": "kết thúc giải quyết văn bản đến",
    "incoming-recall": "hủy văn bản đến bị thu hồi",
    "dossier-create": "lập hồ sơ",
    "dossier-add": "đưa văn bản vào hồ sơ",
    "dossier-close": "kết thúc hồ sơ",
    "dossier-transfer": "nộp lưu hồ sơ",
    "dossier-hold": "khóa hồ sơ",
    "archive-export": "xuất gói lưu trữ",
    "organ-set": "sửa thông tin cơ quan",
    "template-set": "thay mẫu văn bản",
    "user-add": "đăng ký người dùng",
    "restore": "khôi phục kho",
}
"""Action → what it is called."""
