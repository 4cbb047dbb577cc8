"""Reading takes time in proportion to the text: ten times as much text, about ten times as long, never a hundred."""

from __future__ import annotations

import time

import pytest
from draft_texts import make_draft

from docgen.drafting import DraftError, parse_draft

_SIZE = 400_000
_TIMES = 8
# Linear reading takes 8 times as long, quadratic reading 64 times; a busy machine may double either.
_LIMIT = 32
# What takes less than this is over before a clock can tell.
_FLOOR_S = 0.05


def _read(text: str) -> float:
    """Return the seconds of this process that reading a draft takes, and telling what is wrong with it."""
    started = time.process_time()
    try:
        parse_draft(text, {})
    except DraftError as error:
        str(error)
    return time.process_time() - started


def _check_growth(short: str, long: str) -> None:
    floor = max(min(_read(short) for _ in range(2)), _FLOOR_S)
    assert _read(long) < _LIMIT * floor


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
def test_much_of_anything(pattern: str) -> None:
    count = _SIZE // len(pattern)
    _check_growth(make_draft(pattern * (count // _TIMES)), make_draft(pattern * count))


@pytest.mark.slow
def test_many_footnotes() -> None:
    def make(count: int) -> str:
        return make_draft("".join(f"Đoạn[^{n}].\n[^{n}]: Chú thích.\n" for n in range(count)))

    _check_growth(make(1_000), make(1_000 * _TIMES))
    assert len(parse_draft(make(1_000), {}).body) == 1_000
