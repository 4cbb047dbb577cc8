"""``docgen serve``: the web service."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from docgen.cli.batch_progress import showing_progress
from docgen.cli.vietnamese import VietnameseCommand
from docgen.errors import ToolError


def _show_roles(context: click.Context, _option: click.Parameter, is_asked: bool) -> None:
    if is_asked:
        from docgen.records.roles import write_rights

        click.echo(write_rights(), nl=False)
        context.exit()


@click.command(cls=VietnameseCommand, epilog="Ví dụ: docgen serve --store so-van-ban --init")
@click.option(
    "--store", metavar="THƯ_MỤC", type=click.Path(path_type=Path), help="Thư mục kho (mặc định: DOCGEN_STORE)."
)
@click.option("--database", metavar="URL", help="PostgreSQL thay cho SQLite (mặc định: DOCGEN_DATABASE).")
@click.option("--host", metavar="ĐỊA_CHỈ", help="Địa chỉ lắng nghe (mặc định: 127.0.0.1, chỉ máy này).")
@click.option("--port", metavar="CỔNG", type=click.IntRange(1, 65535), help="Cổng (mặc định: 8080).")
@click.option("--init", "is_init", is_flag=True, help="Tạo quản trị viên đầu tiên rồi dừng.")
@click.option("--admin", metavar="TÊN", default="quantri", help="Tên đăng nhập của quản trị viên khi --init.")
@click.option(
    "--roles",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_roles,
    help="In bảng quyền: ai được làm việc gì, rồi dừng.",
)
def serve(
    store: Path | None, database: str | None, host: str | None, port: int | None, is_init: bool, admin: str
) -> None:
    """Chạy dịch vụ web: soạn, duyệt, cấp số, sổ, tìm kiếm trong trình duyệt.

    Lần đầu chạy với --init để tạo quản trị viên; mật khẩu hỏi ở màn hình, hoặc lấy ở biến DOCGEN_ADMIN_PASSWORD, hoặc
    dòng đầu của đầu vào chuẩn. Cấu hình khác: xem docs/deploy.md.
    """
    from docgen.settings import load_settings

    settings = load_settings()
    given = {"store_folder": store, "database": database, "host": host, "port": port}
    try:
        from docgen.web.config import load_serve_settings

        configured = load_serve_settings(settings, os.environ, given)
        if is_init:
            from docgen.web.first_admin import make_first_admin

            make_first_admin(configured, admin, _read_password())
            click.echo(f"Đã tạo quản trị viên “{admin}”. Chạy dịch vụ: docgen serve --store {configured.store_folder}")
            return
        from docgen.records.store import open_store
        from docgen.web.server import run_server
    except ModuleNotFoundError as error:
        raise ToolError(
            f"thiếu gói {error.name} của dịch vụ web", hint="cài bằng: pip install 'docgen[web]'"
        ) from error
    # The store of an older docgen may take minutes to upgrade: here, where somebody sees it.
    with showing_progress() as tell:
        open_store(configured.store_folder, configured.database, tell).close()
    said = f"docgen chạy tại http://{configured.host}:{configured.port} (Ctrl-C để dừng)"
    run_server(settings, configured, lambda: click.echo(said, err=True))


def _read_password() -> str:
    """Return the password of the environment, of the screen, or the first line that comes in; never shown."""
    if password := os.environ.get("DOCGEN_ADMIN_PASSWORD"):
        return password
    if sys.stdin.isatty():
        password = click.prompt("Mật khẩu của quản trị viên", hide_input=True, confirmation_prompt="Gõ lại mật khẩu")
        return str(password)
    return sys.stdin.readline().rstrip("\r\n")
