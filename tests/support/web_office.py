"""An office in the browser: an application on an empty store, one account of each role, clients signed in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select
from starlette.testclient import TestClient

from docgen.drafting import parse_draft
from docgen.records.accounts import set_password
from docgen.records.documents import Actor, get_document
from docgen.records.roles import Role
from docgen.records.store import Store
from docgen.records.submission import Submission, submit
from docgen.records.tables import accounts
from docgen.records.users import set_user
from docgen.settings import load_settings
from docgen.web.app import create_app
from docgen.web.config import ServeSettings

PASSWORD = "mat khau cua nguoi do"  # noqa: S105
NAMES = {role: f"nguoi-{role.value}" for role in Role}
_HASHES: list[str] = []
_TOKEN = re.compile(r'name="_ma_phien" value="([0-9a-f]{64})"')
_DRAFT = """---
document_type: ke-hoach
organ: ubnd-tinh-ha-nam
subject: {subject}
recipients:
  - Các sở, ban, ngành
signature:
  competence: [TM. ỦY BAN NHÂN DÂN]
  position: CHỦ TỊCH
  full_name: Phạm Đức Khải
---
Ủy ban nhân dân tỉnh xây dựng Kế hoạch kiểm tra công tác văn thư như sau:
I. MỤC ĐÍCH
1. Đánh giá việc thực hiện quy định về công tác văn thư.
2. Kịp thời chấn chỉnh thiếu sót.
"""


def write_draft_text(subject: str) -> str:
    """Return the text of a draft of a few lines."""
    return _DRAFT.format(subject=subject)


class Clock:
    """A clock that goes on only when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 9, 15, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **parts: float) -> None:
        """Let time go by."""
        self.now += timedelta(**parts)


class Office:
    """The application and its clients, one for each role."""

    def __init__(
        self, folder: Path, database: str | None = None, environ: Mapping[str, str] | None = None, **serve: Any
    ) -> None:
        self.clock = Clock()
        settings = ServeSettings(
            folder, database, **({"sign_ins_per_minute": 100_000, "hosts": ("testserver",)} | serve)
        )
        self.app = create_app(load_settings(environ or {}), settings, clock=self.clock)
        self.store: Store = self.app.state.service.store
        self._clients: dict[str, tuple[Client, datetime]] = {}
        admin = Actor(NAMES[Role.ADMIN], self.clock())
        for role in (Role.ADMIN, *(role for role in Role if role is not Role.ADMIN)):
            set_user(self.store, NAMES[role], {role}, admin, full_name=f"Người {role.value}")
            self.give_password(NAMES[role])

    def give_password(self, name: str) -> None:
        """Let a user sign in with PASSWORD. Its hash takes long on purpose: it is made once a process."""
        if not _HASHES:
            set_password(self.store, name, PASSWORD, Actor(name, self.clock()))
        with self.store.write() as connection:
            _HASHES[:] = _HASHES or [connection.execute(select(accounts.c.password_hash)).scalars().one()]
            connection.execute(delete(accounts).where(accounts.c.name == name))
            row = {"name": name, "password_hash": _HASHES[0], "must_change": False, "changed_at": ""}
            connection.execute(insert(accounts), row)

    def client(self, role: Role) -> Client:
        """Return a browser in which somebody of this role is signed in."""
        name = NAMES[role]
        client, since = self._clients.get(name, (None, self.clock()))
        # Time that a test let go by has ended the session.
        if client is None or self.clock() - since > timedelta(hours=1):
            client = self.new_client()
            client.sign_in(name)
            self._clients[name] = (client, self.clock())
        return client

    def new_client(self) -> Client:
        """Return a browser in which nobody is signed in."""
        return Client(self)

    def hand_in(self, **fields: str) -> int:
        """Let the administrator hand in a document of a few lines; return its id."""
        text = _DRAFT.format(**({"subject": "Kiểm tra công tác văn thư"} | fields))
        submission = Submission("thu.vb.txt", text.encode(), parse_draft(text, self.app.state.service.organs))
        return int(submit(self.store, submission, self.admin)["id"])

    @property
    def admin(self) -> Actor:
        """The administrator, now."""
        return Actor(NAMES[Role.ADMIN], self.clock())

    def state_of(self, document_id: int) -> str:
        """Return the state of a document."""
        with self.store.read() as connection:
            return str(get_document(connection, document_id)["state"])

    def close(self) -> None:
        """Close the store."""
        self.app.state.service.close()


class Client:
    """A browser: it keeps cookies, and puts the token of the session into what it sends."""

    def __init__(self, office: Office) -> None:
        self.http = TestClient(office.app, follow_redirects=False, raise_server_exceptions=False)
        self.csrf = ""

    def sign_in(self, name: str, password: str = PASSWORD) -> Any:
        """Sign in, and read the token from the first page."""
        response = self.http.post("/dang-nhap", data={"ten": name, "mat_khau": password})
        if response.status_code == 303:
            found = _TOKEN.search(self.http.get("/").text)
            self.csrf = found[1] if found else ""
        return response

    def get(self, url: str, **given: Any) -> Any:
        """Ask for a page."""
        return self.http.get(url, **given)

    def post(self, url: str, data: Mapping[str, Any] | None = None, **given: Any) -> Any:
        """Send a form with the session's token."""
        return self.http.post(url, data={"_ma_phien": self.csrf, **(data or {})}, **given)
