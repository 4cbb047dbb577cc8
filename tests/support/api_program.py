"""A program that calls the API of an office for somebody of a role, and a draft for it to send."""

from __future__ import annotations

from typing import Any

from draft_texts import HEAD
from starlette.testclient import TestClient
from web_office import NAMES, Office

from docgen.records.api_tokens import create_token
from docgen.records.documents import Actor
from docgen.records.roles import Role

_SIGNED = (*HEAD[:-1], "recipients: [Như trên, Lưu VT]", "signature: {position: GIÁM ĐỐC, full_name: Trần Thị Bình}")
DRAFT = "\n".join(("---", *_SIGNED, "---", "Đoạn mở đầu, như sau:", "1. Mục đích", "a) Một."))
_TOKENS: dict[tuple[int, Role], str] = {}


class Program:
    """A program that calls for somebody of a role."""

    def __init__(self, office: Office, role: Role) -> None:
        token = _TOKENS.get((id(office), role))
        if token is None:
            token, _ = create_token(office.store, NAMES[role], "phần mềm thử", 30, Actor(NAMES[role], office.clock()))
            _TOKENS[id(office), role] = token
        self.http = TestClient(office.app, raise_server_exceptions=False)
        self.http.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **given: Any) -> Any:
        return self.http.get(f"/api/v1{path}", **given)

    def post(self, path: str, json: Any = None, key: str = "") -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        return self.http.post(f"/api/v1{path}", json=json, headers=headers)
