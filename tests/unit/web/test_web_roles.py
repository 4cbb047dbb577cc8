"""The table of role and action, cell by cell, through HTTP: whoever may, does; whoever may not, changes nothing."""

from __future__ import annotations

import json
import re
import secrets
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from api_program import Program
from sqlalchemy import select
from web_office import Office

from docgen.records import documents as acts
from docgen.records import dossiers, incoming
from docgen.records.documents import get_document
from docgen.records.dossier_contents import INCOMING, Item
from docgen.records.dossier_metadata import DossierMetadata
from docgen.records.incoming import Arrival, register_arrival
from docgen.records.incoming_metadata import IncomingMetadata
from docgen.records.organs import ensure_organ
from docgen.records.reserving import reserve
from docgen.records.roles import ALLOWED, Role, find_user, write_rights
from docgen.records.submission import read_version, submit_kept
from docgen.records.tables import dossier_documents

# What is done from the command line alone.
WITHOUT_PAGES = {"restore"}


@dataclass(frozen=True)
class Way:
    """How an action is taken through HTTP: the address (``{}`` is the id), and what is sent; None is only asked for."""

    url: str
    data: dict[str, Any] | None = None

    def take(self, office: Office, role: Role, key: int) -> Any:
        """Take it as somebody of a role."""
        url = self.url.format(key)
        # No cell may rely on what another one has left in the store: tests run in any order, on any worker.
        sent = json.dumps(self.data)
        for mark, make in (("@new@", _notation), ("@organ@", _organ), ("@arrived@", _arrived)):
            if mark in sent:
                made = str(make(office))
                sent = sent.replace(f'"{mark}:int"', made).replace(mark, made)
        data = json.loads(sent)
        if url.startswith("/api/"):
            return Program(office, role).post(url.removeprefix("/api/v1"), data)
        client = office.client(role)
        return client.get(url) if data is None else client.post(url, data)


@dataclass(frozen=True)
class Cell:
    """An action. ``prepare`` returns the id for the address; ``done`` asks whether it was taken."""

    ways: tuple[Way, ...]
    prepare: Callable[[Office], int]
    done: Callable[[Office, int], bool]


def _notation(_office: Office) -> str:
    return secrets.token_hex(4)  # a dossier's notation is taken once


def _submitted(office: Office) -> int:
    return office.hand_in()


def _approved(office: Office) -> int:
    key = office.hand_in()
    acts.approve(office.store, key, office.admin)
    return key


def _kept(office: Office) -> int:
    from web_office import write_draft_text

    from docgen.drafting import parse_draft
    from docgen.records.submission import Submission, submit

    text = write_draft_text("Giữ lại")
    submission = Submission("thu.vb.txt", text.encode(), parse_draft(text, office.app.state.service.organs))
    return int(submit(office.store, submission, office.admin, as_draft=True)["id"])


def _issued(office: Office) -> int:
    from docgen.records.issuing import FinishedFile, finish

    key = _approved(office)
    with office.store.read() as connection:
        row = get_document(connection, key)
    reserve(office.store, key, office.admin, organ=read_version(office.store, row).organ)
    finish(office.store, key, office.admin, [FinishedFile("pdf", f"{key}.pdf", office.store.files.add(b"%PDF-1.7"))])
    return key


def _is(*states: str) -> Callable[[Office, int], bool]:
    return lambda office, key: office.state_of(key) in states


def _approved_part(column: str) -> Callable[[Office, int], bool]:
    def ask(office: Office, key: int) -> bool:
        with office.store.read() as connection:
            return get_document(connection, key)[column] == 1

    return ask


def _always(_office: Office, _key: int) -> bool:
    return True


def _has_user(office: Office, _key: int) -> bool:
    with office.store.read() as connection:
        return find_user(connection, "nguoi.moi") is not None


def _arrived(office: Office) -> int:
    metadata = IncomingMetadata(organ_name="Sở Y tế", subject="Báo cáo")
    return int(register_arrival(office.store, Arrival(_organ(office), metadata), office.admin)["id"])


def _answered(office: Office) -> int:
    key = _arrived(office)
    incoming.assign(office.store, key, office.admin, "Phòng Tổng hợp")
    return int(incoming.answer(office.store, key, office.admin, code="5/SNV")["id"])


def _opened(office: Office) -> int:
    metadata = DossierMetadata(
        file_catalog=2026, file_notation=_notation(office), title="Hồ sơ", maintenance="Vĩnh viễn", creator="Hoa"
    )
    return int(dossiers.create_dossier(office.store, _organ(office), metadata, office.admin)["id"])


def _filled(office: Office) -> int:
    key = _opened(office)
    dossiers.add_documents(office.store, key, [Item(INCOMING, _arrived(office))], office.admin)
    return key


def _closed(office: Office) -> int:
    key = _filled(office)
    dossiers.close_dossier(office.store, key, office.admin)
    return key


def _organ(office: Office) -> int:
    with office.store.write() as connection:
        organ = office.app.state.service.organs["ubnd-tinh-ha-nam"]
        return ensure_organ(connection, office.store, organ, office.admin)


def _incoming_is(state: str) -> Callable[[Office, int], bool]:
    def ask(office: Office, key: int) -> bool:
        with office.store.read() as connection:
            return str(incoming.get_incoming(connection, key)["state"]) == state

    return ask


def _dossier_has(column: str) -> Callable[[Office, int], bool]:
    def ask(office: Office, key: int) -> bool:
        with office.store.read() as connection:
            return bool(dossiers.get_dossier(connection, key)[column])

    return ask


def _has_members(office: Office, key: int) -> bool:
    with office.store.read() as connection:
        query = select(dossier_documents.c.dossier_id).where(dossier_documents.c.dossier_id == key)
        return connection.execute(query).first() is not None


def _nothing(_office: Office) -> int:
    return 0


CELLS = {
    "view": Cell((Way("/van-ban/{}"),), _submitted, _always),
    "draft": Cell((Way("/van-ban/{}/soan", {}),), _submitted, _always),
    "submit": Cell((Way("/van-ban/{}/trinh", {}), Way("/api/v1/documents/{}/submit", {})), _kept, _is("submitted")),
    "approve-content": Cell(
        (
            Way("/van-ban/{}/duyet", {"phan": "noi-dung", "phien_ban": "1"}),
            Way("/api/v1/documents/{}/approve", {"part": "content"}),
        ),
        _submitted,
        _approved_part("content_version"),
    ),
    "approve-format": Cell(
        (
            Way("/van-ban/{}/duyet", {"phan": "the-thuc", "phien_ban": "1"}),
            Way("/api/v1/documents/{}/approve", {"part": "format"}),
        ),
        _submitted,
        _approved_part("format_version"),
    ),
    "return": Cell(
        (
            Way("/van-ban/{}/tra-lai", {"ly_do_tra_lai": "Thiếu căn cứ"}),
            Way("/api/v1/documents/{}/return", {"reason": "Thiếu căn cứ"}),
        ),
        _submitted,
        _is("returned"),
    ),
    # One act: the page is tried here, the API below.
    "reserve": Cell((Way("/van-ban/{}/ban-hanh", {}),), _approved, _is("issued")),
    "issue": Cell((Way("/api/v1/documents/{}/issue", {}),), _approved, _is("issued")),
    "void": Cell(
        (
            Way("/van-ban/{}/huy", {"ly_do_huy": "Trình nhầm"}),
            Way("/api/v1/documents/{}/void", {"reason": "Trình nhầm"}),
        ),
        _submitted,
        _is("void"),
    ),
    "recall": Cell(
        (
            Way("/van-ban/{}/thu-hoi", {"ly_do_thu_hoi": "Sai thẩm quyền"}),
            Way("/api/v1/documents/{}/recall", {"reason": "Sai thẩm quyền"}),
        ),
        _issued,
        _is("recalled"),
    ),
    "incoming-register": Cell(
        (
            Way("/den/moi", {"organ": "ubnd-tinh-ha-nam", "organ_name": "Sở Y tế", "subject": "Báo cáo"}),
            Way(
                "/api/v1/incoming",
                {"organ_id": "@organ@:int", "metadata": {"organ_name": "Sở Y tế", "subject": "Báo cáo"}},
            ),
        ),
        _nothing,
        _always,
    ),
    "incoming-assign": Cell(
        (Way("/den/{}/giao", {"giao_cho": "Phòng"}), Way("/api/v1/incoming/{}/assign", {"to": "Phòng"})),
        _arrived,
        _incoming_is("assigned"),
    ),
    "incoming-answer": Cell(
        (Way("/den/{}/tra-loi", {"so_tra_loi": "5/SNV"}), Way("/api/v1/incoming/{}/answer", {"code": "5/SNV"})),
        _arrived,
        _incoming_is("answered"),
    ),
    "incoming-finish": Cell(
        (Way("/den/{}/xong", {"ket_qua": "Đã gửi"}), Way("/api/v1/incoming/{}/finish", {})),
        _answered,
        _incoming_is("finished"),
    ),
    "incoming-recall": Cell(
        (
            Way("/den/{}/huy", {"ly_do_huy": "Bên gửi thu hồi"}),
            Way("/api/v1/incoming/{}/recall", {"reason": "Thu hồi"}),
        ),
        _arrived,
        _incoming_is("recalled"),
    ),
    "dossier-create": Cell(
        (
            Way(
                "/ho-so/moi",
                {"organ": "ubnd-tinh-ha-nam", "file_notation": "@new@", "title": "Hồ sơ", "maintenance": "10 năm"},
            ),
            Way(
                "/api/v1/dossiers",
                {
                    "organ_id": "@organ@:int",
                    "metadata": {
                        "file_catalog": 2026,
                        "file_notation": "@new@",
                        "title": "Hồ sơ",
                        "maintenance": "10 năm",
                        "creator": "Hoa",
                    },
                },
            ),
        ),
        _nothing,
        _always,
    ),
    "dossier-add": Cell(
        (
            Way("/ho-so/{}/them", {"van_ban": "incoming:@arrived@"}),
            Way("/api/v1/dossiers/{}/documents", {"incoming": ["@arrived@:int"]}),
        ),
        _opened,
        _has_members,
    ),
    "dossier-close": Cell(
        (Way("/ho-so/{}/ket-thuc", {}), Way("/api/v1/dossiers/{}/close", {})), _filled, _dossier_has("end_date")
    ),
    "dossier-transfer": Cell(
        (Way("/ho-so/{}/nop", {}), Way("/api/v1/dossiers/{}/transfer", None)), _closed, _dossier_has("transferred_at")
    ),
    "dossier-hold": Cell(
        (Way("/ho-so/{}/khoa", {"ly_do_khoa": "Tra soát"}), Way("/api/v1/dossiers/{}/hold", {"reason": "Tra soát"})),
        _opened,
        _dossier_has("hold_reason"),
    ),
    "archive-export": Cell((Way("/luu-tru"),), _nothing, _always),
    "organ-set": Cell((Way("/quan-tri/co-quan"),), _nothing, _always),
    "template-set": Cell((Way("/quan-tri/mau"),), _nothing, _always),
    "user-add": Cell(
        (
            Way(
                "/quan-tri/nguoi-dung",
                {"ten": "nguoi.moi", "ho_ten": "Người Mới", "quyen": "drafter", "dang_dung": "1"},
            ),
        ),
        _nothing,
        _has_user,
    ),
}


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """An office with LibreOffice: it starts when something is issued."""
    with tempfile.TemporaryDirectory(prefix="docgen-web-") as folder:
        opened = Office(Path(folder))
        yield opened
        opened.close()


def test_every_action_has_its_cells_or_no_page() -> None:
    assert set(CELLS) | WITHOUT_PAGES == set(ALLOWED)
    assert not set(CELLS) & WITHOUT_PAGES


@pytest.mark.parametrize(
    "action", [pytest.param(name, marks=pytest.mark.slow) if name in ("reserve", "issue") else name for name in CELLS]
)
def test_each_role_may_what_the_table_says_and_no_more(office: Office, action: str) -> None:
    cell = CELLS[action]
    # Those who may come last: what they make is not there for the others.
    for role in sorted(Role, key=lambda role: _may(role, action)):
        for number, way in enumerate(cell.ways):
            key = cell.prepare(office)
            answer = way.take(office, role, key)
            if _may(role, action):
                # A notation that is taken is another matter than a right.
                assert answer.status_code in (200, 201, 303), (role, way, answer.status_code, answer.text[-3000:])
                assert cell.done(office, key), (role, way)
            else:
                assert answer.status_code == 403, (role, way, answer.status_code)
                assert cell.done in (_always, _has_user) or not cell.done(office, key), (role, way, number)


@pytest.mark.slow
def test_every_route_asks_for_a_right_and_every_role_is_let_in_or_kept_out_by_the_table(office: Office) -> None:
    """All pages and the whole API, whatever the right is called: an id that is not there does no harm."""
    asked = {}
    for route, path in _list_routes(office):
        action = _find_action(route)
        if action is None:
            assert path in WITHOUT_RIGHTS, path
            continue
        for method in route.methods - {"HEAD"}:
            asked[method, path] = action
    assert len(asked) > 110
    assert set(asked.values()) - {"own-account"} >= set(ALLOWED) - {
        *WITHOUT_PAGES,
        "reserve",
        "approve-content",
        "approve-format",
    }
    for (method, path), action in asked.items():
        if action == "own-account":
            continue
        url = re.sub(r"\{[^}]+\}", "987654", path)
        for role in Role:
            if path.startswith("/api/"):
                answer = Program(office, role).http.request(method, url, json={} if method == "POST" else None)
            elif method == "POST":
                answer = office.client(role).post(url, {})
            else:
                answer = office.client(role).get(url)
            assert answer.status_code < 500, (method, path, role)
            # Kinds of jobs have rights of their own: test_web_jobs.
            if not path.startswith("/api/v1/jobs/"):
                assert (answer.status_code != 403) == _may(role, action), (method, path, role, action)


def test_the_documentation_shows_the_table() -> None:
    text = Path("docs/dich-vu-web.md").read_text(encoding="utf-8")
    assert write_rights() in text, "run: docgen serve --roles"


def _may(role: Role, action: str) -> bool:
    return role is Role.ADMIN or role in ALLOWED[action]


def test_nobody_gets_in_without_signing_in(office: Office) -> None:
    client = office.new_client()
    for route in _routes(office):
        if route.path in ("/dang-nhap", "/healthz", "/readyz", "/metrics", "/static/{name}"):
            continue
        url = route.path.format(**dict.fromkeys(route.param_convertors, "1"))
        for method in route.methods - {"HEAD"}:
            answer = client.http.request(method, url)
            assert answer.status_code in (303, 401), (method, url, answer.status_code)
            if answer.status_code == 303:
                assert answer.headers["location"].startswith("/dang-nhap"), url


def test_nothing_is_changed_without_the_token_of_the_session(office: Office) -> None:
    client = office.client(Role.ADMIN)
    checked = 0
    for route in _routes(office):
        url = route.path.format(**dict.fromkeys(route.param_convertors, "1"))
        if "POST" in route.methods and route.path != "/dang-nhap":
            checked += 1
            assert client.http.post(url, data={"x": "y"}).status_code == 403, url
            assert client.http.post(url, data={"_ma_phien": "0" * 64}).status_code == 403, url
    assert checked > 15


def test_another_site_cannot_send_forms(office: Office) -> None:
    client = office.client(Role.ADMIN)
    for headers in ({"Origin": "https://ke-xau.vn"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        answer = client.post("/quan-tri/mo-khoa", {"ten": "ai-do"}, headers=headers)
        assert answer.status_code == 403
        assert "trang khác" in answer.text
    assert client.http.get("/", headers={"Host": "ke-xau.vn"}).status_code == 400


def test_a_user_who_is_dismissed_is_out_at_once(office: Office) -> None:
    from docgen.records.users import set_user

    set_user(office.store, "sap-nghi", {Role.DRAFTER}, office.admin)
    office.give_password("sap-nghi")
    client = office.new_client()
    client.sign_in("sap-nghi")
    assert client.get("/").status_code == 200
    set_user(office.store, "sap-nghi", {Role.DRAFTER}, office.admin, active=False)
    assert client.get("/").status_code == 303
    assert "thôi sử dụng" in office.new_client().sign_in("sap-nghi").text


def test_a_draft_that_was_kept_is_handed_in_once(office: Office) -> None:
    key = _kept(office)
    submit_kept(office.store, key, office.admin)
    again = office.client(Role.DRAFTER).post(f"/van-ban/{key}/trinh")
    assert again.status_code == 409
    assert office.state_of(key) == "submitted"


def _routes(office: Office) -> list:
    # Programs come with a token and without cookies: test_web_api asks for theirs.
    return [route for route, path in _list_routes(office) if not path.startswith("/api/")]


def _list_routes(office: Office) -> list[tuple[Any, str]]:
    found, waiting = [], list(office.app.routes)
    while waiting:
        route = waiting.pop()
        waiting += getattr(getattr(route, "original_router", None), "routes", [])
        if getattr(route, "methods", None):
            found.append((route, route.path))
    return found


def _find_action(route: Any) -> str | None:
    """Return the action that a route asks for, wherever among its dependencies that stands."""
    waiting = [route.dependant] if hasattr(route, "dependant") else []
    while waiting:
        dependant = waiting.pop()
        if (action := getattr(dependant.call, "action", None)) is not None:
            return str(action)
        waiting += dependant.dependencies
    return None


# Signing in, what says that the service lives, and what describes the API.
WITHOUT_RIGHTS = {
    "/dang-nhap", "/healthz", "/readyz", "/metrics", "/static/{name}", "/api/v1/openapi.json", "/api/v1/docs",
}  # fmt: skip
