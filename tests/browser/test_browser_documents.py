"""The way of a document through real browsers: drafted, mended, submitted, approved, numbered, put away, exported."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from running_office import PASSWORD, RunningOffice

pytestmark = pytest.mark.slow

Visit = Callable[..., Any]
SUBJECT = "Xác định Chỉ số cải cách hành chính năm 2026"
BODY = """Ủy ban nhân dân tỉnh ban hành Kế hoạch  xác định Chỉ số cải cách hành chính năm 2026, như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Đánh giá khách quan kết quả cải cách hành chính của các sở, ban, ngành.
2. Yêu cầu
Việc đánh giá bảo đảm công khai, đúng thời hạn.
II. TỔ CHỨC THỰC HIỆN
Giao Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan triển khai thực hiện Kế hoạch này."""


def wait_until_saved(page: Any) -> None:
    page.get_by_text("Đã lưu", exact=True).wait_for()


def begin_plan(page: Any, body: str = BODY, subject: str = SUBJECT) -> str:
    """Begin a plan and fill its form; return the address of the draft, once it is saved."""
    page.goto("/du-thao/moi")
    page.select_option("#loai", "ke-hoach")
    page.select_option("#co_quan", "ubnd-tinh-ha-nam")
    page.click("text=Bắt đầu soạn")
    page.wait_for_url(re.compile(r"/du-thao/\d+"))
    page.fill("[id='f.subject']", subject)
    # Groups of the form are closed until they are needed.
    page.eval_on_selector_all("details.group", "groups => groups.forEach(group => group.open = true)")
    page.fill("[id='f.recipients']", "Bộ Nội vụ\nTT Tỉnh ủy, TT HĐND tỉnh\nLưu: VT, NC")
    page.fill("[id='f.signature.competence']", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH")
    page.fill("[id='f.signature.position']", "PHÓ CHỦ TỊCH")
    page.fill("[id='f.signature.full_name']", "Nguyễn Thị Lan")
    page.fill("#noi_dung", body)
    wait_until_saved(page)
    return str(page.url)


def hand_in(page: Any) -> str:
    page.click("text=Trình duyệt")
    page.wait_for_url(re.compile(r"/van-ban/\d+"))
    return re.sub(r"\?.*", "", str(page.url))


def test_a_plan_from_the_first_word_to_the_archive(visit: Visit, running: RunningOffice, tmp_path: Path) -> None:
    clerk = visit("hoa")
    begin_plan(clerk)
    clerk.wait_for_selector("#xem-truoc .sheets img")
    assert clerk.evaluate("document.querySelector('#xem-truoc img').naturalWidth") > 300
    # A finding is mended by its button, and is gone.
    clerk.get_by_role("button", name="Sửa lỗi TX005").click()
    clerk.wait_for_url(re.compile(r"da=da-sua"))
    clerk.wait_for_selector("#xem-truoc .sheets img")
    assert clerk.get_by_role("button", name="Sửa lỗi TX005").count() == 0
    assert "Kế hoạch xác định" in clerk.input_value("#noi_dung")
    url = hand_in(clerk)

    chief = visit("an")
    chief.click(f"text={SUBJECT}")
    chief.wait_for_selector("#c-trang")
    chief.click("button:has-text('Duyệt phiên bản')")
    chief.wait_for_selector("text=Đã duyệt văn bản.")

    registrar = visit("mai")
    registrar.goto(url)
    # Twice, before the first answer comes: one number.
    registrar.dblclick("button:has-text('Cấp số và ban hành')", no_wait_after=True)
    registrar.wait_for_selector(".badge.s-issued")
    # Whichever number is next: the tests of this office come in any order.
    assert re.search(r"số \d+/KH-UBND", registrar.inner_text("main"))
    # Back, and the same button again: it is the same number.
    registrar.go_back()
    again = registrar.locator("button:has-text('Cấp số và ban hành')")
    if again.count():
        again.click()
        registrar.wait_for_selector("text=đã được ban hành từ trước")
    registrar.goto("/so/di")
    assert registrar.locator(f"table.register td:has-text('{SUBJECT}')").count() == 1

    archivist = visit("luu")
    archivist.goto("/ho-so/moi")
    archivist.select_option("#organ", label="Ủy ban nhân dân tỉnh Hà Nam")
    archivist.fill("#file_notation", "01.CCHC")
    archivist.fill("#title", "Chỉ số cải cách hành chính năm 2026")
    archivist.fill("#maintenance", "20 năm")
    archivist.click("button:has-text('Lập hồ sơ')")
    archivist.fill("#hoi", "chi so cai cach")
    archivist.click("#c-them ~ form button:has-text('Tìm')")
    archivist.check("input[name=van_ban]")
    archivist.click("button:has-text('Đưa vào hồ sơ')")
    archivist.wait_for_selector("text=Đã đưa văn bản vào hồ sơ.")
    archivist.click("button:has-text('Xuất gói lưu trữ')")
    archivist.wait_for_selector("a:has-text('Tải ho-so')")
    with archivist.expect_download() as download:
        archivist.click("a:has-text('Tải ho-so')")
    package = tmp_path / "goi.zip"
    download.value.save_as(package)
    with zipfile.ZipFile(package) as opened:
        assert any(name.endswith(".docx") for name in opened.namelist())
    archivist.goto("/luu-tru")
    archivist.set_input_files("#goi", package)
    archivist.click("button:has-text('Kiểm tra')")
    archivist.wait_for_selector("text=Gói nguyên vẹn")


def test_two_clicks_at_once_give_one_number(visit: Visit, running: RunningOffice) -> None:
    clerk, chief, registrar = visit("hoa"), visit("an"), visit("mai")
    begin_plan(clerk, subject="Kế hoạch bấm hai lần")
    url = hand_in(clerk)
    chief.goto(url)
    chief.click("button:has-text('Duyệt phiên bản')")
    chief.wait_for_selector("text=Đã duyệt văn bản.")
    registrar.goto(url)
    # Without the script that spares the second request: two requests at the same time.
    codes = registrar.evaluate(
        """async () => {
             const form = document.querySelector('form[action$="/ban-hanh"]');
             const send = () => fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))});
             const answers = await Promise.all([send(), send(), send()]);
             return Promise.all(answers.map(async (answer) => [answer.status, answer.url, await answer.text()]));
           }"""
    )
    assert [status for status, *_ in codes] == [200, 200, 200]
    numbers = {re.search(r"số (\d+/KH-UBND)", text)[1] for *_, text in codes}  # type: ignore[index]
    assert len(numbers) == 1
    store = running.open_store()
    with store.read() as connection:
        rows = connection.exec_driver_sql("select code_number from documents where code_number is not null").fetchall()
    store.close()
    assert sorted(row[0] for row in rows) == list(range(1, len(rows) + 1))


def test_an_expired_session_in_the_middle_of_a_form_loses_nothing(visit: Visit) -> None:
    registrar = visit("mai")
    registrar.goto("/den/moi")
    registrar.select_option("#organ", index=1)
    registrar.fill("#organ_name", "Sở Tài chính")
    registrar.fill("#subject", "V/v lập dự toán; <script>document.title='hỏng'</script>")
    registrar.fill("#code", "9/STC-VP")
    registrar.context.clear_cookies()
    registrar.click("button:has-text('Đăng ký và cấp số đến')")
    registrar.wait_for_selector("text=Phiên làm việc đã hết")
    registrar.fill("#ten", "mai")
    registrar.fill("#mat_khau", PASSWORD)
    registrar.click("button:has-text('Đăng nhập')")
    registrar.wait_for_selector("text=Gửi lại những gì vừa nhập")
    assert "Sở Tài chính" in registrar.inner_text("main")
    registrar.click("button:has-text('Gửi lại')")
    registrar.wait_for_selector("text=Đã đăng ký và cấp số đến.")
    # Scripts in fields are text.
    assert "<script>" in registrar.inner_text("h1")
    assert registrar.title().startswith("Văn bản đến số ")
    registrar.goto("/den")
    assert registrar.locator("text=V/v lập dự toán").count() == 1


def test_an_expired_session_in_the_editor_keeps_the_text(visit: Visit) -> None:
    clerk = visit("hoa")
    begin_plan(clerk, subject="Kế hoạch hết phiên")
    clerk.context.clear_cookies()
    clerk.fill("#noi_dung", BODY + "\nCâu gõ sau khi hết phiên.")
    clerk.wait_for_selector("#het-phien:not([hidden])")
    clerk.click("#bien-tap button:has-text('Lưu') >> nth=0")
    clerk.fill("#ten", "hoa")
    clerk.fill("#mat_khau", PASSWORD)
    clerk.click("main button:has-text('Đăng nhập')")
    clerk.click("main button:has-text('Gửi lại')")
    clerk.wait_for_url(re.compile(r"/du-thao/\d+"))
    assert "Câu gõ sau khi hết phiên." in clerk.input_value("#noi_dung")


def test_two_clerks_in_one_draft_get_the_merge_page(visit: Visit) -> None:
    first, second = visit("hoa"), visit("binh")
    url = begin_plan(first, subject="Kế hoạch hai người")
    second.goto(url)
    second.fill("#noi_dung", BODY.replace("công khai", "khách quan"))
    wait_until_saved(second)
    first.fill(
        "#noi_dung", BODY.replace("công khai", "minh bạch").replace("Sở Nội vụ chủ trì", "Sở Nội vụ làm đầu mối")
    )
    first.wait_for_selector("#xung-dot:not([hidden])")
    assert "binh" in first.inner_text("#xung-dot")
    first.click("text=Gộp hai bản")
    first.wait_for_selector("legend:has-text('Cả hai cùng sửa chỗ này')")
    first.check("label:has-text('Lấy của tôi') input")
    first.click("button:has-text('Lưu bản đã gộp')")
    first.wait_for_selector("#noi_dung")
    merged = first.input_value("#noi_dung")
    assert "minh bạch" in merged
    assert "khách quan, đúng thời hạn" not in merged
    assert "làm đầu mối" in merged
    first.goto("/")


def test_scripts_and_marks_in_a_draft_stay_text(visit: Visit) -> None:
    clerk = visit("hoa")
    hostile = '<img src=x onerror="document.body.dataset.hacked=1"> {{ 7*7 }} ${alert(1)}'
    begin_plan(clerk, body=BODY + "\n" + hostile, subject=f"Kế hoạch {hostile}")
    clerk.wait_for_selector("#xem-truoc > div")
    assert clerk.evaluate("document.body.dataset.hacked") is None
    clerk.reload()
    assert hostile in clerk.input_value("#noi_dung")
    clerk.goto("/")
    assert clerk.evaluate("document.body.dataset.hacked") is None
    assert hostile.split()[0] in clerk.inner_text("main")
