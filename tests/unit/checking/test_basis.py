"""The clauses that a rule may name."""

from __future__ import annotations

import pytest

from docgen.checking.basis import find_basis_problems, is_practice

DECREE = "Nghị định 30/2020/NĐ-CP, "


@pytest.mark.parametrize(
    "clause",
    [
        "Phụ lục I, Phần I, Mục I, khoản 1",
        "Phụ lục I, Phần I, Mục II, khoản 6, điểm đ",
        "Phụ lục I, Phần I, Mục II, khoản 9, điểm b và c",
        "Phụ lục I, Phần I, Mục V",
        "Phụ lục I, Phần I, Mục V, ghi chú 1",
        "Phụ lục II, Mục III, khoản 1, điểm a",
        "Phụ lục III, Mẫu 1.10",
        "Phụ lục III, Phần I",
        "Điều 13, khoản 2",
        "Điều 8",
    ],
)
def test_clauses_that_the_decree_has(clause: str) -> None:
    assert list(find_basis_problems(DECREE + clause)) == []


@pytest.mark.parametrize(
    "clause",
    [
        "Phụ lục I, Phần I, Mục I, khoản 8",
        "Phụ lục I, Phần I, Mục II, khoản 5, điểm c",
        "Phụ lục I, Phần III, Mục I",
        "Phụ lục II, Mục VI",
        "Phụ lục III, Mẫu 1.11",
        "Điều 39",
        "đâu đó",
    ],
)
def test_clauses_that_it_has_not(clause: str) -> None:
    assert list(find_basis_problems(DECREE + clause)) != []


def test_several_clauses_and_practice() -> None:
    assert list(find_basis_problems(f"{DECREE}Điều 8; {DECREE}Phụ lục III, Mẫu 1.2")) == []
    assert list(find_basis_problems("Nghị định 110/2004/NĐ-CP, Điều 8")) != []
    assert is_practice("thực tiễn: cách ghi phổ biến")
    assert list(find_basis_problems("thực tiễn")) == []
