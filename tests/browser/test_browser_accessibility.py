"""Every page, on a desk and on a phone: nothing that axe finds against WCAG 2.2 AA, nothing wider than the screen."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import AXE
from running_office import RunningOffice

from docgen.records.documents import Actor, approve, return_document
from docgen.records.dossier_contents import INCOMING, OUTGOING, Item
from docgen.records.dossier_metadata import DossierMetadata
from docgen.records.dossiers import add_documents, create_dossier
from docgen.records.incoming import Arrival, assign, register_arrival
from docgen.records.incoming_metadata import IncomingMetadata
from docgen.records.organs import get_organ
from docgen.records.submission import read_submission, submit

pytestmark = pytest.mark.slow

Visit = Callable[..., Any]
# DOCGEN_SCREENSHOTS=folder keeps a picture of every page, to be looked at.
PICTURES = os.environ.get("DOCGEN_SCREENSHOTS", "")
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# What hangs on the width; names, labels, roles and colours are the same on a phone.
PHONE_RULES = {
    "type": "rule",
    "values": [
        "target-size",
        "scrollable-region-focusable",
        "meta-viewport",
        "css-orientation-lock",
        "link-in-text-block",
    ],
}
SAMPLES = Path(__file__).parents[2] / "samples"
PAGES = (
    "/", "/du-thao/moi", "/den", "/den/moi", "/so/di", "/so/den", "/so/theo-doi", "/so/di/in", "/tim",
    "/tim?hoi=ke+hoach", "/ho-so", "/ho-so/moi", "/luu-tru", "/dot", "/dot/xep-hang", "/hang-loat", "/cong-viec",
    "/vien-dan", "/quan-tri", "/quan-tri/nguoi-dung", "/quan-tri/co-quan", "/quan-tri/mau", "/quan-tri/mau/cong-van",
    "/quan-tri/nhat-ky",
    "/mat-khau", "/khoa-api", "/khong-co-trang-nay",
)  # fmt: skip


@pytest.fixture(scope="module")
def records(running: RunningOffice) -> list[str]:
    """Return the pages of documents at every stage, an incoming document and a dossier, which are made here."""
    store, now = running.open_store(), datetime.now(UTC)
    clerk, chief, registrar = (Actor(name, now) for name in ("hoa", "an", "mai"))
    names = ("ke-hoach/ha-nam-2023", "ke-hoach/ha-tinh-2022", "quyet-dinh/thanh-lap-hoi-dong-ha-nam-2023")
    keys = [int(submit(store, read_submission(SAMPLES / f"{name}.vb.txt"), clerk)["id"]) for name in names]
    approve(store, keys[0], chief)
    return_document(store, keys[1], chief, "Bổ sung căn cứ pháp lý")
    with store.read() as connection:
        organ = get_organ(connection, "Ủy ban nhân dân tỉnh Hà Nam")
    arrived = IncomingMetadata(
        organ_name="Sở Tài chính", code_number="123", code_notation="STC-VP", subject="V/v lập dự toán năm 2027",
        promulgation_date=date(2026, 9, 1), due_date=date(2026, 9, 30), priority=2,
    )  # fmt: skip
    incoming = register_arrival(store, Arrival(organ, arrived), registrar)["id"]
    assign(store, incoming, registrar, "Phòng Cải cách hành chính", instruction="Chủ trì tham mưu")
    given = DossierMetadata(
        file_catalog=2026, file_notation="01.CCHC", title="Chỉ số cải cách hành chính năm 2026", maintenance="20 năm"
    )
    dossier = create_dossier(store, organ, given, clerk)["id"]
    add_documents(store, dossier, [Item(OUTGOING, keys[0]), Item(INCOMING, incoming)], clerk)
    store.close()
    return [*(f"/van-ban/{key}" for key in keys), f"/den/{incoming}", f"/ho-so/{dossier}?hoi=ke+hoach"]


def check(page: Any, url: str, name: str) -> list[str]:
    """Return what is wrong with a page as it stands."""
    wrong = []
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
        wrong.append(f"{url}: rộng hơn màn hình")
    if AXE.is_file():
        page.evaluate(AXE.read_text(encoding="utf-8"))
        rules = PHONE_RULES if page.viewport_size["width"] < 600 else RULES
        found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
        wrong += [f"{url}: {item['id']}: {item['nodes'][0]['html'][:160]}" for item in found["violations"]]
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
    return wrong


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_accessible(visit: Visit, records: list[str], width: int) -> None:
    page = visit("quantri", width=width)
    wrong: list[str] = []
    for url in (*PAGES, *records):
        page.goto(url)
        wrong += check(page, url, f"{width}{url.partition('?')[0].replace('/', '_')}")
    # Pages that come of a form: a draft, a round with its ranking, a table that was ranked, mistakes, a job.
    page.goto("/du-thao/moi")
    page.select_option("#co_quan", "ubnd-tinh-ha-nam")
    page.click("text=Bắt đầu soạn")
    page.wait_for_selector("#xem-truoc > div")
    wrong += check(page, page.url, f"{width}_du-thao")
    page.goto("/dot")
    page.select_option("#mau", "ha-nam-2023")
    page.click("button:has-text('Thêm đợt')")
    page.wait_for_selector("svg.chart")
    wrong += check(page, page.url, f"{width}_dot_ket-qua")
    page.click("button:has-text('Dựng ')")
    page.wait_for_selector("#viec")
    wrong += check(page, page.url, f"{width}_viec")
    page.goto("/dot/xep-hang")
    page.set_input_files(
        "#bang", {"name": "diem.csv", "mimeType": "text/csv", "buffer": "Đơn vị,Tổng điểm\nXã Một,chín\n".encode()}
    )
    page.click("button:has-text('Xếp hạng')")
    page.wait_for_selector("table.problems")
    wrong += check(page, page.url, f"{width}_dot_loi")
    page.goto("/den/moi")
    page.fill("#organ_name", "Sở Y tế")
    page.fill("#subject", "Báo cáo")
    page.fill("#due_date", "sắp tới")
    page.click("button:has-text('Đăng ký và cấp số đến')")
    page.wait_for_selector("#due_date-loi")
    wrong += check(page, page.url, f"{width}_den_loi")
    assert not wrong, "\n".join(wrong)
