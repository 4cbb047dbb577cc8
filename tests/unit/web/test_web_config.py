"""Where the settings of the service come from, the throttle, and the first administrator."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import InputError, RegisterError
from docgen.settings import load_settings
from docgen.web.config import load_serve_settings
from docgen.web.throttle import Throttle

SETTINGS = load_settings({})


def test_the_command_line_goes_before_the_environment_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "docgen.toml"
    file.write_text('store_folder = "/kho"\nport = 1\nidle_minutes = 5\nhosts = ["a.vn"]\nsecure_cookies = true\n')
    environ = {"DOCGEN_WEB_CONFIG": str(file), "DOCGEN_WEB_PORT": "2", "DOCGEN_WEB_HOSTS": "b.vn, c.vn"}
    found = load_serve_settings(SETTINGS, environ, {"port": 3, "host": None})
    assert (found.port, found.idle_minutes, found.hosts) == (3, 5, ("b.vn", "c.vn"))
    assert found.secure_cookies is True
    assert (found.host, found.store_folder) == ("127.0.0.1", Path("/kho"))


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"DOCGEN_WEB_STORE_FOLDER": "/kho", "DOCGEN_WEB_PORT": "tám"},
        {"DOCGEN_WEB_STORE_FOLDER": "/kho", "DOCGEN_WEB_UPLOAD_MB": "-1"},
        {"DOCGEN_WEB_STORE_FOLDER": "/kho", "DOCGEN_WEB_SECURE_COOKIES": "có"},
        {"DOCGEN_WEB_CONFIG": "/khong/co.toml"},
    ],
)
def test_settings_that_cannot_be_read_are_refused(environ: dict[str, str]) -> None:
    with pytest.raises(InputError):
        load_serve_settings(SETTINGS, environ, {})


def test_an_unknown_key_of_the_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "docgen.toml"
    file.write_text("cong = 1\n")
    with pytest.raises(InputError, match="cong"):
        load_serve_settings(SETTINGS, {"DOCGEN_WEB_CONFIG": str(file)}, {})


def test_the_throttle_fills_again_with_time_and_forgets_old_addresses() -> None:
    now = [0.0]
    throttle = Throttle(3, lambda: now[0])
    assert [throttle.admit("a") for _ in range(4)] == [True, True, True, False]
    assert throttle.admit("b")
    now[0] = 20.0
    assert [throttle.admit("a") for _ in range(2)] == [True, False]
    for number in range(20_000):
        throttle.admit(str(number))
    assert len(throttle._buckets) <= 10_000


def test_the_first_administrator_is_made_once(tmp_path: Path) -> None:
    from docgen.web.first_admin import make_first_admin

    serve = load_serve_settings(SETTINGS, {}, {"store_folder": tmp_path})
    with pytest.raises(RegisterError, match="ít nhất"):
        make_first_admin(serve, "quantri", "ngan")
    make_first_admin(serve, "quantri", "mot cau de nho")
    with pytest.raises(RegisterError, match="đã có tài khoản"):
        make_first_admin(serve, "khac", "mot cau de nho")
