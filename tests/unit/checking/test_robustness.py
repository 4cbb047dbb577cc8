"""Whatever is cut out of a document, moved, doubled or blanked: the checker answers and never raises."""

from __future__ import annotations

import copy
from contextlib import suppress

import pytest
from base_documents import base_names, render_base
from docx_package import Package, w
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import LAYOUTS

from docgen.checking import check_document
from docgen.errors import InputError
from docgen.ooxml import read_document_bytes

_TEXTS = (
    "",
    " ",
    "/",
    "Số:/-",
    "ngày tháng năm",
    "Phụ lục",
    "(",
    "Kính gửi:",
    "Căn cứ",
    "Nơi nhận:",
    "Điều",
    "TM. ",
    "KHẨN",
)
_STEPS = st.lists(
    st.tuples(st.sampled_from(["cut", "double", "move", "write"]), st.floats(0, 1), st.floats(0, 1)),
    min_size=1,
    max_size=12,
)


def _spoil(package: Package, steps: list[tuple[str, float, float]]) -> None:
    for step, here, there in steps:
        elements = list(package.part().iter(w("p"), w("tr"), w("tc"), w("tbl"), w("r"), w("t")))
        if not elements:
            return
        element = elements[round(here * (len(elements) - 1))]
        other = elements[round(there * (len(elements) - 1))]
        if step == "cut":
            element.getparent().remove(element)
        elif step == "double":
            element.addnext(copy.deepcopy(element))
        elif step == "write":
            for node in element.iter(w("t")):
                node.text = _TEXTS[round(there * (len(_TEXTS) - 1))]
        elif element is not other and element not in other.iterancestors() and other not in element.iterancestors():
            other.addnext(element)


@pytest.mark.slow
@given(name=st.sampled_from(base_names()), layout=st.sampled_from(sorted(LAYOUTS)), steps=_STEPS)
@settings(max_examples=150)
def test_checker_never_raises(name: str, layout: str, steps: list[tuple[str, float, float]]) -> None:
    package = Package(LAYOUTS[layout](render_base(name)))
    _spoil(package, steps)
    with suppress(InputError):
        check_document(read_document_bytes(package.save()), strict=True)
