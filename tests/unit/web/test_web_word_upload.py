"""A Word file that was edited outside: its changes become the next version, the file itself is kept beside it."""

from __future__ import annotations

import io
import re

from docx import Document as Word
from web_office import Office

from docgen.records.roles import Role
from docgen.records.verify import verify_store

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_the_file_is_kept_beside_the_version_that_was_made_of_it(office: Office) -> None:
    key, client = office.hand_in(), office.client(Role.DRAFTER)
    word = Word(io.BytesIO(client.get(f"/van-ban/{key}/word").content))
    line = next(one for one in word.paragraphs if "Đánh giá việc thực hiện" in one.text)
    line.runs[-1].text = line.runs[-1].text.rstrip(".") + "; biểu dương kịp thời."
    written = io.BytesIO()
    word.save(written)
    answer = client.post(f"/van-ban/{key}/word", files={"tep_word": ("../bản <sửa>.docx", written.getvalue(), DOCX)})
    assert answer.status_code == 200, answer.text
    assert "biểu dương" in answer.text
    page = client.get(f"/van-ban/{key}").text
    assert "phiên bản 2 đang soạn" in page
    link = re.search(rf'href="(/van-ban/{key}/tep/[0-9a-f]{{64}})" download>bản -sửa-.docx', page)
    assert link is not None, page
    assert client.get(link[1]).content == written.getvalue()
    draft = re.search(r"/du-thao/(\d+)", answer.text)
    assert draft is not None
    assert client.post(f"/du-thao/{draft[1]}/trinh").status_code == 303
    page = client.get(f"/van-ban/{key}").text
    assert "tệp Word đã gửi" in page
    assert client.get(link[1]).content == written.getvalue()
    assert office.client(Role.ARCHIVIST).get(link[1].replace(f"/{key}/", f"/{office.hand_in()}/")).status_code == 404
    assert verify_store(office.store).problems == ()


def test_what_is_no_word_file_changes_nothing(office: Office) -> None:
    key, client = office.hand_in(), office.client(Role.DRAFTER)
    for data in (b"", b"%PDF-1.7", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0"):
        answer = client.post(f"/van-ban/{key}/word", files={"tep_word": ("a.docx", data, DOCX)})
        assert answer.status_code == 422, data
    assert "đang soạn" not in client.get(f"/van-ban/{key}").text
