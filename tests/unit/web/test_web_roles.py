"""The table of role and action, cell by cell, through HTTP: whoever may, does; whoever may not, changes nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from web_office import Office

from docgen.records import documents as acts
from docgen.records.documents import get_document
from docgen.records.reserving import reserve
from docgen.records.roles import ALLOWED, Role, find_user
from docgen.records.submission import read_version, submit_kept

# No page takes these yet; whoever adds one adds its cells here.
WITHOUT_PAGES = {
    "incoming-register", "incoming-assign", "incoming-answer", "incoming-finish", "incoming-recall",
    "dossier-create", "dossier-add", "dossier-close", "dossier-transfer", "dossier-hold",
    "archive-export", "restore",
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """How an action is taken through HTTP. ``prepare`` returns the id for the address; ``done`` asks whether it was."""

    method: str
    url: str
    data: dict[str, str]
    prepare: Callable[[Office], int]
    done: Callable[[Office, int], bool]


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


CELLS = {
    "view": Cell("GET", "/van-ban/{}", {}, _submitted, _always),
    "draft": Cell("POST", "/van-ban/{}/soan", {}, _submitted, _always),
    "submit": Cell("POST", "/van-ban/{}/trinh", {}, _kept, _is("submitted")),
    "approve-content": Cell(
        "POST",
        "/van-ban/{}/duyet",
        {"phan": "noi-dung", "phien_ban": "1"},
        _submitted,
        _approved_part("content_version"),
    ),
    "approve-format": Cell(
        "POST",
        "/van-ban/{}/duyet",
        {"phan": "the-thuc", "phien_ban": "1"},
        _submitted,
        _approved_part("format_version"),
    ),
    "return": Cell("POST", "/van-ban/{}/tra-lai", {"ly_do_tra_lai": "Thiếu căn cứ"}, _submitted, _is("returned")),
    "reserve": Cell("POST", "/van-ban/{}/ban-hanh", {}, _approved, _is("issued")),
    "issue": Cell("POST", "/van-ban/{}/ban-hanh", {}, _approved, _is("issued")),
    "void": Cell("POST", "/van-ban/{}/huy", {"ly_do_huy": "Trình nhầm"}, _submitted, _is("void")),
    "recall": Cell("POST", "/van-ban/{}/thu-hoi", {"ly_do_thu_hoi": "Sai thẩm quyền"}, _issued, _is("recalled")),
    "organ-set": Cell("GET", "/quan-tri/co-quan", {}, lambda _office: 0, _always),
    "user-add": Cell(
        "POST",
        "/quan-tri/nguoi-dung",
        {"ten": "nguoi.moi", "ho_ten": "Người Mới", "quyen": "drafter", "dang_dung": "1"},
        lambda _office: 0,
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
        key = cell.prepare(office)
        send = office.client(role).get if cell.method == "GET" else office.client(role).post
        given = () if cell.method == "GET" else (cell.data,)
        answer = send(cell.url.format(key), *given)
        if _may(role, action):
            assert answer.status_code in (200, 303), (role, answer.status_code, answer.text[-3000:])
            assert cell.done(office, key), role
        else:
            assert answer.status_code == 403, (role, answer.status_code)
            assert cell.done is _always or not cell.done(office, key), role


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
    found, waiting = [], list(office.app.routes)
    while waiting:
        route = waiting.pop()
        waiting += getattr(getattr(route, "original_router", None), "routes", [])
        # Programs come with a token and without cookies: test_web_api asks for theirs.
        if getattr(route, "methods", None) and not route.path.startswith("/api/"):
            found.append(route)
    return found
