"""The first account of a store: without one nobody can sign in to make the others."""

from __future__ import annotations

from datetime import UTC, datetime

from docgen.errors import RegisterError
from docgen.records.accounts import has_accounts, set_password
from docgen.records.documents import Actor
from docgen.records.roles import Role, find_user, is_one_person_office
from docgen.records.store import open_store
from docgen.records.users import set_user
from docgen.web.config import ServeSettings


def make_first_admin(serve: ServeSettings, name: str, password: str) -> None:
    """Register an administrator with a password, in a store where nobody can sign in yet. Raises RegisterError."""
    name = " ".join(name.split())
    store = open_store(serve.store_folder, serve.database)
    try:
        actor = Actor(name, datetime.now(UTC))
        with store.read() as connection:
            if has_accounts(connection):
                raise RegisterError("kho đã có tài khoản đăng nhập", hint="đăng nhập rồi thêm người ở trang Quản trị")
            known, is_new = find_user(connection, name), is_one_person_office(connection)
        if not is_new and (known is None or Role.ADMIN not in known.roles or not known.active):
            raise RegisterError(
                f"“{name}” không phải là quản trị viên của kho", hint="chọn --admin TÊN của quản trị viên đã đăng ký"
            )
        if is_new:
            set_user(store, name, {Role.ADMIN}, actor, full_name="Quản trị viên")
        set_password(store, name, password, actor)
    finally:
        store.close()
