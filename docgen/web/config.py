"""What an installation of the service decides: from the environment, or a TOML file that it names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from docgen.errors import InputError
from docgen.records.sessions import SessionLimits
from docgen.settings import Settings

_PREFIX: Final = "DOCGEN_WEB_"


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """How the service runs. ``store_folder`` and ``database`` say where the records are.

    ``hosts`` are the names that browsers may call it by, beside those of this machine. ``secure_cookies``: it is
    reached by HTTPS only. ``proxies`` are addresses of reverse proxies whose X-Forwarded-* headers are believed.
    ``job_workers``: how many jobs run at once.
    """

    store_folder: Path
    database: str | None = None
    host: str = "127.0.0.1"
    port: int = 8080
    hosts: tuple[str, ...] = ()
    secure_cookies: bool = False
    proxies: tuple[str, ...] = ("127.0.0.1",)
    idle_minutes: int = 120
    session_hours: int = 12
    upload_mb: int = 30
    sign_ins_per_minute: int = 20
    job_workers: int = 2
    metrics: bool = True

    @property
    def limits(self) -> SessionLimits:
        """How long sessions last."""
        return SessionLimits(timedelta(minutes=self.idle_minutes), timedelta(hours=self.session_hours))

    @property
    def upload_bytes(self) -> int:
        """The most that one request may bring."""
        return self.upload_mb * 1024 * 1024


def load_serve_settings(settings: Settings, environ: Mapping[str, str], given: Mapping[str, Any]) -> ServeSettings:
    """Return the settings: what the command line gives, else the environment, else the file, else the defaults.

    ``DOCGEN_WEB_CONFIG`` names the TOML file; its keys are those of ServeSettings, and each may be set by
    ``DOCGEN_WEB_<KEY>`` too (lists separated by commas). Raises InputError.
    """
    read: dict[str, Any] = {}
    if path := environ.get(f"{_PREFIX}CONFIG"):
        read |= _read_file(Path(path))
    for field in fields(ServeSettings):
        if value := environ.get(_PREFIX + field.name.upper()):
            read[field.name] = value
    read |= {name: value for name, value in given.items() if value is not None}
    store = read.pop("store_folder", None) or settings.store_folder
    if store is None:
        raise InputError("chưa biết kho nào", hint="thêm --store THƯ_MỤC hoặc đặt biến DOCGEN_STORE")
    made = ServeSettings(Path(store), read.pop("database", None) or settings.database)
    return replace(made, **{name: _convert(name, value, getattr(made, name)) for name, value in read.items()})


def _read_file(path: Path) -> dict[str, Any]:
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"không đọc được tệp cấu hình: {error}", where=str(path)) from error
    known = {field.name for field in fields(ServeSettings)}
    if unknown := sorted(set(read) - known):
        raise InputError(
            f"không có mục {', '.join(unknown)}", where=str(path), hint=f"các mục: {', '.join(sorted(known))}"
        )
    return read


def _convert(name: str, value: Any, default: Any) -> Any:
    """Return a value of the kind of the default; text comes from the environment."""
    try:
        match default:
            case bool():
                return value if isinstance(value, bool) else _BOOLEANS[value.strip().lower()]
            case int():
                return _read_whole(value)
            case tuple():
                parts = value.split(",") if isinstance(value, str) else value
                return tuple(str(part).strip() for part in parts if str(part).strip())
            case _:
                return str(value)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(f"giá trị “{value}” của {name} không hợp lệ", where="cấu hình dịch vụ web") from error


def _read_whole(value: Any) -> int:
    number = int(value)
    if number < 0:
        raise ValueError(value)
    return number


_BOOLEANS: Final = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
