"""``docgen serve``: the first administrator, and a service that starts, answers and stops."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from docgen.cli.main import cli
from docgen.records.accounts import sign_in
from docgen.records.store import open_store

PASSWORD = "mot cau de nho"  # noqa: S105


@pytest.mark.parametrize("way", ["environment", "input"])
def test_init_makes_the_first_administrator_and_never_shows_the_password(tmp_path: Path, way: str) -> None:
    from datetime import UTC, datetime

    environ = {"DOCGEN_ADMIN_PASSWORD": PASSWORD if way == "environment" else ""}
    arguments = ["serve", "--store", str(tmp_path), "--init", "--admin", "thuy"]
    done = CliRunner().invoke(cli, arguments, env=environ, input=f"{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert PASSWORD not in done.output
    store = open_store(tmp_path)
    assert sign_in(store, "thuy", PASSWORD, datetime.now(UTC)).user.name == "thuy"
    store.close()
    assert PASSWORD.encode() not in (tmp_path / "records.sqlite").read_bytes()


@pytest.mark.slow
def test_the_service_answers_and_stops_when_asked(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    program = [sys.executable, "-m", "docgen", "serve", "--store", str(tmp_path), "--port", port]
    with subprocess.Popen(program, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as running:
        try:
            assert _ask(f"http://127.0.0.1:{port}/readyz") == "ok\n"
        finally:
            running.send_signal(signal.SIGTERM)
        _, said = running.communicate(timeout=60)
    assert f"http://127.0.0.1:{port}" in said
    assert "Traceback" not in said
    assert running.returncode == 0


def _ask(url: str) -> str:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url) as answer:  # noqa: S310 - an address of this machine
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    pytest.fail("the service does not answer")
