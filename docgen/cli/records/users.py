"""``docgen records user``: who may do what."""

from __future__ import annotations

from typing import Any

import click

from docgen.cli.lazy import LazyGroup
from docgen.cli.output import write_columns
from docgen.cli.records.desk import Desk, records_command

_ROLES = ("drafter", "approver", "registry", "archivist", "admin")
_COMMANDS = {
    "add": "docgen.cli.records.users:add",
    "list": "docgen.cli.records.users:list_all",
    "token": "docgen.cli.records.users:token",
    "tokens": "docgen.cli.records.users:list_all_tokens",
    "revoke": "docgen.cli.records.users:revoke",
}


@click.group(
    "user",
    cls=LazyGroup,
    targets=_COMMANDS,
    epilog="Ví dụ: docgen records user add 'Lê Thị Hoa' --roles registry --store so-van-ban --as admin",
)
def user() -> None:
    """Người dùng của kho và quyền; kho chưa có ai thì mọi người làm được mọi việc."""


@records_command("add", epilog="Ví dụ: docgen records user add hoa --roles registry,drafter --store so-van-ban --as an")
@click.argument("name", metavar="TÊN")
@click.option(
    "--roles", metavar="QUYỀN", required=True, help=f"Các quyền, cách nhau bằng dấu phẩy: {', '.join(_ROLES)}."
)
@click.option("--full-name", metavar="HỌ_TÊN", default="", help="Họ tên đầy đủ.")
@click.option("--inactive", is_flag=True, help="Thôi quyền: người này không làm được gì nữa.")
def add(desk: Desk, name: str, roles: str, full_name: str, inactive: bool) -> None:
    """Đăng ký người dùng hoặc đổi quyền. Người đầu tiên phải là quản trị viên (admin)."""
    from docgen.records.documents import Actor
    from docgen.records.roles import Role
    from docgen.records.users import set_user

    given = [role.strip() for role in roles.split(",") if role.strip()]
    unknown = [role for role in given if role not in _ROLES]
    if unknown or not given:
        raise click.BadParameter(f"chọn trong: {', '.join(_ROLES)}", param_hint="--roles")
    actor = Actor(desk.actor, desk.now())
    with desk.open() as store:
        found = set_user(
            store, " ".join(name.split()), frozenset(map(Role, given)), actor, full_name=full_name, active=not inactive
        )
    _print(desk, [found])


@records_command("list", epilog="Ví dụ: docgen records user list --store so-van-ban")
def list_all(desk: Desk) -> None:
    """Liệt kê người dùng và quyền."""
    from docgen.records.users import list_users

    with desk.open(must_exist=True) as store, store.read() as connection:
        found = list_users(connection)
    _print(desk, found)


@records_command(
    "token", epilog="Ví dụ: docgen records user token hoa --label 'Cổng dịch vụ công' --store so-van-ban --as hoa"
)
@click.argument("name", metavar="TÊN")
@click.option("--label", metavar="TÊN_KHÓA", required=True, help="Hệ thống nào dùng khóa này.")
@click.option("--days", metavar="SỐ_NGÀY", type=int, default=90, help="Thời hạn, mặc định 90 ngày, nhiều nhất 366.")
def token(desk: Desk, name: str, label: str, days: int) -> None:
    """Tạo khóa API cho một người dùng; khóa chỉ in ra một lần."""
    from docgen.records.api_tokens import create_token
    from docgen.records.documents import Actor

    with desk.open(must_exist=True) as store:
        made, row = create_token(store, " ".join(name.split()), label, days, Actor(desk.actor, desk.now()))
    desk.print(row | {"token": made}, lambda: click.echo(made))


@records_command("tokens", epilog="Ví dụ: docgen records user tokens --store so-van-ban")
def list_all_tokens(desk: Desk) -> None:
    """Liệt kê khóa API; không in được khóa, chỉ in các chữ đầu."""
    from docgen.records.api_tokens import list_tokens

    with desk.open(must_exist=True) as store, store.read() as connection:
        found = list(list_tokens(connection))
    head = ["Mã", "Người dùng", "Tên khóa", "Bắt đầu bằng", "Hết hạn", "Đã hủy"]
    names = ("id", "name", "label", "beginning", "expires_at", "revoked_at")
    rows = [[str(row[name] or "") for name in names] for row in found]
    desk.print(found, lambda: write_columns(head, rows) if rows else click.echo("Chưa có khóa nào."))


@records_command("revoke", epilog="Ví dụ: docgen records user revoke 3 --store so-van-ban --as hoa")
@click.argument("token_id", metavar="MÃ", type=int)
def revoke(desk: Desk, token_id: int) -> None:
    """Hủy một khóa API, theo mã trong danh sách khóa."""
    from docgen.records.api_tokens import revoke_token
    from docgen.records.documents import Actor

    with desk.open(must_exist=True) as store:
        row = revoke_token(store, token_id, Actor(desk.actor, desk.now()))
    desk.print(row, lambda: click.echo(f"Đã hủy khóa {token_id} ({row['label']})."))


def _print(desk: Desk, found: list[Any]) -> None:
    from docgen.records.roles import name_roles

    data = [
        {"name": user.name, "full_name": user.full_name, "roles": sorted(user.roles), "active": user.active}
        for user in found
    ]
    rows = [
        [user.name, user.full_name, name_roles(user.roles), "đang dùng" if user.active else "thôi quyền"]
        for user in found
    ]
    empty = "Chưa đăng ký ai: mọi người làm được mọi việc, nhật ký ghi tên từng người."
    desk.print(data, lambda: write_columns(["Tên", "Họ tên", "Quyền", ""], rows) if rows else click.echo(empty))
