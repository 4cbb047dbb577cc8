"""Reading takes time in proportion to the text: ten times as much text, about ten times as long, never a hundred."""

from __future__ import annotations

import time

import pytest
from draft_texts import make_draft

from docgen.drafting import DraftError, parse_draft

_SIZE = 500_000
# Quadratic reading of this much takes minutes; linear reading takes a second, on a busy machine some more.
_LIMIT_S = 15.0


@pytest.mark.slow
@pytest.mark.parametrize(
    "pattern",
    [
        "Ủy ban nhân dân tỉnh ban hành kế hoạch.\n",
        "Ủy ban nhân dân tỉnh ban hành kế hoạch. ",
        *(
            "*",
            "|",
            "[",
            "]",
            "\\",
            "[^",
            "[[",
            "* ",
            "(*",
            "** ",
            "\\( *",
            "\x01",
            " ",
            "1.",
            ":::\n",
            "e\u0301\u0302",
        ),
    ],
)
def test_half_a_megabyte_of_anything(pattern: str) -> None:
    text = make_draft(pattern * (_SIZE // len(pattern)))
    started = time.perf_counter()
    try:
        parse_draft(text, {})
    except DraftError as error:
        str(error)
    assert time.perf_counter() - started < _LIMIT_S


@pytest.mark.slow
def test_many_footnotes() -> None:
    body = "".join(f"Đoạn[^{n}].\n[^{n}]: Chú thích.\n" for n in range(20_000))
    started = time.perf_counter()
    assert len(parse_draft(make_draft(body), {}).body) == 20_000
    assert time.perf_counter() - started < _LIMIT_S
