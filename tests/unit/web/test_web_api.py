"""The API: tokens, roles, problem details, keys that make a request count once, and every resource."""

from __future__ import annotations

import base64
import threading
from collections import Counter
from typing import Any

import pytest
from api_program import DRAFT, Program
from starlette.testclient import TestClient
from web_office import NAMES, Office

from docgen.records.api_tokens import create_token, revoke_token
from docgen.records.documents import Actor
from docgen.records.roles import ALLOWED, Role


def _submit(office: Office, subject: str = "Kế hoạch công tác") -> int:
    answer = Program(office, Role.DRAFTER).post("/documents", {"draft": DRAFT.replace("Kế hoạch công tác", subject)})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def _expect_problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == status
    assert problem["code"] == code
    assert problem["type"] == f"urn:docgen:{code}"
    assert problem["title"]
    assert problem["detail"]
    return problem


def test_nobody_gets_in_without_a_token_that_holds(office: Office) -> None:
    http = TestClient(office.app, raise_server_exceptions=False)
    admin = Actor(NAMES[Role.ADMIN], office.clock())
    revoked, row = create_token(office.store, NAMES[Role.DRAFTER], "cũ", 5, admin)
    revoke_token(office.store, row["id"], admin)
    for given in ("", "Bearer ", "Bearer sai", f"Bearer {revoked}", "Basic YTpi"):
        answer = http.get("/api/v1/documents", headers={"Authorization": given})
        _expect_problem(answer, 401, "token")
        assert answer.headers["www-authenticate"].startswith("Bearer")
    browser = office.client(Role.ADMIN)
    assert browser.get("/api/v1/documents").status_code == 401, "a cookie is no token"


def test_a_token_ends_by_itself(office: Office) -> None:
    token, _ = create_token(office.store, NAMES[Role.DRAFTER], "ngắn", 1, Actor(NAMES[Role.DRAFTER], office.clock()))
    http = TestClient(office.app, headers={"Authorization": f"Bearer {token}"})
    assert http.get("/api/v1/documents").status_code == 200
    office.clock.advance(days=1)
    assert http.get("/api/v1/documents").status_code == 401
    office.clock.advance(days=-1)


def test_only_a_digest_of_a_token_is_kept(office: Office) -> None:
    token, _ = create_token(office.store, NAMES[Role.DRAFTER], "băm", 1, Actor(NAMES[Role.DRAFTER], office.clock()))
    kept = b"".join(path.read_bytes() for path in office.app.state.service.serve.store_folder.glob("records.sqlite*"))
    assert "băm".encode() in kept
    assert token[len("docgen_") + 4 :].encode() not in kept


@pytest.mark.parametrize(
    ("path", "body", "action"),
    [
        ("/documents", {"draft": DRAFT}, "submit"),
        ("/documents/999/versions", {"draft": DRAFT}, "submit"),
        ("/documents/999/submit", None, "submit"),
        ("/documents/999/approve", {}, "return"),
        ("/documents/999/return", {"reason": "x"}, "return"),
        ("/documents/999/issue", {}, "issue"),
        ("/documents/999/resume", None, "issue"),
        ("/documents/999/void", {"reason": "x"}, "void"),
        ("/documents/999/recall", {"reason": "x"}, "recall"),
        ("/incoming/999/assign", {"to": "x"}, "incoming-assign"),
        ("/incoming/999/answer", {"code": "1/A"}, "incoming-answer"),
        ("/incoming/999/finish", {}, "incoming-finish"),
        ("/incoming/999/recall", {"reason": "x"}, "incoming-recall"),
        ("/dossiers/999/documents", {"documents": [1]}, "dossier-add"),
        ("/dossiers/999/documents/remove", {"documents": [1]}, "dossier-add"),
        ("/dossiers/999/close", {}, "dossier-close"),
        ("/dossiers/999/transfer", None, "dossier-transfer"),
        ("/dossiers/999/hold", {"reason": "x"}, "dossier-hold"),
        ("/dossiers/999/release", {"reason": "x"}, "dossier-hold"),
    ],
)
def test_roles_are_those_of_the_one_table(office: Office, path: str, body: Any, action: str) -> None:
    for role in Role:
        status = Program(office, role).post(path, body).status_code
        allowed = role is Role.ADMIN or role in ALLOWED[action]
        assert (status != 403) == allowed, (role, status)
        assert status in (201, 403, 404), "nothing else may come of a record that is not there"


def test_lists_go_on_from_page_to_page(office: Office) -> None:
    wanted = {_submit(office, f"Trang {one}") for one in range(5)}
    program, seen, after = Program(office, Role.ARCHIVIST), [], 0
    while after is not None:
        page = program.get("/documents", params={"limit": 2, "after": after}).json()
        seen += [one["id"] for one in page["items"]]
        after = page["next"]
    assert len(seen) == len(set(seen))
    assert wanted <= set(seen)
    found = program.get("/search", params={"q": "trang", "limit": 3}).json()
    assert len(found["items"]) == 3
    assert found["next"]


def test_mistakes_are_told_in_vietnamese_field_by_field(office: Office) -> None:
    program = Program(office, Role.DRAFTER)
    wrong = program.post("/documents", {"draft": "---\ndocument_type: la\n---\n", "lạ": 1})
    problem = _expect_problem(wrong, 422, "fields")
    assert problem["errors"] == [
        {"field": "body.lạ", "message": "không có trường tên này", "hint": "kiểm tra chính tả tên trường"}
    ]
    problem = _expect_problem(program.post("/documents", {"draft": "---\ndocument_type: la\n---\n"}), 422, "draft")
    assert {one["line"] for one in problem["errors"]}
    _expect_problem(program.post("/documents", {}), 422, "input")
    _expect_problem(program.http.post("/api/v1/documents", content=b"{"), 422, "fields")
    _expect_problem(program.get("/documents", params={"limit": "x"}), 422, "fields")
    _expect_problem(program.get("/documents/99999999999999999999"), 422, "fields")
    _expect_problem(program.get("/documents/987654"), 404, "not-found")
    _expect_problem(program.get("/khong-co"), 404, "not-found")
    _expect_problem(program.http.delete("/api/v1/documents"), 405, "method")
    english = (
        "Field required",
        "Input should",
        "should be",
        "JSON decode",
        "Not Found",
        "Method Not Allowed",
        "Value error",
    )
    for answer in (
        program.post("/documents", []),
        program.post("/cite", {}),
        program.post("/cite", {"text": "\x00"}),
        program.post("/cite", {"text": 5, "on": "hôm qua"}),
        program.post("/incoming/1/assign", {"to": ""}),
        program.get("/registers/la", params={"year": 1}),
        program.http.post("/api/v1/check/docx"),
        program.post("/incoming", {"organ_id": 0, "metadata": {"priority": 9}, "files": [{"name": "a", "data": "?"}]}),
    ):
        assert answer.status_code in (403, 422), answer.text
        assert not any(word in answer.text for word in english), answer.text


def test_the_same_key_gets_the_same_answer(office: Office) -> None:
    program = Program(office, Role.DRAFTER)
    body = {"draft": DRAFT.replace("Kế hoạch công tác", "Một lần thôi")}
    first, second = program.post("/documents", body, key="k1"), program.post("/documents", body, key="k1")
    assert first.json() == second.json()
    assert (first.status_code, second.status_code) == (201, 201)
    assert "idempotent-replayed" not in first.headers
    assert second.headers["idempotent-replayed"] == "true"
    other = {"draft": DRAFT.replace("Kế hoạch công tác", "Khác")}
    _expect_problem(program.post("/documents", other, key="k1"), 422, "idempotency-key")
    assert program.post("/documents", body, key="k2").json()["id"] != first.json()["id"]
    # Another user's key is another key.
    assert Program(office, Role.REGISTRY).post("/documents", other, key="k1").status_code == 201
    # What failed is not kept.
    _expect_problem(program.post("/documents/987654/versions", body, key="k3"), 404, "not-found")
    assert program.post("/documents", body, key="k3").status_code == 201


def test_of_sixteen_at_once_one_makes_it(office: Office) -> None:
    programs = [Program(office, Role.DRAFTER) for _ in range(16)]
    body = {"draft": DRAFT.replace("Kế hoạch công tác", "Mười sáu luồng")}
    answers: list[Any] = []
    start = threading.Barrier(16)

    def send(program: Program) -> None:
        start.wait()
        answers.append(program.post("/documents", body, key="cung-luc"))

    threads = [threading.Thread(target=send, args=(one,)) for one in programs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(one.status_code for one in answers) == {201: 16}
    assert len({one.json()["id"] for one in answers}) == 1
    assert sum("idempotent-replayed" not in one.headers for one in answers) == 1
    found = programs[0].get("/search", params={"q": "mười sáu luồng"}).json()["items"]
    assert len(found) == 1


def test_a_request_that_a_dead_process_began_makes_no_second_document(office: Office) -> None:
    from sqlalchemy import update

    from docgen.records.service_tables import idempotency_keys

    program = Program(office, Role.DRAFTER)
    body = {"draft": DRAFT.replace("Kế hoạch công tác", "Chết giữa chừng")}
    first = program.post("/documents", body, key="chet")
    with office.store.write() as connection:
        dead = idempotency_keys.c.key == "chet"
        connection.execute(update(idempotency_keys).where(dead).values(status=0, answer="", worker="cu"))
    assert program.post("/documents", body, key="chet").json()["id"] == first.json()["id"]


def test_checking_rendering_and_citing_keep_nothing(office: Office) -> None:
    program = Program(office, Role.DRAFTER)
    before = program.get("/documents", params={"limit": 200}).json()
    docx = program.post("/render", {"draft": DRAFT})
    assert docx.content.startswith(b"PK")
    reports = program.http.post("/api/v1/check/docx", files={"file": ("a.docx", docx.content)}).json()
    of_draft = program.post("/check/draft", {"draft": DRAFT}).json()
    assert reports[0]["file"] == "a.docx"
    assert set(reports[0]) >= {"file", "findings"}
    assert of_draft[0]["scope"]["in_scope"]
    bad = program.http.post("/api/v1/check/docx", files={"file": ("a.docx", b"khong phai")})
    _expect_problem(bad, 422, "input")
    cited = program.post(
        "/cite", {"text": "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020", "on": "2026-01-15"}
    )
    assert cited.json()[0]["citations"][0]["number"] == "30"
    assert program.get("/refs", params={"q": "30/2020/NĐ-CP"}).json()["items"]
    assert program.get("/refs/show", params={"id": "30/2020/NĐ-CP"}).json()["symbol"] == "30/2020/NĐ-CP"
    _expect_problem(program.get("/refs/show", params={"id": "0/0"}), 404, "not-found")
    assert program.get("/documents", params={"limit": 200}).json() == before


def test_incoming_documents_and_dossiers(office: Office) -> None:
    key = _submit(office, "Đưa vào hồ sơ")
    registry, archivist = Program(office, Role.REGISTRY), Program(office, Role.ARCHIVIST)
    organ = registry.get("/organs").json()[0]["id"]
    data = base64.b64encode(b"%PDF-1.4 thu").decode()
    arrival = {
        "organ_id": organ,
        "metadata": {"organ_name": "UBND huyện Thanh Liêm", "subject": "V/v gửi báo cáo", "code_number": "12"},
        "files": [{"name": "bao-cao.pdf", "data": data}],
    }
    arrived = registry.post("/incoming", arrival, key="den-1")
    assert arrived.status_code == 201, arrived.text
    incoming = arrived.json()
    assert incoming["arrival_number"] == registry.post("/incoming", arrival, key="den-1").json()["arrival_number"]
    file = registry.get(f"/incoming/{incoming['id']}/files/{incoming['files'][0]['sha256']}")
    assert file.content == b"%PDF-1.4 thu"
    assigned = registry.post(f"/incoming/{incoming['id']}/assign", {"to": "Phòng Cải cách hành chính"})
    assert assigned.json()["state"] == "assigned"
    assert registry.post(f"/incoming/{incoming['id']}/finish", {}).json()["state"] == "finished"
    assert registry.get("/incoming").json()["items"]
    _expect_problem(registry.get("/incoming/987654"), 404, "not-found")
    metadata = {
        "file_catalog": 2026,
        "file_notation": "01/CCHC",
        "title": "Cải cách hành chính",
        "maintenance": "20 năm",
    }
    dossier = archivist.post("/dossiers", {"organ_id": organ, "metadata": metadata}).json()
    path = f"/dossiers/{dossier['id']}"
    filled = archivist.post(f"{path}/documents", {"documents": [key], "incoming": [incoming["id"]]}).json()
    assert filled["document_total"] == 2
    assert archivist.post(f"{path}/documents/remove", {"documents": [key]}).json()["document_total"] == 1
    assert archivist.post(f"{path}/close", {}).json()["state"] == "closed"
    assert archivist.post(f"{path}/hold", {"reason": "Thanh tra"}).json()["hold_reason"] == "Thanh tra"
    assert archivist.get("/dossiers", params={"year": 2026}).json()["items"][-1]["id"] == dossier["id"]
    _expect_problem(archivist.get("/dossiers/987654"), 404, "not-found")


def test_the_description_is_whole_and_a_page_without_scripts_shows_it(office: Office) -> None:
    http = TestClient(office.app)
    described = http.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert "HTTPValidationError" not in str(described)
    for path, methods in described["paths"].items():
        assert path.startswith("/api/v1/")
        for route in methods.values():
            assert route["summary"]
            assert route["description"]
            assert {"401", "403", "422"} <= set(route["responses"]), path
    page = http.get("/api/v1/docs")
    assert page.status_code == 200
    assert "/api/v1/documents/{document_id}/issue" in page.text
    assert "<script>" not in page.text


def test_what_the_guard_refuses_is_a_problem_too(office: Office) -> None:
    program = Program(office, Role.DRAFTER)
    foreign = program.http.post("/api/v1/cite", json={"text": "a"}, headers={"Origin": "https://xau.example"})
    _expect_problem(foreign, 403, "forbidden")
    _expect_problem(program.http.get("/api/v1/documents", headers={"Host": "xau.example"}), 400, "request")
    large = program.http.post("/api/v1/cite", content=b"x" * 31 * 1024 * 1024)
    _expect_problem(large, 413, "too-large")


def test_tokens_are_made_and_ended_on_their_page(office: Office) -> None:
    browser = office.client(Role.DRAFTER)
    made = browser.post("/khoa-api", {"ten": "Cổng dịch vụ công", "so_ngay": "30"})
    token = made.text.split("<code>docgen_")[1].split("</code>")[0]
    http = TestClient(office.app, headers={"Authorization": f"Bearer docgen_{token}"})
    assert http.get("/api/v1/documents").status_code == 200
    key = made.text.split("/khoa-api/")[1].split("/")[0]
    assert office.client(Role.ARCHIVIST).post(f"/khoa-api/{key}/huy").status_code == 403
    assert browser.post(f"/khoa-api/{key}/huy").status_code == 303
    assert http.get("/api/v1/documents").status_code == 401
    assert browser.post("/khoa-api", {"ten": "", "so_ngay": "30"}).status_code == 422
    assert browser.post("/khoa-api", {"ten": "x", "so_ngay": "9999"}).status_code == 422
