"""Administration: who may sign in and do what, and the organs that documents are written for."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from docgen.drafting import DraftError
from docgen.errors import InputError, NotFoundError, RegisterError
from docgen.records.access_log import list_accesses
from docgen.records.accounts import list_account_names, set_password, unlock
from docgen.records.roles import ROLE_NAMES, Role, find_user
from docgen.records.users import list_users, set_user
from docgen.web.desk import Desk, posting, reading
from docgen.workflow.organs_file import find_organs_file, save_organs

router = APIRouter(prefix="/quan-tri", include_in_schema=False)


@router.get("")
def show_users(desk: Desk = reading("user-add")) -> Response:
    """Show all users and their roles."""
    with desk.service.store.read() as connection:
        users, named = list_users(connection), list_account_names(connection)
    return desk.show("users.html", users=users, named=named)


@router.get("/nguoi-dung")
def show_user(ten: str = "", desk: Desk = reading("user-add")) -> Response:
    """Show the form of a user: of one who is there, or of a new one."""
    return _show_user(desk, ten)


@router.post("/nguoi-dung")
def save_user(desk: Desk = posting("user-add")) -> Response:
    """Register a user, or change one; a password that is given here has to be changed at the first sign-in."""
    fields, store = desk.fields, desk.service.store
    name = fields.text("ten", limit=100, label="tên đăng nhập", required=True)
    if name and not all(letter.isalnum() or letter in "._- " for letter in name):
        fields.errors["ten"] = "tên đăng nhập chỉ gồm chữ, số, dấu chấm, gạch"
    full_name = fields.text("ho_ten", limit=50, label="họ tên", required=True)
    roles = {Role(value) for value in fields.many("quyen") if value in set(Role)}
    if not roles:
        fields.errors["quyen"] = "chọn ít nhất một quyền"
    password = fields.raw("mat_khau")
    if fields.errors:
        return _show_user(desk, name, status=422)
    try:
        set_user(store, name, roles, desk.actor, full_name=full_name, active=fields.has("dang_dung"))
        if password:
            set_password(store, name, password, desk.actor)
    except RegisterError as error:
        fields.errors["mat_khau" if password else "quyen"] = f"{error.message} ({error.hint})"
        return _show_user(desk, name, status=409)
    return desk.go("/quan-tri", "da-luu")


@router.post("/mo-khoa")
def unlock_user(desk: Desk = posting("user-add")) -> Response:
    """Let somebody who is locked out try again."""
    unlock(desk.service.store, desk.fields.text("ten", limit=100), desk.actor)
    return desk.go("/quan-tri", "da-mo-khoa")


@router.get("/co-quan")
def show_organs(desk: Desk = reading("organ-set")) -> Response:
    """Show the organs file."""
    return _show_organs(desk, None, ())


@router.post("/co-quan")
def store_organs(desk: Desk = posting("organ-set")) -> Response:
    """Save the organs file, when it has no mistakes."""
    text = desk.fields.block("tep", limit=1_000_000, label="tệp cơ quan", required=True)
    if desk.fields.errors:
        return _show_organs(desk, text, (), status=422)
    try:
        save_organs(desk.service.store, desk.service.serve.store_folder, text, desk.actor)
    except DraftError as error:
        return _show_organs(desk, text, error.problems, status=422)
    except InputError as error:
        desk.fields.errors["tep"] = error.message
        return _show_organs(desk, text, (), status=422)
    return desk.go("/quan-tri/co-quan", "da-luu")


@router.get("/nhat-ky")
def show_accesses(desk: Desk = reading("user-add")) -> Response:
    """Show who signed in, looked and downloaded last."""
    with desk.service.store.read() as connection:
        rows = list(list_accesses(connection, limit=300))
    return desk.show("accesses.html", rows=rows)


def _show_user(desk: Desk, name: str, *, status: int = 200) -> Response:
    with desk.service.store.read() as connection:
        user = find_user(connection, name) if name else None
    if name and user is None and status == 200:
        raise NotFoundError(f"không có người dùng “{name[:50]}”", hint="xem danh sách ở trang Quản trị")
    return desk.show(
        "user.html", status=status, user=user, roles={role.value: text for role, text in ROLE_NAMES.items()}
    )


def _show_organs(desk: Desk, text: str | None, problems: object, *, status: int = 200) -> Response:
    path = find_organs_file(desk.service.serve.store_folder, desk.service.settings)
    if text is None:
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
    is_own = path.parent == desk.service.serve.store_folder
    return desk.show("organs.html", status=status, text=text, problems=problems, is_own=is_own)
