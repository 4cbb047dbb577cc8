"""Signing in: sessions, tokens, lock-out, and what is kept when a session ends in the middle of a form."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from web_office import NAMES, PASSWORD, Office

from docgen.records.accounts import MAX_FAILURES
from docgen.records.roles import Role
from docgen.records.tables import access_log, accounts, sessions


def test_a_session_is_a_cookie_that_scripts_cannot_read(office: Office) -> None:
    client = office.new_client()
    response = client.sign_in(NAMES[Role.DRAFTER])
    assert response.status_code == 303
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert client.get("/").status_code == 200


def test_signing_in_again_gives_another_token_and_ends_the_old_one(office: Office) -> None:
    client = office.new_client()
    client.sign_in(NAMES[Role.DRAFTER])
    before = client.http.cookies["docgen"]
    client.sign_in(NAMES[Role.DRAFTER])
    assert client.http.cookies["docgen"] != before
    thief = office.new_client()
    thief.http.cookies.set("docgen", before)
    assert thief.get("/").status_code == 303


def test_the_database_holds_neither_password_nor_token(office: Office) -> None:
    client = office.new_client()
    client.sign_in(NAMES[Role.DRAFTER])
    with office.store.read() as connection:
        hashes = connection.execute(select(accounts.c.password_hash)).scalars().all()
        tokens = connection.execute(select(sessions.c.token_sha256)).scalars().all()
    assert all(text.startswith("$argon2id$") and PASSWORD not in text for text in hashes)
    assert client.http.cookies["docgen"] not in tokens


@pytest.mark.parametrize(("minutes", "status"), [(119, 200), (121, 303)])
def test_a_session_that_is_not_used_ends(office: Office, minutes: int, status: int) -> None:
    client = office.new_client()
    client.sign_in(NAMES[Role.ARCHIVIST])
    office.clock.advance(minutes=minutes)
    assert client.get("/").status_code == status


def test_a_session_ends_after_a_day_of_work(office: Office) -> None:
    client = office.new_client()
    client.sign_in(NAMES[Role.ARCHIVIST])
    for _ in range(11):
        office.clock.advance(minutes=60)
        assert client.get("/").status_code == 200
    office.clock.advance(minutes=61)
    assert client.get("/").status_code == 303


def test_signing_out_ends_the_session(office: Office) -> None:
    client = office.new_client()
    client.sign_in(NAMES[Role.DRAFTER])
    token = client.http.cookies["docgen"]
    assert client.post("/dang-xuat").status_code == 303
    client.http.cookies.set("docgen", token)
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("name", [NAMES[Role.ARCHIVIST], "khong-co-ai"])
def test_wrong_passwords_lock_out_and_say_the_same_for_names_that_do_not_exist(office: Office, name: str) -> None:
    client = office.new_client()
    said = [client.sign_in(name, "sai").text for _ in range(MAX_FAILURES)]
    assert all("tên đăng nhập hoặc mật khẩu không đúng" in text.lower() for text in said)
    locked = client.sign_in(name, PASSWORD)
    assert locked.status_code == 401
    assert "tạm khóa đến" in locked.text
    office.clock.advance(minutes=16)
    assert client.sign_in(name, PASSWORD).status_code == (303 if name != "khong-co-ai" else 401)


def test_one_address_cannot_try_without_end(office: Office) -> None:
    office.app.state.service.sign_ins._most = 3.0
    try:
        client = office.new_client()
        office.app.state.service.sign_ins._buckets.clear()
        answers = [client.sign_in("ai-do", "sai").status_code for _ in range(5)]
    finally:
        office.app.state.service.sign_ins._most = 1e5
        office.app.state.service.sign_ins._buckets.clear()
    assert answers[:3] == [401] * 3
    assert 429 in answers[3:]


def test_a_form_without_the_token_is_not_taken_and_nothing_typed_is_lost(office: Office) -> None:
    client = office.client(Role.APPROVER)
    answer = client.http.post("/mat-khau", data={"cu": "a", "moi": "<b>gõ rồi</b>", "moi_lai": "b"})
    assert answer.status_code == 403
    assert "&lt;b&gt;gõ rồi&lt;/b&gt;" in answer.text
    assert 'action="/mat-khau"' in answer.text


def test_what_was_typed_when_the_session_ended_is_offered_again(office: Office) -> None:
    client = office.new_client()
    client.sign_in(NAMES[Role.APPROVER])
    office.clock.advance(hours=3)
    form = client.post("/van-ban/1/tra-lai", {"ly_do_tra_lai": 'Thiếu "căn cứ" & <chữ ký>'})
    assert form.status_code == 401
    assert 'name="_giu_ly_do_tra_lai"' in form.text
    assert "Thiếu &#34;căn cứ&#34; &amp; &lt;chữ ký&gt;" in form.text
    again = client.http.post(
        "/dang-nhap",
        data={
            "ten": NAMES[Role.APPROVER],
            "mat_khau": PASSWORD,
            "_gui_lai": "/van-ban/1/tra-lai",
            "_giu_ly_do_tra_lai": "Thiếu căn cứ",
        },
    )
    assert again.status_code == 200
    assert 'action="/van-ban/1/tra-lai"' in again.text
    assert "Thiếu căn cứ" in again.text


@pytest.mark.parametrize("url", ["//ke-xau.vn", "https://ke-xau.vn", "/\\ke-xau.vn", "javascript:alert(1)", "\n/"])
def test_signing_in_never_leads_away(office: Office, url: str) -> None:
    client = office.new_client()
    answer = client.http.post("/dang-nhap", data={"ten": NAMES[Role.DRAFTER], "mat_khau": PASSWORD, "toi": url})
    assert answer.headers["location"] == "/"


def test_a_password_of_somebody_else_is_to_be_changed_first(office: Office) -> None:
    from docgen.records.accounts import set_password
    from docgen.records.documents import Actor
    from docgen.records.users import set_user

    admin = Actor(NAMES[Role.ADMIN], office.clock())
    set_user(office.store, "moi-den", {Role.DRAFTER}, admin)
    set_password(office.store, "moi-den", PASSWORD, admin)
    client = office.new_client()
    client.sign_in("moi-den")
    assert client.get("/tim").headers["location"] == "/mat-khau"
    page = client.get("/mat-khau").text
    client.csrf = page.split('name="_ma_phien" value="')[1][:64]
    new = "mot cau khac han"
    assert client.post("/mat-khau", {"cu": PASSWORD, "moi": new, "moi_lai": new}).status_code == 303
    assert client.get("/tim").status_code == 200
    assert office.new_client().sign_in("moi-den", PASSWORD).status_code == 401


def test_signing_in_is_written_down_without_what_was_typed(office: Office) -> None:
    client = office.new_client()
    client.sign_in("mat-khau-go-nham-o-ten", "sai")
    client.sign_in(NAMES[Role.DRAFTER])
    with office.store.read() as connection:
        rows = connection.execute(select(access_log).order_by(access_log.c.id.desc()).limit(2)).mappings().all()
    assert [(row["action"], row["actor"]) for row in rows] == [
        ("sign-in", NAMES[Role.DRAFTER]),
        ("sign-in-failed", "?"),
    ]


@pytest.mark.parametrize("password", ["ngan", "aaaaaaaaaaaa", f"{NAMES[Role.REGISTRY]} 1", "x" * 201])
def test_weak_passwords_are_refused_at_the_field(office: Office, password: str) -> None:
    client = office.client(Role.REGISTRY)
    answer = client.post("/mat-khau", {"cu": PASSWORD, "moi": password, "moi_lai": password})
    assert answer.status_code == 422
    assert 'id="moi-loi"' in answer.text
