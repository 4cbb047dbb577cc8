"""Papers of a round as LibreOffice lays them out: no heading stands alone at the foot of a page."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from docgen.office import convert_to_pdf
from docgen.workflow.round_issued import Issued
from tests.support.rounds import build_documents, read_sample
from tests.unit.rendering.rendered import RENDERER

pytestmark = pytest.mark.slow

DAY = datetime.date(2021, 12, 31)


def test_no_heading_is_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    """With these numbers LibreOffice leaves "Điều 3" alone on the first page, unless it is asked again."""
    issued = {"plan": Issued("02/KH-UBND", DAY), "council": Issued("01/QĐ-UBND", DAY)}
    documents = build_documents(read_sample("hai-duong-2021"), issued, frozenset({"council"}))
    source = tmp_path / "quyet-dinh.docx"
    source.write_bytes(RENDERER.render(documents["council"]))
    (conversion,) = convert_to_pdf([source], tmp_path)
    assert conversion.pdf is not None, conversion
    first, second = [page.extract_text() for page in PdfReader(conversion.pdf).pages][:2]
    assert first.strip().endswith("bên có ý kiến của Chủ tịch Hội đồng.")
    assert "Điều 3. Nhiệm vụ của Tổ Thư ký" in second
