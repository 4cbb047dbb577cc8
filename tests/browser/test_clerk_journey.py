"""The clerk's day in a real browser: a plan is drafted, mended, handed in, approved, numbered."""

from __future__ import annotations

import re
from typing import Any

import pytest
from web_office import Office

from docgen.records.roles import Role

pytestmark = pytest.mark.slow

BODY = """Ủy ban nhân dân tỉnh xây dựng Kế hoạch  kiểm tra công tác văn thư như sau:
I. MỤC ĐÍCH
1. Đánh giá việc thực hiện quy định."""


def test_a_plan_from_the_first_word_to_its_number(served: tuple[Office, str], at_browser: Any) -> None:
    office, _ = served
    clerk = at_browser(Role.DRAFTER)
    page = clerk.go("/du-thao/moi")
    page.get_by_label("Loại văn bản").select_option("ke-hoach")
    page.get_by_label("Cơ quan ban hành").select_option("ubnd-tinh-ha-nam")
    page.get_by_role("button", name="Bắt đầu soạn").click()
    page.get_by_label("Trích yếu nội dung").fill("Kiểm tra công tác văn thư năm 2026")
    page.get_by_label("Họ tên người ký").fill("Phạm Đức Khải")
    body = page.locator("#noi_dung")
    body.fill(BODY)

    # Enter goes on counting, Tab goes down a level.
    body.press("Control+End")
    body.press("Enter")
    body.press_sequentially("Kịp thời chấn chỉnh.")
    body.press("Enter")
    body.press("Tab")
    body.press_sequentially("Ở cấp tỉnh;")
    assert body.input_value().endswith("\n2. Kịp thời chấn chỉnh.\na) Ở cấp tỉnh;")
    body.press("Enter")
    body.press_sequentially("Ở cấp xã.")
    assert body.input_value().endswith("\nb) Ở cấp xã.")

    # The pages and the finding come by themselves; one click mends it.
    page.get_by_alt_text(re.compile("Trang 1 của")).wait_for(timeout=30_000)
    page.get_by_role("button", name="Sửa lỗi TX005").click()
    page.get_by_text("Đã sửa lỗi trong dự thảo.").wait_for(timeout=30_000)
    assert "Kế hoạch kiểm tra" in page.locator("#noi_dung").input_value()
    page.get_by_alt_text(re.compile("Trang 1 của")).wait_for(timeout=30_000)
    page.get_by_role("button", name="Trình duyệt").click()
    page.wait_for_url(re.compile(r"/van-ban/\d+"))
    where = page.url.split("?")[0].removeprefix(clerk.address)

    chief = at_browser(Role.APPROVER)
    page = chief.go("/")
    page.get_by_role("link", name="Kế hoạch Kiểm tra công tác văn thư năm 2026").click()
    page.get_by_role("button", name="Duyệt phiên bản 1").click()
    page.get_by_text("Đã duyệt văn bản.").wait_for()

    registry = at_browser(Role.REGISTRY)
    page = registry.go(where)
    page.get_by_role("button", name="Cấp số và ban hành").dblclick()
    page.get_by_text(re.compile("01/KH-UBND")).first.wait_for(timeout=60_000)
    key = int(where.rsplit("/", 1)[1])
    assert office.state_of(key) == "issued"
    with page.expect_download() as download:
        page.get_by_role("link", name="01-KH-UBND.pdf").click()
    assert download.value.suggested_filename == "01-KH-UBND.pdf"


def test_what_is_typed_outlives_an_expired_session(served: tuple[Office, str], at_browser: Any) -> None:
    office, _ = served
    clerk = at_browser(Role.DRAFTER)
    page = clerk.go("/du-thao/moi")
    page.get_by_label("Cơ quan ban hành").select_option("ubnd-tinh-ha-nam")
    page.get_by_role("button", name="Bắt đầu soạn").click()
    page.locator("#noi_dung").wait_for()
    office.clock.advance(hours=3)
    page.locator("#noi_dung").fill("Những gì gõ sau khi phiên đã hết.")
    page.get_by_text("Phiên làm việc đã hết.").wait_for(timeout=15_000)
    assert page.locator("#noi_dung").input_value() == "Những gì gõ sau khi phiên đã hết."
    clerk.complaints.clear()  # the refused saving


def test_keyboard_reaches_the_content_first(at_browser: Any) -> None:
    page = at_browser(Role.ARCHIVIST).go("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


def test_pages_fit_a_phone(at_browser: Any) -> None:
    person = at_browser(Role.ADMIN)
    person.page.set_viewport_size({"width": 360, "height": 740})
    for url in ("/", "/du-thao/moi", "/so/di", "/tim", "/vien-dan", "/quan-tri", "/quan-tri/co-quan", "/mat-khau"):
        page = person.go(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, url
