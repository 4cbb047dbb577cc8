"""Laws, codes, ordinances and the Constitution cited by name: "Luật Lưu trữ năm 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from docgen.citations.folding import fold
from docgen.citations.law_names import CODE_NAMES, LAW_NAMES, ORDINANCE_NAMES

_REACH: Final = 260
_S: Final = r"\s{1,9}"
# The words that a name can follow, as they are printed; searching for each is far cheaper than one pattern for all.
_ANCHORS: Final = ("Luật", "luật", "LUẬT", "Pháp", "PHÁP", "Hiến", "HIẾN", "Luat", "LUAT")
_AFTER_LAW: Final = re.compile(_S)
_ORDINANCE: Final = re.compile(rf"phap{_S}lenh{_S}")
_CONSTITUTION: Final = re.compile(
    rf"hien{_S}phap(?P<name>{_S}nuoc{_S}(?:cong{_S}hoa{_S}xa{_S}hoi{_S}chu{_S}nghia|chxhcn){_S}viet{_S}nam)?(?![a-z])"
)
_CONSTITUTION_YEAR: Final = re.compile(rf"(?:{_S}nam)?{_S}(?:1946|1959|1980|1992|2013)(?![0-9])")
_CODE: Final = re.compile(rf"(?<![^\W_])b[oộôỘÔ]{_S}\Z", re.IGNORECASE)
# Before "Luật" these make it the name of a school, a firm, a profession: no law.
_NO_LAW_BEFORE: Final = re.compile(
    rf"(?:dai{_S}hoc|hoc{_S}vien|khoa|cong{_S}ty|tnhh|truong|van{_S}phong|hoi|doan|cu{_S}nhan|thac{_S}si|tien{_S}si|phap|ky|-){_S}\Z"
)
_LONE_SMALL: Final = re.compile(rf"{_S}(?:n[a-z]m{_S}[12]|ngay{_S}[0-9])")
_AMENDING: Final = re.compile(
    rf"(?:sua{_S}doi(?:\s?,{_S}bo{_S}sung|{_S}bo{_S}sung|{_S}va{_S}bo{_S}sung)?|bo{_S}sung)(?:{_S}(?:mot{_S}so{_S}dieu|[0-9]{{1,2}}{_S}dieu|cac{_S}dieu|dieu{_S}[0-9]{{1,3}}))?"
    rf"{_S}(?:cua{_S})?(?:cac{_S}|[0-9]{{1,2}}{_S})?(?P<inner>bo{_S}luat|luat)(?![a-z])"
)
_ANOTHER_LAW: Final = re.compile(rf"(?:\s?[,;]{_S}|{_S}va{_S}|\s?,{_S}va{_S})(?:(?:cac{_S})?(?:bo{_S})?luat|nghi{_S}quyet{_S}so){_S}")
# An amending law whose object is only described: up to its year or date.
_UP_TO_YEAR: Final = re.compile(rf"[^.;:()“”\"]{{1,170}}?(?={_S}(?:nam{_S}(?:19|20)[0-9]{{2}}|ngay{_S}[0-9]|so{_S}[0-9]))")
_AMENDED: Final = re.compile(rf"\s?\(sua{_S}doi\)(?={_S}(?:nam{_S})?(?:[0-9]|ngay))")
_WORD: Final = re.compile(r"(?P<gap>\s{1,9}|\s?,\s{1,9})?(?P<word>[^\W_][\w-]{0,20})")
_NAME_ENDS: Final = frozenset(
    "này trên theo của có được đã đang sẽ là thì phải để cho trong khi nếu từ tại hoặc do đến số năm ngày nêu mới hiện "
    "không quy cũng như bao gồm nhằm với sửa sư gia khoa hóa học chuyên về các những áp thay nghiêm bắt chỉ vẫn còn do".split()
)
_UNKNOWN_WORDS_MAX: Final = 12


@dataclass(frozen=True, slots=True)
class NamedLaw:
    """A law named in a text: ``text[start:end]`` is type and name, ``text[name_start:name_end]`` the name alone.

    The two ends differ where "(sửa đổi)" stands behind the name.
    """

    start: int
    end: int
    type: str
    name_start: int
    name_end: int


def find_named_laws(text: str) -> Iterator[NamedLaw]:
    """Yield the laws that a text names, in reading order, without overlaps."""
    last = 0
    for position in _find_anchors(text):
        if position < last:
            continue
        law = _read_law(text, position)
        if law is not None and law.start >= last:
            last = law.end
            yield law


def _find_anchors(text: str) -> list[int]:
    positions: list[int] = []
    for word in _ANCHORS:
        position = text.find(word)
        while position >= 0:
            # "pháp luật" is by far the most frequent, and never a name.
            if word != "luật" or text[position - 5 : position] != "pháp ":
                positions.append(position)
            position = text.find(word, position + 1)
    positions.sort()
    return positions


def _read_law(text: str, position: int) -> NamedLaw | None:
    before = text[position - 1 : position]
    if before.isalnum() or before in ("/", "_", "-", "."):
        return None
    if text[position] in "Hh":
        return _read_constitution(text, position)
    window = text[position : position + _REACH]
    folded = fold(window)
    if text[position] in "Pp":
        match = _ORDINANCE.match(folded)
        return None if match is None else _make(text, position, position, "Pháp lệnh", match.end(), _ordinances(), folded)
    match = _AFTER_LAW.match(folded, 4)
    if match is None or not folded.startswith("luat"):
        return None
    lead = text[max(0, position - 16) : position]
    code = _CODE.search(lead)
    if code is not None:
        start = position - len(lead) + code.start()
        return _make(text, start, position, "Bộ luật", match.end(), _codes(), folded)
    if _NO_LAW_BEFORE.search(fold(lead)) is not None:
        return None
    return _make(text, position, position, "Luật", match.end(), _laws(), folded)


def _read_constitution(text: str, position: int) -> NamedLaw | None:
    folded = fold(text[position : position + 100])
    match = _CONSTITUTION.match(folded)
    if match is None or (match["name"] is None and not _CONSTITUTION_YEAR.match(folded, match.end())):
        return None
    name = match.start("name") + 1 if match["name"] else match.end()
    return NamedLaw(position, position + match.end(), "Hiến pháp", position + name, position + match.end())


def _make(
    text: str, start: int, position: int, kind: str, name: int, names: dict[str, re.Pattern[str]], folded: str
) -> NamedLaw | None:
    end = _read_name(text[position : position + _REACH], folded, name, names)
    if end is None:
        return None
    if text[position].islower() and kind == "Luật" and _LONE_SMALL.match(folded, end) is None:
        return None
    amended = _AMENDED.match(folded, end)
    return NamedLaw(start, position + (amended.end() if amended else end), kind, position + name, position + end)


def _read_name(window: str, folded: str, start: int, names: dict[str, re.Pattern[str]]) -> int | None:
    """Return where the name ends that begins at ``start``."""
    amending = _AMENDING.match(folded, start)
    if amending is not None:
        return _read_amended_laws(window, folded, amending)
    known = _match_known(window, folded, start, names)
    guessed = _guess_name(window, folded, start)
    return known if known is not None and (guessed is None or not _goes_on(folded, known, guessed)) else guessed


def _goes_on(folded: str, known: int, guessed: int) -> bool:
    """Whether a longer name with a year behind it was found than the known one: "Luật Thanh tra nhân dân năm 2030"."""
    return guessed > known and re.compile(rf"{_S}n[a-z]m{_S}(?:19|20)").match(folded, guessed) is not None and re.match(
        r"\s{1,9}[a-z]", folded[known:]
    ) is not None


def _match_known(window: str, folded: str, start: int, names: dict[str, re.Pattern[str]]) -> int | None:
    first = re.compile(r"[a-z]+").match(folded, start)
    pattern = names.get(first[0]) if first else None
    match = pattern.match(folded, start) if pattern else None
    if match is None or (first is not None and match.end() == first.end() and not window[start].isupper()):
        # Of one word, "Giá", small and without its mark it is "luật gia".
        return None
    return match.end()


def _read_amended_laws(window: str, folded: str, amending: re.Match[str]) -> int | None:
    """Read the laws that an amending law names: all of them are its name."""
    named = _AFTER_LAW.match(folded, amending.end())
    end = _read_inner_name(window, folded, named.end()) if named else None
    while end is not None and (another := _ANOTHER_LAW.match(folded, end)) is not None:
        following = _read_inner_name(window, folded, another.end())
        if following is None:
            break
        end = following
    described = _UP_TO_YEAR.match(folded, amending.end() if end is None else end)
    if end is None:
        return described.end() if described else None
    return end


def _read_inner_name(window: str, folded: str, start: int) -> int | None:
    known = _match_known(window, folded, start, _laws()) or _match_known(window, folded, start, _codes())
    return known if known is not None else _guess_name(window, folded, start)


def _guess_name(window: str, folded: str, start: int) -> int | None:
    """Read a name that is in no list: a capital, then small words, up to what no name goes on with."""
    if not window[start : start + 1].isupper():
        return None
    is_capital = window[start : start + 12].isupper()
    position, words, joined = start, 0, start
    for _ in range(_UNKNOWN_WORDS_MAX):
        match = _WORD.match(window, position)
        if match is None or (words and match["gap"] is None) or "\n\n" in (match["gap"] or ""):
            break
        word, plain = match["word"], match["word"].lower()
        if plain == "và" and words:
            following = _WORD.match(window, match.end())
            if following is None or following["word"].lower() in (*_NAME_ENDS, "luật", "bộ", "pháp"):
                break
            if not is_capital and not following["word"].islower():
                break
        elif plain in _NAME_ENDS or (words and not is_capital and not word.islower()):
            break
        elif "," in (match["gap"] or "") and not _is_list_comma(window, folded, match):
            break
        position, words = match.end(), words + 1
        joined = position
    return joined if words >= 2 else None


def _is_list_comma(window: str, folded: str, match: re.Match[str]) -> bool:
    """Whether the words behind a comma still are the name: a year follows them soon ("Luật Phòng, chống … năm …")."""
    return match["word"].islower() and re.compile(
        rf"[a-z\s]{{2,60}}?{_S}(?:nam{_S}(?:19|20)[0-9]{{2}}|ngay{_S}[0-9])"
    ).match(folded, match.start("word")) is not None


def _compile(names: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    by_word: dict[str, list[str]] = {}
    for name in sorted(map(fold, names), key=len, reverse=True):
        by_word.setdefault(re.split(r"[^a-z]", name, maxsplit=1)[0], []).append(name)
    return {
        word: re.compile(
            f"(?:{'|'.join(re.escape(name).replace(', ', ',? ').replace(chr(92) + ' ', _S) for name in group)})(?![a-z0-9])"
        )
        for word, group in by_word.items()
    }


@cache
def _laws() -> dict[str, re.Pattern[str]]:
    return _compile(LAW_NAMES)


@cache
def _codes() -> dict[str, re.Pattern[str]]:
    return _compile(CODE_NAMES)


@cache
def _ordinances() -> dict[str, re.Pattern[str]]:
    return _compile(ORDINANCE_NAMES)
