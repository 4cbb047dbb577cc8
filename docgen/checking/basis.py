"""Whether the basis of a rule resolves: the clause that it names is one that the decree has.

A basis is one or more clauses with "; " between them, each "Nghị định 30/2020/NĐ-CP, …" with:
"Điều 13, khoản 2" · "Phụ lục I, Phần I, Mục II, khoản 6, điểm đ" · "Phụ lục I, Phần I, Mục V" (the table of sizes, with
", ghi chú 1") · "Phụ lục II, Mục III, khoản 1, điểm a" · "Phụ lục III, Phần I" · "Phụ lục III, Mẫu 1.2". A rule that is
derived and not written in the decree says "thực tiễn" (with ": " and what it follows) and is no error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_DECREE = "Nghị định 30/2020/NĐ-CP, "
_PRACTICE = "thực tiễn"
# Points (điểm) of the clauses (khoản) of every section (mục) of Annex I; "" for a clause without points.
_ANNEX_I: Mapping[tuple[str, str], Mapping[int, str]] = {
    ("I", "I"): dict.fromkeys(range(1, 8), ""),
    ("I", "II"): {
        1: "abc", 2: "abc", 3: "abcd", 4: "abc", 5: "ab", 6: "abcdđeg", 7: "abcdđ", 8: "abc", 9: "abcd",
    },
    ("I", "III"): {1: "abcdđe", 2: "abc", 3: "", 4: ""},
    ("I", "IV"): {1: "", 2: ""},
    ("I", "V"): {},
    ("II", "I"): {1: "", 2: "abcd", 3: "abc"},
    ("II", "II"): {1: "abcdđeg", 2: "abcd", 3: "ab"},
}  # fmt: skip
_ANNEX_II: Mapping[str, Mapping[int, str]] = {
    "I": {},
    "II": {1: "ab", 2: "ab"},
    "III": {1: "abcdđ", 2: "ab"},
    "IV": {1: "ab", 2: "ab"},
    "V": {1: "", 2: "", 3: "", 4: "", 5: "", 6: "", 7: "", 8: "abc", 9: "", 10: ""},
}
_FORMS = frozenset({*(f"1.{number}" for number in range(1, 11)), "2.1", "2.2", "3.1", "3.2"})
_LAST_ARTICLE = 38
_TAIL = r"(?:, khoản (?P<clause>\d{1,2}))?(?:, điểm (?P<point>[a-zđ](?: và [a-zđ]|, [a-zđ])*))?"
_ARTICLE = re.compile(rf"Điều (?P<article>\d{{1,2}}){_TAIL}")
_FIRST = re.compile(rf"Phụ lục I, Phần (?P<part>I{{1,2}}), Mục (?P<section>[IV]+){_TAIL}(?:, ghi chú \d+)?")
_SECOND = re.compile(rf"Phụ lục II, Mục (?P<section>[IV]+){_TAIL}")
_THIRD = re.compile(r"Phụ lục III(?:, Phần (?:I|II)|, Mẫu (?P<form>\d\.\d{1,2}))?(?:, ghi chú \d+)?")


def is_practice(basis: str) -> bool:
    """Whether a rule is derived from practice and not written in a text."""
    return basis.startswith(_PRACTICE)


def find_basis_problems(basis: str) -> Iterator[str]:
    """Yield what does not resolve in a basis (Vietnamese); nothing when all of it does."""
    if is_practice(basis):
        return
    for clause in basis.split("; "):
        if not clause.startswith(_DECREE):
            yield f"“{clause}” không bắt đầu bằng “{_DECREE}” và không phải là “{_PRACTICE}”"
        elif not _resolves(clause.removeprefix(_DECREE)):
            yield f"Nghị định không có “{clause}”"


def _resolves(clause: str) -> bool:
    if match := _ARTICLE.fullmatch(clause):
        return 1 <= int(match["article"]) <= _LAST_ARTICLE
    if match := _FIRST.fullmatch(clause):
        return _has(_ANNEX_I.get((match["part"], match["section"])), match)
    if match := _SECOND.fullmatch(clause):
        return _has(_ANNEX_II.get(match["section"]), match)
    if match := _THIRD.fullmatch(clause):
        return match["form"] is None or match["form"] in _FORMS
    return False


def _has(clauses: Mapping[int, str] | None, match: re.Match[str]) -> bool:
    if clauses is None:
        return False
    if match["clause"] is None:
        return match["point"] is None
    points = clauses.get(int(match["clause"]))
    if points is None:
        return False
    return match["point"] is None or set(re.findall(r"(?<![\w])[a-zđ](?!\w)", match["point"])) <= set(points)
