"""A real ``docgen serve`` in a process of its own, with users who can sign in; it can be killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from docgen.records.accounts import set_password
from docgen.records.documents import Actor
from docgen.records.roles import Role
from docgen.records.store import Store, open_store
from docgen.records.users import set_user

PASSWORD = "mat khau cua nguoi do"  # noqa: S105
USERS = {
    "quantri": ("Quản trị viên", Role.ADMIN),
    "hoa": ("Lê Thị Hoa", Role.DRAFTER),
    "binh": ("Đỗ Văn Bình", Role.DRAFTER),
    "an": ("Nguyễn Văn An", Role.APPROVER),
    "mai": ("Trần Thị Mai", Role.REGISTRY),
    "luu": ("Phạm Thị Lựu", Role.ARCHIVIST),
}
_PATIENCE_S = 60


class RunningOffice:
    """The service on a store in ``folder``; ``settings`` go into its environment (``idle_minutes=1``)."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.folder = folder
        self._environment = os.environ | {
            "DOCGEN_WEB_SIGN_INS_PER_MINUTE": "1000",
            **{f"DOCGEN_WEB_{name.upper()}": str(value) for name, value in settings.items()},
        }
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        store = self.open_store()
        for name, (full_name, role) in USERS.items():
            now = datetime.now(UTC)
            set_user(store, name, {role}, Actor("quantri", now), full_name=full_name)
            set_password(store, name, PASSWORD, Actor(name, now))
        store.close()
        self._process: subprocess.Popen[bytes] | None = None

    def open_store(self) -> Store:
        """Open the store of the office beside the service."""
        return open_store(self.folder / "kho")

    def start(self) -> RunningOffice:
        """Start the service, and wait until it answers."""
        command = [str(Path(sys.executable).with_name("docgen")), "serve", "--store", str(self.folder / "kho"),
                   "--port", str(self.port)]  # fmt: skip
        with (self.folder / "serve.log").open("ab") as log:
            # A group of its own: what it starts dies with it.
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, env=self._environment, start_new_session=True
            )
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):  # noqa: S310 - our own address
                    return self
            except OSError:
                if self._process.poll() is not None:
                    break
                time.sleep(0.1)
        raise AssertionError((self.folder / "serve.log").read_text(encoding="utf-8")[-3000:])

    def kill(self) -> None:
        """End the service at once, with all that it started, as a power cut would."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Ask the service to stop, and wait for it."""
        if self._process is not None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(30)
            # What it started is in its group, and must not outlive the test.
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
