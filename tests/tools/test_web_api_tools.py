"""The API with real LibreOffice, and under schemathesis: what its description allows and what it does not."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from api_program import DRAFT, Program
from web_office import NAMES, Office

from docgen.records.api_tokens import create_token
from docgen.records.documents import Actor
from docgen.records.roles import Role

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = Office(tmp_path_factory.mktemp("kho"))
    yield opened
    opened.close()


def test_a_document_goes_its_whole_way(office: Office) -> None:
    drafter, approver, registry = (Program(office, one) for one in (Role.DRAFTER, Role.APPROVER, Role.REGISTRY))
    key = drafter.post("/documents", {"draft": DRAFT}).json()["id"]
    assert approver.post(f"/documents/{key}/return", {"reason": "Bổ sung"}).json()["state"] == "returned"
    again = drafter.post(f"/documents/{key}/versions", {"draft": DRAFT.replace("a) Một.", "a) Một, hai.")})
    assert (again.status_code, again.json()["version"]) == (201, 2)
    refused = registry.post(f"/documents/{key}/issue", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "register")
    assert approver.post(f"/documents/{key}/approve", {"version": 2}).json()["state"] == "approved"
    issued = registry.post(f"/documents/{key}/issue", {"override_check": "văn bản thử"}, key="ban-hanh-1")
    assert issued.status_code == 200, issued.text
    document = issued.json()
    assert (document["state"], document["code_number"]) == ("issued", 1)
    assert {file["role"] for file in document["files"]} == {"docx", "pdf"}
    assert "path" not in document["files"][0]
    for file in document["files"]:
        data = drafter.get(f"/documents/{key}/files/{file['sha256']}")
        assert len(data.content) == file["size"]
        assert data.headers["content-disposition"].startswith("attachment")
    assert registry.post(f"/documents/{key}/issue", {}).json()["code_number"] == 1
    full = drafter.get(f"/documents/{key}").json()
    assert [one["action"] for one in full["history"]][:2] == ["submit", "return"]
    assert registry.post(f"/documents/{key}/recall", {"reason": "Sai căn cứ"}).json()["state"] == "recalled"
    book = drafter.get("/registers/outgoing", params={"year": office.clock().year})
    assert any("Kế hoạch công tác" in " ".join(row) for one in book.json() for row in one["rows"])
    file = drafter.get("/registers/outgoing", params={"year": office.clock().year, "format": "xlsx"})
    assert file.content.startswith(b"PK")
    assert drafter.http.post("/api/v1/render?format=pdf", json={"draft": DRAFT}).content.startswith(b"%PDF")


def test_schemathesis_finds_nothing(office: Office, tmp_path: Path) -> None:
    Program(office, Role.DRAFTER).post("/documents", {"draft": DRAFT})
    admin = Actor(NAMES[Role.ADMIN], office.clock())
    token, _ = create_token(office.store, admin.name, "schemathesis", 1, admin)
    server = uvicorn.Server(uvicorn.Config(office.app, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
        assert thread.is_alive()
    port = server.servers[0].sockets[0].getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "run",
        f"http://127.0.0.1:{port}/api/v1/openapi.json",
        f"--header=Authorization: Bearer {token}",
        # What is sound by the description may still be refused by what the records hold.
        # /jobs/{kind} takes POST, /jobs/{job_id} GET: by their addresses they are one resource.
        "--exclude-checks=positive_data_acceptance,unsupported_method",
        # A stream of events does not end.
        "--exclude-path-regex=/events$",
        "--phases=examples,coverage,fuzzing",
        "--max-examples=3",
        "--max-time=30",
        "--seed=9",
        "--no-color",
        "--suppress-health-check=all",
    ]
    try:
        run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=200, check=False)
    finally:
        server.should_exit = True
        thread.join(10)
    assert run.returncode == 0, run.stdout + run.stderr
