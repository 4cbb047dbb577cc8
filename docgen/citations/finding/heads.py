"""What stands before a number: the word "số", the type, who issued it, and the điểm, khoản, Điều meant.

Both patterns read backwards from the number, over the reversed text: so they are anchored where they begin, and look at
no more of the text than they take.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from docgen.citations.finding.folding import Page, fold, spaced
from docgen.citations.finding.issuers import read_issuer
from docgen.citations.finding.worn import is_worn, open_worn_type, wear, worn_types
from docgen.citations.type_names import TYPE_BY_ABBREVIATION, TYPE_BY_FOLDED

_REACH: Final = 150
_PINPOINT_REACH: Final = 200


def _backwards(*words: str) -> str:
    """Return a pattern for any of the words, read backwards; scanners make j and 1 of i."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word[::-1]).replace(r"\ ", r"\s{1,40}").replace("i", "[ij1]") for word in ordered)


_TYPE_NAMES: Final = _backwards(*TYPE_BY_FOLDED)
_NAME: Final = rf"(?P<name>{_TYPE_NAMES})(?![^\W_])"
_SHORT: Final = rf"(?P<short>{_backwards(*sorted({fold(short) for short in TYPE_BY_ABBREVIATION}))})(?![^\W_])"
# "hỏa tốc", "mật" and their like come between "Công văn" and "số".
_URGENCY: Final = rf"(?:(?:{_backwards('hoa toc', 'khan', 'thuong khan', 'mat', 'toi mat', 'tuyet mat')})\s{{1,40}})?"
# "số" as printed and as scanners read it: so, s6, sé, sd; "số hiệu".
_HEAD: Final = re.compile(
    rf"\s{{0,40}}(?P<so>(?P<colon>[:.]\s{{0,3}})?(?:(?:ueih|ueih\s{{1,3}}yk|ueih\s{{1,3}},yk)\s{{1,3}})?[oe60db]?s(?:(?![^\W_])|(?={_TYPE_NAMES})))?"
    rf"\s{{0,40}}{_URGENCY}(?:(?P<name>{_TYPE_NAMES})|{_SHORT}(?:\s{{1,40}}(?:[oe60db]s\s{{1,40}})?(?P<again>{_TYPE_NAMES})(?![^\W_]))?)?"
)
# "của Thủ tướng Chính phủ", read backwards, and the type before it.
_ISSUER_BETWEEN: Final = re.compile(rf"\s{{1,40}}(?P<issuer>[^.;:()“”\"]{{3,90}}?)\s{{1,40}}auc\s{{1,40}}{_NAME}")

# "Báo cáo thẩm tra số", "Quyết định phê duyệt số": small words between the type and "số" say more of it. None of them
# joins the type with something else.
_QUALIFIER: Final = (
    r"(?!(?:auc|iat(?!\s{1,40}neiht)|(?<!ceiv\s)ev|av|cac|yan|ad|oc|yagn|man|gnort|iov|od|al|ihk|ed|ohc|nel|ioug|gnat|taoh|ned|iov)\s)"
    r",?[a-z]{1,7}(?:-[a-z]{1,7})?\s{1,40}"
)
_FAR: Final = 10
_QUALIFIED: Final = re.compile(rf"\s{{1,40}}(?P<words>(?:{_QUALIFIER}){{0,10}}?)(?:{_NAME}|{_SHORT})")

_LETTERS_OR_NUMBERS: Final = r"(?:[a-z]|[0-9]{1,3}[a-z]?(?:\.[0-9]{1,3}){0,3})(?![a-z0-9])"
_MORE: Final = r"(?:(?:\s{0,3},\s{0,40}|\s{1,40}(?:va|den|hoac)\s{1,40})" + _LETTERS_OR_NUMBERS + "){0,12}"
# One unit: "điểm a, b", "các khoản 1 và 2", "Điều 5"; a chapter only joins those.
_UNIT: Final = re.compile(
    rf"(?<![a-z])(?:cac\s{{1,40}}|tu\s{{1,40}})?(?:di[ae]m|kho[ae]n|[dp]ieu|tiet)\s{{1,40}}{_LETTERS_OR_NUMBERS}{_MORE}"
    r"|(?<![a-z])(?P<chapter>chuong|muc|phan)\s{1,40}[ivxlc0-9]{1,6}(?![a-z0-9])"
)
# What a pinpoint ends with: without it right before the type nothing need be read.
_LABEL: Final = re.compile(r"[0-9]{1,3}[a-z]?(?:\.[0-9]{1,3}){0,3}|[a-z]|[ivxlc]{2,6}")
_LABEL_REACH: Final = 20
_BETWEEN_UNITS: Final = re.compile(r"\s{0,3}[,;]?\s{1,40}(?:(?:va|cua|thuoc|den)\s{1,40})?")
_BEFORE_TYPE: Final = re.compile(r"\s{0,3},?\s{1,40}(?:cua\s{1,40})?")
_OWN_LINE_START: Final = re.compile(r"(?:\A|[\n|])[\s*_#>|]*\Z")
# A number behind one of these is no document's: forms, standards, notary books, rooms and plots.
_NO_DOCUMENTS: Final = (
    *("mau", "bieu", "bieu mau", "phu luc", "bang", "danh muc", "tcvn", "qcvn", "iso", "iec"),
    *("chung thu", "chung thu giam dinh", "chung thu tham dinh gia", "hoa don", "bien lai", "van don", "ho chieu"),
    *("so hieu van ban", "so ky hieu van ban"),
    *("phong", "nha", "lop", "to", "lo", "thua", "ngo", "duong", "khung"),
)
# "quyển số", but not "giao quyền số".
_BOOK: Final = r"neyuq(?!\s{1,40}(?:oaig|nahp|maht|yu)(?![a-z]))"
_NOT_DOCUMENTS: Final = re.compile(
    rf"\s{{0,40}}(?:[:.]\s{{0,3}})?(?:[oe60]s\s{{1,40}})?(?:{_backwards(*_NO_DOCUMENTS)}|{_BOOK})(?![^\W_])"
)
_LETTER_SYMBOL: Final = re.compile("[0-9]{1,6}/[a-z]{2,8}-[a-z]{2,8}(?![a-z0-9])")
_TOUCHING: Final = frozenset("/.-–—=_@#%+\\:,")


class Head(NamedTuple):
    """What stands before a number. ``start`` is where it begins: at the type, or at "số", or at the number itself.

    ``so`` is where "số" stands, if it does (``has_so``).
    """

    start: int
    type: str = ""
    issuer: str = ""
    has_so: bool = False
    so: int = 0


def read_head(page: Page, number: int, limit: int) -> Head | None:
    """Read what stands before the number at ``number``, no further back than ``limit``.

    None: the number is no citation, but the document's own number line, a form, a standard or a part of a longer
    string.
    """
    text = page.text
    backwards = page.folded[max(limit, number - _REACH) : number][::-1]
    match = _HEAD.match(backwards)
    if match is None or (match["name"] and not _begins_word(text, number - match.end("name"))):
        return Head(number)
    has_so = match["so"] is not None
    kind, named_at = _read_type(page, number, backwards, match)
    touches = number > 0 and (text[number - 1].isalnum() or text[number - 1] in _TOUCHING)
    if touches and not _may_touch(text, number, has_so=has_so, named=bool(kind)):
        return None
    if kind:
        if has_so and _is_own_number(text, number - match.end("so"), named_at, has_colon=bool(match["colon"])):
            return None
        return Head(named_at, kind, has_so=has_so, so=number - match.end("so") if has_so else 0)
    if not has_so:
        return None if _NOT_DOCUMENTS.match(backwards) else Head(number)
    so = number - match.end("so")
    between = _ISSUER_BETWEEN.match(backwards, match.end("so"))
    if between is not None:
        end = so - (between.start("issuer") - match.end("so"))
        at = so - (between.end("issuer") - match.end("so"))
        if read_issuer(page, at) == end:
            return Head(
                number - between.end("name"),
                TYPE_BY_FOLDED[_squeeze(between["name"])],
                page.line(at, end),
                has_so=True,
            )
    if _NOT_DOCUMENTS.match(backwards) or _is_own_line(text, so, has_colon=bool(match["colon"])):
        return None
    return Head(so, has_so=True, so=so)


def _read_type(page: Page, number: int, backwards: str, match: re.Match[str]) -> tuple[str, int]:
    """Return the type that stands before a number, "" for none, and where it begins."""
    if match["name"]:
        return TYPE_BY_FOLDED[_squeeze(match["name"])], number - match.end("name")
    if match["short"]:
        short = page.text[number - match.end("short") : number - match.start("short")]
        if not _is_abbreviation(short) and not _is_repeated(page, number, short):
            return "", number
        # "Nghị định NĐ 61/2018/NĐ-CP": the type twice.
        return _open_abbreviation(short), number - match.end("again" if match["again"] else "short")
    if is_worn(page.text, number):
        worn = _worn_name().match(backwards, match.end("so") if match["so"] else 0)
        if worn is not None:
            return open_worn_type(_squeeze(worn["name"])), number - worn.end("name")
    return "", number


@cache
def _worn_name() -> re.Pattern[str]:
    """Return the pattern for a type whose vowels are spoiled, read backwards: "Quy6t dinh", "C6ng van"."""
    names = "|".join(wear(name[::-1]) for name in worn_types())
    return spaced(rf"\s{{0,40}}{_URGENCY}(?P<name>{names})(?![^\W_])")


def _begins_word(text: str, start: int) -> bool:
    """Whether a word begins at ``start``, maybe with a capital behind a word whose space was lost: "hiệnQuyết định"."""
    before = text[start - 1 : start]
    return not before.isalnum() or (before.islower() and text[start].isupper())


def read_qualified_type(page: Page, so: int, limit: int) -> tuple[int, str, int] | None:
    """Read "Báo cáo thẩm tra" before the "số" at ``so``: where it begins, its type, how many words qualify it.

    A comma, "theo" or a name among them counts as many words: then only a symbol that says the type joins the two.
    """
    backwards = page.folded[max(limit, so - _REACH) : so][::-1]
    match = _QUALIFIED.match(backwards)
    if match is None:
        return None
    words = page.text[so - match.end("words") : so - match.start("words")]
    if "\n\n" in words:
        return None
    is_told_apart = "," in words or "theo" in words.lower().split() or not (words.islower() or words.isupper())
    count = len(words.split()) + _FAR * is_told_apart
    if match["name"]:
        return so - match.end("name"), TYPE_BY_FOLDED[_squeeze(match["name"])], count
    short = page.text[so - match.end("short") : so - match.start("short")]
    if not _is_abbreviation(short):
        return None
    return so - match.end("short"), _open_abbreviation(short), count


def _squeeze(backwards: str) -> str:
    return " ".join(backwards[::-1].split()).replace("j", "i").replace("1", "i")


def _is_abbreviation(printed: str) -> bool:
    return printed[:1].isupper() and printed[1:2].isupper()


def _is_repeated(page: Page, number: int, printed: str) -> bool:
    """Whether an abbreviation in small letters stands in the symbol again: "qđ 1876/qđ-ubnd", or "cv" in none."""
    if fold(printed) == "cv":
        return _LETTER_SYMBOL.match(page.folded, number) is not None
    return re.compile(rf"[0-9]{{1,6}}(?:/[0-9]{{4}})?/{fold(printed)}-").match(page.folded, number) is not None


def _open_abbreviation(printed: str) -> str:
    exact = TYPE_BY_ABBREVIATION.get(printed)
    return exact or next(name for short, name in TYPE_BY_ABBREVIATION.items() if fold(short) == fold(printed))


def _may_touch(text: str, number: int, *, has_so: bool, named: bool) -> bool:
    """Whether a number may follow its neighbour without a space: "số20", "QĐ20", "số:20", "1/QĐ-UBND,2/QĐ-UBND"."""
    before = text[number - 1]
    if before == ",":
        return number > 1 and text[number - 2].isalpha()
    return (has_so or named) and (before.isalpha() or before in ":.")


def _is_own_number(text: str, so: int, kind: int, *, has_colon: bool) -> bool:
    """Whether "Số:" is a line of its own below a heading that happens to be a type: KẾ HOẠCH, line break, Số: …"""
    if not text[so].isupper():
        return False
    signs = ("\n" in text[kind:so], has_colon, text[kind:so].isupper() and not text[so + 1].isupper())
    return sum(signs) >= 2


def _is_own_line(text: str, so: int, *, has_colon: bool) -> bool:
    """Whether "Số" opens the number line of the document itself: a capital with a colon, or at the start of a line."""
    if not text[so].isupper():
        return False
    return has_colon or _OWN_LINE_START.search(text[max(0, so - 12) : so]) is not None


def read_pinpoint(page: Page, start: int, limit: int) -> tuple[int, int] | None:
    """Return where the điểm, khoản, Điều right before the type at ``start`` begin and end, or None."""
    begin = max(limit, start - _PINPOINT_REACH)
    if not _follows_label(page.folded, max(begin, start - _LABEL_REACH), start):
        return None
    units = list(_UNIT.finditer(page.folded, begin, start))
    first, joint, at = None, _BEFORE_TYPE, start
    for unit in reversed(units):
        if joint.fullmatch(page.folded, unit.end(), at) is None:
            break
        joint, at = _BETWEEN_UNITS, unit.start()
        if unit["chapter"] is None:
            first = at
    return None if first is None else (first, units[-1].end())


def _follows_label(folded: str, begin: int, start: int) -> bool:
    """Whether a letter or a number, maybe with a comma or "của", is the last word before ``start``."""
    words = folded[begin:start].split()
    if words and words[-1] == "cua":
        words.pop()
    if words and words[-1] == ",":
        words.pop()
    return bool(words) and _LABEL.fullmatch(words[-1].rstrip(",")) is not None
