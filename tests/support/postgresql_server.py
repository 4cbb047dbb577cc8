"""A real PostgreSQL server for tests and benchmarks: its own folder, reached by a socket in it, gone afterwards."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_BIN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class PostgresqlServer:
    """A running server. Its superuser is ``postgres``, trusted on the socket."""

    folder: Path
    owner: str | None

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create_database(self, template: str = "template1") -> str:
        """Make a database and return its URL."""
        name = f"t_{secrets.token_hex(6)}"
        self.run_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def run_sql(self, statement: str, database: str = "postgres") -> None:
        import psycopg

        with psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True) as connection:
            connection.execute(statement)

    def stop(self, mode: str = "immediate") -> None:
        _run(self.owner, find_program("pg_ctl"), "-D", self.folder / "data", "-m", mode, "-w", "stop")

    def start(self, *options: str) -> None:
        given = " ".join(["-c listen_addresses=''", f"-c unix_socket_directories={self.folder}", *options])
        log = self.folder / "log"
        _run(self.owner, find_program("pg_ctl"), "-D", self.folder / "data", "-l", log, "-o", given, "-w", "start")


def find_program(name: str) -> Path:
    """Return a program of the newest server that is installed. Raises FileNotFoundError when there is none."""
    found = sorted(_BIN.glob(f"*/bin/{name}"), key=lambda path: int(path.parent.parent.name))
    on_path = shutil.which(name)
    if not found and not on_path:
        raise FileNotFoundError(f"PostgreSQL is not installed: no {name} (apt-get install postgresql)")
    return found[-1] if found else Path(on_path or name)


@contextmanager
def running_postgresql(*, durable: bool = False, folder: Path | None = None) -> Iterator[PostgresqlServer]:
    """Start a server and stop it at the end. ``durable``: with fsync, for benchmarks; ``folder``: kept there."""
    # The server refuses to run as root: its folder belongs to somebody else. Socket paths must be short.
    owner = _find_owner() if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="docgen-pg-", ignore_cleanup_errors=True) as name:
        home = folder or Path(name)
        home.mkdir(parents=True, exist_ok=True)
        server = PostgresqlServer(home, owner)
        if not (home / "data").exists():
            if owner:
                shutil.chown(home, owner)
            _run(owner, find_program("initdb"), "-D", home / "data", "-U", "postgres", "-A", "trust",
                 "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        server.start("-c max_connections=60", *([] if durable else ["-c fsync=off"]))
        try:
            yield server
        finally:
            server.stop("fast" if folder else "immediate")


def _find_owner() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def _run(owner: str | None, *command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=owner,
        group=pwd.getpwnam(owner).pw_gid if owner else None,
        extra_groups=[] if owner else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if "start" not in command else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {(done.stdout or b'').decode(errors='replace')}")
