"""What rendering makes of a few documents, kept as canonical XML: a change of layout shows here, line by line.

After a change that is meant: ``DOCGEN_REGENERATE=1 pytest tests/golden``, then read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from lxml import etree

from docgen.drafting import read_draft
from docgen.rendering import Renderer, TemplateFolder
from tests.unit.rendering.rendered import LEGAL_REFS, ROOT, TEMPLATES, Rendered

FOLDER = Path(__file__).parent
DRAFTS = (
    "samples/ke-hoach/ha-nam-2023.vb.txt",
    "samples/cong-van/ha-tinh-6926-2022.vb.txt",
    "samples/quyet-dinh/thanh-lap-hoi-dong-ha-nam-2023.vb.txt",
    "samples/quyet-dinh/ban-hanh-quy-che-2023.vb.txt",
    "templates/bien-ban/bien-ban.vb.txt",
)
PARTS = ("word/document.xml", "word/footnotes.xml")
REGENERATE = os.environ.get("DOCGEN_REGENERATE") == "1"


def write_canonical(part: bytes) -> str:
    """Return a part as canonical XML with line breaks between blocks, for people who compare."""
    text = etree.tostring(etree.fromstring(part), method="c14n").decode("utf-8")
    return re.sub(r"(?=<w:(?:p|tbl|tr|tc|sectPr|footnote)>|<w:footnote )", "\n", text) + "\n"


@pytest.mark.parametrize("draft", DRAFTS)
def test_rendered_parts_are_those_that_were_read_and_kept(draft: str) -> None:
    document = read_draft(ROOT / draft).document
    rendered = Rendered(Renderer(TemplateFolder(TEMPLATES), LEGAL_REFS).render(document))
    stem = Path(draft).name.removesuffix(".vb.txt")
    for part in PARTS:
        kept = FOLDER / f"{stem}.{Path(part).name}"
        made = write_canonical(rendered.parts[part])
        if REGENERATE:
            kept.write_text(made, encoding="utf-8")
            continue
        assert made == kept.read_text(encoding="utf-8"), f"{kept.name}: DOCGEN_REGENERATE=1 pytest tests/golden"
    if REGENERATE:
        pytest.skip("written, not compared: read the difference")


def test_nothing_is_kept_that_no_test_reads() -> None:
    stems = [Path(draft).name.removesuffix(".vb.txt") for draft in DRAFTS]
    expected = {f"{stem}.{Path(part).name}" for stem in stems for part in PARTS}
    assert {path.name for path in FOLDER.glob("*.xml")} == expected
