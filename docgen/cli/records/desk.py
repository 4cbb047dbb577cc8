"""What every command of ``docgen records`` works at: the store, the user, the clock, and how results are printed."""

from __future__ import annotations

import functools
import getpass
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.batch_progress import showing_progress
from docgen.cli.vietnamese import VietnameseCommand
from docgen.errors import InputError, RegisterError
from docgen.settings import Settings, load_settings

if TYPE_CHECKING:
    from docgen.records.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """``actor`` is who acts (--as, else the login name)."""

    settings: Settings
    store_folder: Path
    database: str | None
    actor: str
    is_json: bool

    @contextmanager
    def open(self, *, must_exist: bool = False) -> Iterator[Store]:
        """Open the store, and close it at the end. ``must_exist``: for commands that only look."""
        from docgen.records.engines import DATABASE_FILE
        from docgen.records.store import open_store

        if must_exist and self.database is None and not (self.store_folder / DATABASE_FILE).is_file():
            raise RegisterError(
                "ở đây chưa có kho", where=str(self.store_folder), hint="kiểm tra --store, hoặc trình văn bản đầu tiên"
            )
        with showing_progress() as tell:
            store = open_store(self.store_folder, self.database, tell)
        try:
            yield store
        finally:
            store.close()

    @staticmethod
    def now() -> datetime:
        """Read the clock: here, and nowhere deeper."""
        return datetime.now(UTC)

    def print(self, data: object, write_text: Callable[[], None]) -> None:
        """Print a result: ``data`` as JSON, or whatever ``write_text`` writes for people."""
        if self.is_json:
            click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
        else:
            write_text()


def records_command(name: str, *, epilog: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command of a function whose first argument is the Desk; the options that all share are added."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        @functools.wraps(function)
        def run(store: Path | None, database: str | None, actor: str | None, output_format: str, **given: Any) -> Any:
            settings = load_settings()
            folder = store or settings.store_folder
            if folder is None:
                raise InputError("chưa biết kho nào", hint="thêm --store THƯ_MỤC hoặc đặt biến DOCGEN_STORE")
            desk = Desk(
                settings,
                folder,
                database or settings.database,
                actor=_clean_name(actor or getpass.getuser()),
                is_json=output_format == "json",
            )
            return function(desk, **given)

        for option in _OPTIONS:
            run = option(run)
        return click.command(name, cls=VietnameseCommand, epilog=epilog)(run)

    return decorate


_OPTIONS = (
    click.option(
        "--format", "output_format", type=click.Choice(["text", "json"]), default="text", help="Cách in kết quả."
    ),
    click.option("--as", "actor", metavar="NGƯỜI_DÙNG", help="Người thực hiện (mặc định: tên đăng nhập máy)."),
    click.option("--database", metavar="URL", help="PostgreSQL thay cho SQLite (mặc định: DOCGEN_DATABASE)."),
    click.option(
        "--store", metavar="THƯ_MỤC", type=click.Path(path_type=Path), help="Thư mục kho (mặc định: DOCGEN_STORE)."
    ),
)


def _clean_name(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned or len(cleaned) > 100 or not cleaned.isprintable():
        raise InputError("tên người dùng không hợp lệ", where="--as", hint="dùng 1 đến 100 chữ, không xuống dòng")
    return cleaned
