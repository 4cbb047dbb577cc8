"""Writing a draft: nothing typed is lost, nothing newer is overwritten, form and draft file are the same thing."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from web_office import NAMES, Client, Office, write_draft_text

from docgen.drafting import load_organs, parse_draft
from docgen.drafting.draft_form import compose_draft, first_body_line, name_field_of_line, open_draft
from docgen.records.documents import return_document
from docgen.records.roles import Role
from docgen.records.tables import documents, working_drafts
from docgen.settings import load_settings
from docgen.workflow.draft_merging import merge_texts

SAMPLES = sorted(path for path in Path("samples").glob("*/*.vb.txt") if path.parent.name != "rejected")
REJECTED = sorted(Path("samples/rejected").glob("*.vb.txt"))
JSON = {"accept": "application/json"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_form_shows_every_sample_and_loses_nothing(path: Path) -> None:
    organs = load_organs(load_settings({}).organs_file)
    text = path.read_text(encoding="utf-8")
    opened = open_draft(text)
    assert opened.is_whole
    assert parse_draft(compose_draft(opened.values, opened.body), organs) == parse_draft(text, organs)


@pytest.mark.parametrize("path", REJECTED, ids=lambda path: path.stem)
def test_a_draft_with_mistakes_opens_and_keeps_its_body(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    opened = open_draft(text)
    if opened.is_whole:
        assert open_draft(compose_draft(opened.values, opened.body)) == opened
        assert opened.body in text
    else:
        assert opened.body == text


def test_mistakes_of_the_front_matter_are_told_at_their_field() -> None:
    lines = write_draft_text(subject="x").split("\n")
    assert name_field_of_line("\n".join(lines), 4) == "subject"
    assert name_field_of_line("\n".join(lines), 6) == "recipients"
    assert name_field_of_line("\n".join(lines), 10) == "signature.full_name"
    assert name_field_of_line("\n".join(lines), 12) == ""
    assert first_body_line("\n".join(lines)) == 12


def test_what_two_changed_in_different_places_is_put_together() -> None:
    base = "một\nhai\nba\nbốn"
    pieces = merge_texts(base, "MỘT\nhai\nba\nbốn", "một\nhai\nba\nBỐN\nnăm")
    assert [piece for piece in pieces if piece.is_conflict] == []
    assert "\n".join(line for piece in pieces for line in piece.mine) == "MỘT\nhai\nba\nBỐN\nnăm"


def test_what_two_changed_in_one_place_is_kept_twice() -> None:
    pieces = merge_texts("một\nhai\nba", "một\nhai A\nba", "một\nhai B\nba")
    assert [(piece.mine, piece.theirs) for piece in pieces if piece.is_conflict] == [(("hai A",), ("hai B",))]


def _begin(office: Office, text: str = "") -> tuple[Client, str]:
    client = office.client(Role.DRAFTER)
    url = client.post("/du-thao/moi", {"loai": "ke-hoach", "co_quan": "ubnd-tinh-ha-nam"}).headers["location"]
    if text:
        assert _save(client, url, text, 1).status_code == 200
    return client, url


def _save(client: Client, url: str, text: str, revision: int) -> Any:
    return client.post(f"{url}/luu", {"van_ban": text, "phien": str(revision)}, headers=JSON)


def _read(office: Office, url: str) -> Any:
    with office.store.read() as connection:
        key = int(url.rsplit("/", 1)[1])
        return connection.execute(select(working_drafts).where(working_drafts.c.id == key)).mappings().one()


def test_a_late_saving_overwrites_nothing(office: Office) -> None:
    client, url = _begin(office, "bản 1")
    assert _save(client, url, "bản 2", 2).json()["revision"] == 3
    late = _save(client, url, "bản 1 đến muộn", 2)
    assert late.status_code == 409
    assert late.json()["conflict"] is True
    assert _read(office, url)["text"] == "bản 2"
    assert _save(client, url, "bản 2", 2).json()["revision"] == 3  # the same text again is no conflict


def test_two_who_write_get_a_merge_page_and_lose_nothing(office: Office) -> None:
    client, url = _begin(office, write_draft_text(subject="Gốc"))
    other = office.client(Role.REGISTRY)
    base = write_draft_text(subject="Gốc")
    theirs = base.replace("1. Đánh giá việc", "1. Xem xét việc")
    mine = base.replace("1. Đánh giá việc", "1. Rà soát việc").replace("2. Kịp thời", "2. Nhanh chóng")
    assert _save(other, url, theirs, 2).status_code == 200
    page = client.post(f"{url}/luu", {"van_ban": mine, "phien": "2", "goc": base})
    assert page.status_code == 409
    assert "1. Rà soát việc" in page.text
    assert "1. Xem xét việc" in page.text
    data = {name: html.unescape(value) for name, value in _fields(page.text)} | {"_ma_phien": client.csrf}
    for name in [name for name in data if name.startswith("chon_")]:
        data[name] = "toi"
    assert client.post(f"{url}/gop-xong", data).status_code == 303
    merged = _read(office, url)["text"]
    assert "1. Rà soát việc" in merged
    assert "2. Nhanh chóng" in merged
    assert "1. Xem xét việc" not in merged


def _fields(page: str) -> list[tuple[str, str]]:
    form = page[page.index("/gop-xong") :]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    areas = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    return [*hidden, *areas, *((name, "") for name in re.findall(r'type="radio" name="([^"]+)"', form))]


def test_handing_in_twice_makes_one_document(office: Office) -> None:
    client, url = _begin(office, write_draft_text(subject="Trình hai lần"))
    answers = [client.post(f"{url}/trinh") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["location"].split("?")[0] == answers[1].headers["location"].split("?")[0]
    with office.store.read() as connection:
        found = connection.execute(select(documents.c.id).where(documents.c.subject == "Trình hai lần")).all()
    assert len(found) == 1


def test_mistakes_are_shown_and_the_text_stays(office: Office) -> None:
    client, url = _begin(office)
    broken = write_draft_text(subject="").replace("2. Kịp", "5. Kịp")
    answer = client.post(f"{url}/trinh", {"van_ban": broken, "phien": "1"})
    assert answer.status_code == 422
    assert "nội dung, dòng 4" in answer.text
    assert "5. Kịp thời" in answer.text
    assert _read(office, url)["text"] == broken


def test_a_version_that_somebody_handed_in_meanwhile_is_not_run_over(office: Office) -> None:
    key = office.hand_in(subject="Có người trình trước")
    client = office.client(Role.DRAFTER)
    url = client.post(f"/van-ban/{key}/soan").headers["location"]
    from docgen.records.submission import Submission, submit

    text = write_draft_text(subject="Phiên bản của người khác")
    submission = Submission("x.vb.txt", text.encode(), parse_draft(text, office.app.state.service.organs))
    submit(office.store, submission, office.admin, document_id=key)
    _save(client, url, write_draft_text(subject="Phiên bản của tôi"), 1)
    answer = client.post(f"{url}/trinh")
    assert answer.status_code == 409
    assert "Phiên bản của tôi" in answer.text
    assert _read(office, url)["state"] == "open"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Đánh giá việc  thực hiện", "Đánh giá việc thực hiện"),
        ("chấn chỉnh  thiếu sót.", "chấn chỉnh thiếu sót."),  # the mark at the end of a document is not in the draft
        ("theo Nghị định 30/2020/NĐ-CP", "[[30/2020/NĐ-CP]]"),
    ],
)
def test_a_finding_with_one_right_answer_is_mended(office: Office, before: str, after: str) -> None:
    from docgen.workflow.draft_mending import mend_draft
    from docgen.workflow.preview import check_rendered

    service = office.app.state.service
    text = write_draft_text(subject="Sửa").replace(after, before)
    if "Nghị định" in before:
        text = write_draft_text(subject="Sửa").replace("thiếu sót.", f"thiếu sót {before}.")
    document = parse_draft(text, service.organs)
    finding = check_rendered(service.renderer.render(document), document).findings[0]
    mended = mend_draft(text, finding.code, finding.where.paragraph, service.renderer, service.organs)
    assert after in mended
    document = parse_draft(mended, service.organs)
    assert finding.code not in {
        item.code for item in check_rendered(service.renderer.render(document), document).findings
    }


def test_search_as_one_types(office: Office) -> None:
    client = office.client(Role.DRAFTER)
    offers = client.get("/goi-y/van-ban", params={"cho": "can-cu", "hoi": "cong tac van thu 30/2020"}).json()
    assert offers[0]["add"].startswith("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ")
    assert client.get("/goi-y/noi-nhan", params={"hoi": "cac so ban"}).json()[0]["text"].startswith("Các sở, ban")


def test_lists_name_only_what_is_the_visitors(office: Office) -> None:
    _begin(office, write_draft_text(subject="Dự thảo riêng của người soạn"))
    assert "Dự thảo riêng của người soạn" in office.client(Role.DRAFTER).get("/").text
    assert "Dự thảo riêng của người soạn" not in office.client(Role.APPROVER).get("/").text
    assert NAMES[Role.DRAFTER] in office.client(Role.DRAFTER).get("/").text


@pytest.mark.parametrize("organ", ["ubnd-tinh-ha-nam", "so-noi-vu-ha-nam"])
def test_every_type_begins_with_a_draft_that_can_be_read(organ: str) -> None:
    from docgen.model.document_types import DOCUMENT_TYPES
    from docgen.rendering import TemplateFolder
    from docgen.workflow.new_draft import begin_draft

    settings = load_settings({})
    organs, templates = load_organs(settings.organs_file), TemplateFolder(settings.templates_folder)
    for slug in DOCUMENT_TYPES:
        text = begin_draft(templates.read_starter(slug), organ, organs[organ], 2026)
        assert open_draft(text).is_whole, slug
        assert parse_draft(text, organs).organ == organs[organ]


def test_what_was_returned_is_handed_in_again_though_nothing_was_changed(office: Office) -> None:
    key, client = office.hand_in(subject="Giữ nguyên"), office.client(Role.DRAFTER)
    return_document(office.store, key, office.admin, "Xem lại")
    draft = client.post(f"/van-ban/{key}/soan").headers["location"].partition("?")[0]
    assert client.post(f"{draft}/trinh").status_code == 303
    assert office.state_of(key) == "submitted"
    assert client.post(f"{draft}/trinh").headers["location"] == f"/van-ban/{key}", "the second click leads on"


def test_two_who_hand_in_the_same_words_make_two_documents(office: Office) -> None:
    client, keys = office.client(Role.DRAFTER), set()
    for _ in range(2):
        draft = client.post("/du-thao/moi", {"loai": "ke-hoach", "co_quan": "ubnd-tinh-ha-nam"}).headers["location"]
        text = write_draft_text("Cùng lời")
        revision = {"phien": "1", "van_ban": text}
        answer = client.post(f"{draft}/trinh", revision)
        assert answer.status_code == 303, answer.text
        keys.add(answer.headers["location"])
    assert len(keys) == 2


def test_a_draft_that_was_handed_in_before_the_service_died_is_not_handed_in_twice(office: Office) -> None:
    client = office.client(Role.DRAFTER)
    draft = client.post("/du-thao/moi", {"loai": "ke-hoach", "co_quan": "ubnd-tinh-ha-nam"}).headers["location"]
    sent = {"phien": "1", "van_ban": write_draft_text("Chết giữa chừng")}
    first = client.post(f"{draft}/trinh", sent).headers["location"]
    with office.store.write() as connection:  # as it is when the process is killed before the draft is closed
        mine = working_drafts.c.id == int(draft.rpartition("/")[2])
        connection.execute(update(working_drafts).where(mine).values(state="open", document_id=None))
    assert client.post(f"{draft}/trinh").headers["location"] == first
