"""Who issued: where the name of an authority ends that follows "của".

Names of authorities are a small language. What is closed (Chính phủ, a ministry, a people's committee and its place)
is read by its grammar; other offices are read word by word, up to what begins a title or goes on with the sentence.
"""

from __future__ import annotations

import re
from typing import Final

from docgen.citations.finding.authority_names import NAME_ENDS, OFFICES
from docgen.citations.finding.authority_patterns import (
    COMPOUND,
    DOCUMENT,
    DUTY,
    FIELD,
    JOINT,
    LOCAL,
    MINISTRY,
    NATIONAL,
    NEW_LINE,
    OFFICE,
    PARTY,
    PLACE,
    PROVINCE,
    TERM,
)
from docgen.citations.finding.folding import Page, fold
from docgen.citations.finding.line_breaks import skip_wrap
from docgen.citations.finding.worn import has_marks, is_worn
from docgen.citations.finding.worn_authorities import worn_level, worn_local, worn_office, worn_single
from docgen.vietnamese.text import CAPITAL_LETTERS

# A tab stands between the cells of a table.
_WORD: Final = re.compile(
    r"(?P<gap>[^\S\t]{1,40})(?![Vv]/[Vv]|[0-9]{5}|[0-9]{1,4}[.,][0-9])"
    r"(?P<word>[^\W_][\w&.'’]{0,24}(?:(?<=[^\W\d])-[0-9]{1,2}(?![\w/-]))?|&(?=\s))"
)
# A hyphen between two capitals joins them: "Văn thư - Lưu trữ".
_DASHED: Final = re.compile(
    r"(?P<gap>\s{0,3}[-–]\s{0,40})(?P<word>[A-ZĂÂĐÊÔƠƯ][^\W\d_]*[^\WA-Z\d_][^\W\d_]*"
    r"|(?<=[A-ZĐ]{2}\s[-–]\s)[A-ZĐ]{3,6}(?![^\W_]))"
)
# "TTYT huyện", "PGDĐT": an office by its letters alone.
_SHORTENED: Final = re.compile(r"[A-ZĐƯ][A-ZĐƯ&]{2,9}(?![^\W_])(?!\s[A-ZĐƯ]{2})")
_TWO_WORDS: Final = re.compile(r"[^\W_][\w&./]{0,24}(?:\s{1,40}[^\W_][\w&.]{0,24})?")
# Behind a level without a name, behind "Trung ương", "Việt Nam", a name goes on with none but these small words.
_COMPLETE: Final = re.compile(r"\s(?:tỉnh|huyện|xã|phường|quận|thị\strấn|thành\sphố|Trung\sương|Việt\sNam)\Z")
_LEVEL_STARTS: Final = frozenset([" t", " h", " p", "\nt", "\nh", "\np", ", "])
_LEVELS: Final = frozenset({"tỉnh", "huyện", "xã", "phường", "quận", "thị", "thành", "tp"})
_BEHIND_COMPLETE: Final = _LEVELS | {"hội", "viên", "ủy", "đoàn", "đội", "khóa", "và", "của", "các", "nhà", "khu"}
# Two capitals in a row are the proper name of a place or a person: behind it a name goes on with these alone.
_PROPER: Final = re.compile(rf"\s(?P<first>[{CAPITAL_LETTERS}][^\W\dA-Z]*)\s[{CAPITAL_LETTERS}][^\W\d_]*\Z")
_OFFICE_SYLLABLES: Final = frozenset(fold(office.split()[0]) for office in OFFICES)
_BEHIND_PROPER: Final = _LEVELS | {
    *("cấp", "khu", "quốc", "trung", "nhà", "và", "của", "khóa", "nhiệm", "chi", "số", "miền", "vùng")
}
_FOLDED_BEHIND_PROPER: Final = frozenset(map(fold, _BEHIND_PROPER))
_COMPLETE_REACH: Final = 40
# "Đội Quản lý thị trường số 3": a number of the office itself.
_OWN_NUMBER: Final = re.compile(r"\s[0-9]{1,2}(?![\w/]|[.,-][0-9])")
# "huyện CL, tỉnh Trà Vinh": courts print places by their initials.
_INITIALS: Final = 2
_NAME_WORDS_MAX: Final = 4
_OPEN_WORDS_MAX: Final = 16
# In mixed case these end a name only when they are written small.
_ENDS: Final = frozenset(NAME_ENDS)
_FOLDED_ENDS: Final = frozenset(map(fold, NAME_ENDS))
_ANOTHER: Final = re.compile(r"\s{0,3}[,;&-]\s{1,40}|\s{1,40}(?:-|&|(?P<last>va))\s{1,40}")


def read_issuer(page: Page, start: int, *, is_joint: bool = False) -> int | None:
    """Return where the name of the authority ends that begins at ``start``, or None when none begins there.

    ``is_joint``: the document has several authors, so a list of names is read whole.
    """
    end = _read_name(page, start)
    while is_joint and end is not None and (joint := _ANOTHER.match(page.folded, end)) is not None:
        more = _read_name(page, joint.end())
        if more is None:
            break
        end = more
        if joint["last"] and page.folded.startswith(",", end):
            # "A và B" are all: behind the comma the sentence goes on.
            break
    return end


def _read_name(page: Page, start: int) -> int | None:
    closed = _read_closed_name(page, start)
    if (closed is None or not has_marks(page.text, start, closed)) and is_worn(page.text, start):
        closed = max(closed or 0, _read_worn_name(page, start) or 0) or None
    if closed is not None:
        return closed
    match = OFFICE.match(page.folded, start) or _SHORTENED.match(page.text, start)
    if match is None and is_worn(page.text, start):
        match = worn_office().match(page.folded, start)
    return None if match is None else _read_open_name(page, start, match.end())


def _read_closed_name(page: Page, start: int) -> int | None:
    for closed in (NATIONAL, MINISTRY, JOINT):
        match = closed.match(page.folded, start)
        if match is not None:
            return match.end()
    for local in (LOCAL, PARTY):
        match = local.match(page.folded, start)
        if match is not None:
            return _read_place(page, start, match.end())
    return None


def _read_worn_name(page: Page, start: int) -> int | None:
    match = worn_single().match(page.folded, start)
    if match is not None:
        return match.end()
    match = worn_local().match(page.folded, start)
    return None if match is None else _read_place(page, start, match.end())


def _read_place(page: Page, start: int, end: int) -> int:
    """Read the levels and names that follow: "tỉnh Hà Nam", "huyện Hương Sơn, tỉnh Hà Tĩnh", "thành phố Huế"."""
    level = _match_level(page, end)
    if level is None or level["comma"]:
        return _read_term(page, _read_proper_name(page, start, end))
    end = _read_proper_name(page, start, level.end())
    for _ in range(2):
        upper = _match_level(page, end)
        if upper is None:
            break
        name = _read_proper_name(page, start, upper.end())
        if upper["comma"] and name == upper.end():
            break
        end = name
    return _read_term(page, end)


def _match_level(page: Page, at: int) -> re.Match[str] | None:
    level = PLACE.match(page.folded, at)
    if level is not None:
        return level
    # Only the first letters of a level are worth the question whether the text is worn.
    if page.folded[at : at + 2] not in _LEVEL_STARTS or not is_worn(page.text, at):
        return None
    return worn_level().match(page.folded, at)


def _read_term(page: Page, end: int) -> int:
    term = TERM.match(page.folded, end)
    return end if term is None else term.end()


def _read_proper_name(page: Page, start: int, end: int) -> int:
    """Return where the proper name ends that follows at ``end``; ``end`` itself when none does."""
    province = PROVINCE.match(page.folded, end)
    if province is not None:
        return province.end()
    text = page.text
    has_case = not text[start:end].isupper()
    position, words = end, 0
    while words < _NAME_WORDS_MAX and (match := _WORD.match(text, position)) is not None:
        word, at = match["word"], match.start("word")
        if not (word[0].isupper() or word[0].isdigit()):
            break
        if (
            has_case
            and len(word) > 1
            and word.isupper()
            and not (len(word) == _INITIALS and text[match.end() : match.end() + 1] == ",")
        ):
            break
        if "\n" in match["gap"] and (
            _begins_another(page, at) or OFFICE.match(page.folded, at) or skip_wrap(page, match.start()) is None
        ):
            break
        if _opens_title(text, at) if has_case else word == "VÀ" or _is_end_word(page, at):
            break
        position, words = at + len(word.rstrip(".")), words + 1
        if word.endswith("."):
            break
    return position


def _opens_title(text: str, at: int) -> bool:
    """Whether two words at ``at`` begin a title that is set with a capital: "Hương Sơn Triển khai kế hoạch"."""
    match = _TWO_WORDS.match(text, at)
    words = match[0].split() if match else []
    return len(words) == 2 and words[1].islower() and " ".join(words).lower() in _ENDS


def _is_end_word(page: Page, at: int) -> bool:
    """Whether a word, or two of them, at ``at`` begin a title or go on with the sentence."""
    match = _TWO_WORDS.match(page.text, at)
    if match is None:
        return True
    words, stops = match[0].lower(), _ENDS
    if is_worn(page.text, at):
        # Without its marks "đô" is "do": folded words are compared only where the text has lost them.
        words, stops = fold(words), _FOLDED_ENDS
    parts = [word.rstrip(".") for word in words.split()]
    return parts[0] in stops or " ".join(parts) in stops


def _read_open_name(page: Page, start: int, end: int) -> int:
    """Read an office's name word by word."""
    ignores_case = page.text[start:end].islower() or _is_capital(page.text, start, end)
    for _ in range(_OPEN_WORDS_MAX):
        known = next(filter(None, (pattern.match(page.folded, end) for pattern in (FIELD, DUTY, COMPOUND))), None)
        if known is not None:
            end = known.end()
            continue
        place = PLACE.match(page.folded, end)
        if place is not None and not place["comma"] and not ignores_case:
            # Behind the name of a place nothing more belongs to the office.
            named = _read_place(page, start, end)
            if named > place.end():
                return named
        match = _WORD.match(page.text, end) or _DASHED.match(page.text, end)
        if match is None or _ends_name(page, match, ignores_case=ignores_case):
            break
        end = match.start("word") + len(match["word"].rstrip("."))
        if match["word"].endswith("."):
            break
    return end


def _is_capital(text: str, start: int, end: int) -> bool:
    """Whether a name is in capitals throughout: "SỞ NỘI VỤ", but not "BHXH Việt Nam"."""
    if not text[start:end].isupper():
        return False
    following = _WORD.match(text, end)
    return following is None or following["word"].isupper()


def _ends_name(page: Page, match: re.Match[str], *, ignores_case: bool) -> bool:
    word, gap, at = match["word"], match["gap"], match.start("word")
    if (
        "\n" in gap
        and word[0].isupper()
        and (NEW_LINE.match(page.folded, at) or skip_wrap(page, match.start()) is None)
    ):
        return True
    if gap.strip():
        return _begins_another(page, at)
    if (ignores_case or word[0].islower()) and _is_end_word(page, at):
        return word.lower() != "số" or _OWN_NUMBER.match(page.text, match.end()) is None
    if word[0].islower() and not ignores_case and _is_complete(page.text, match.start(), word):
        return True
    if word.lower() not in ("và", "va", "&"):
        return False
    following = _WORD.match(page.text, match.end())
    return following is None or not following["word"][0].isupper() or _begins_another(page, following.start("word"))


def _is_complete(text: str, end: int, word: str) -> bool:
    """Whether the name that ends at ``end`` is whole, so that the small ``word`` behind it begins something else."""
    begin = max(0, end - _COMPLETE_REACH)
    if _COMPLETE.search(text, begin, end) is not None:
        return word not in _BEHIND_COMPLETE
    proper = _PROPER.search(text, begin, end)
    if proper is None or fold(proper["first"]) in _OFFICE_SYLLABLES:
        return False
    word = word.rstrip(".")
    return word not in _BEHIND_PROPER and not (is_worn(text, end) and word in _FOLDED_BEHIND_PROPER)


def _begins_another(page: Page, at: int) -> bool:
    """Whether an authority or a document begins at ``at``: then "và" joins two, and does not stand inside a name."""
    return any(pattern.match(page.folded, at) for pattern in (NATIONAL, MINISTRY, LOCAL, PARTY, DOCUMENT))
