"""Văn bản được viện dẫn ghi cơ quan ban hành không có vào ngày ban hành.

Tìm gì: ngày ban hành ghi ở chỗ viện dẫn sau ngày cơ quan đó không còn (bộ đã hợp nhất từ ngày 01/3/2025; huyện, quận,
thị xã và tỉnh đã hợp nhất từ ngày 01/7/2025), hoặc trước ngày cơ quan đó được thành lập. Ngày hoặc tên cơ quan ghi sai.

Vì sao: viện dẫn phải ghi đúng thời gian ban hành, tên cơ quan ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục
II, khoản 6, điểm b).

Sai: Quyết định số 15/QĐ-UBND ngày 10/8/2025 của UBND tỉnh Hà Nam …

Đúng: Quyết định số 15/QĐ-UBND ngày 10/8/2025 của UBND tỉnh Ninh Bình …
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docgen.checking.findings import CannotJudge, Fault, Severity
from docgen.checking.judged_citations import cited_in_text
from docgen.checking.subject import Subject
from docgen.checking.territory import REFORM_DAY, find_new_province
from docgen.citations.catalogue.agencies import Agency, load_issuers
from docgen.errors import LegalRefError
from docgen.vietnamese.dates import format_short_date

CODE = "CT010"
NAME = "ended-issuer-cited"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm b"
L_ID = "L29"

_DISTRICTS = ("huyen", "quan", "thi xa", "thi tran")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every citation whose agency did not exist on its date."""
    for cited in cited_in_text(subject):
        citation = cited.citation
        if citation.date is None or not citation.issuer:
            continue
        try:
            agency = load_issuers().find_agency(citation.issuer)
        except LegalRefError as error:
            raise CannotJudge(str(error)) from error
        if agency is not None and not _existed(agency, citation.date):
            day = format_short_date(citation.date)
            message = f"“{citation.text}”: không có {citation.issuer} vào ngày {day}."
            yield Fault(cited.passage.where, message, "ngày và tên cơ quan ban hành khớp nhau", citation.issuer)


def _existed(agency: Agency, day: datetime.date) -> bool:
    if not agency.issuer.existed_on(day):
        return False
    if not agency.is_local or day < REFORM_DAY:
        return True
    is_former_province = agency.level == "tinh" and find_new_province(agency.place) is not None
    return agency.level not in _DISTRICTS and not is_former_province
