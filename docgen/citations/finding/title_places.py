"""The places where a title may end, and the signs that stand at each of them.

Signs are short strings, "next , các" or "role S _ đã": what the place is, and what is seen there. A place is a mark, or
lies before a word with which sentences go on (``openings``). Behind the first sure end, a full stop, a cell, the next
paragraph, none is looked for.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from docgen.citations.finding.folding import Page, any_of, spaced
from docgen.citations.finding.issuers import read_issuer
from docgen.citations.finding.line_breaks import skip_wrap
from docgen.citations.finding.title_roles import find_role
from docgen.citations.finding.title_words import OTHER_BASES
from docgen.citations.type_names import TYPE_BY_FOLDED

_WORD: Final = re.compile(r"[^\s,;:.()|\"?!]+(?:[./,?:][^\s,;:.()|\"?!]+)*|[,;:.()|\"?!\t\n]")
# What stands for something longer among the words.
_CITED, _QUOTED, _AUTHORITY, _NUMBER, _NOTHING = "<cited>", "<quoted>", "<authority>", "<number>", "<end>"
_BETWEEN_WORDS: Final = "_"
_MARKS: Final = frozenset(",;:")
_ABBREVIATIONS: Final = frozenset({"tp", "tx", "tt", "q", "p"})
_BRACKETS: Final = (
    ("(year", re.compile(r"\((?:19|20)[0-9]{2}(?:\s?[-–]\s?(?:19|20)[0-9]{2})?\)")),
    ("(letters", re.compile(r"\([A-ZĐƯ&-]{2,12}\)")),
    ("(called", re.compile(r"\((?:sau\s(?:đây|này)\s)?(?:gọi|viết)\s(?:tắt\s)?(?:là|:)[^()]{1,80}\)")),
    ("(other", re.compile(r"\([^()]{0,90}\)")),
)
_SEGMENT_MAX: Final = 14
_WORDS_MIN: Final = 2
_LENGTHS: Final = (1, 2, 3, 5, 8, 12, 20)

# A semicolon belongs to the title in a căn cứ of one paragraph, unless another căn cứ follows it there.
_BASIS: Final = spaced(r"[\s*_+-]{0,12}(?:can cu|thuc hien) ")
_TYPES: Final = any_of(sorted(TYPE_BY_FOLDED, key=len, reverse=True))
_ANOTHER_BASIS: Final = spaced(
    rf" (?:(?:thuc hien |trien khai )?(?:{_TYPES}) (?:so|cua|ngay|[0-9])|{OTHER_BASES})(?![a-z])"
)
# It joins groups of one list too: "… các sở, ban, ngành; UBND các xã".
_MORE_BODIES: Final = spaced(" (?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan) (?:cac|cap)")
_BASIS_REACH: Final = 420


class Surroundings(NamedTuple):
    """What stands around a title: its citation begins at ``citation``, it ends before ``limit``, it cites ``cited``."""

    citation: int
    limit: int
    cited: tuple[tuple[int, int], ...] = ()

    def until(self, limit: int) -> Surroundings:
        """Return these with a nearer limit."""
        return self._replace(limit=min(limit, self.limit))


class Place(NamedTuple):
    """A place where a title may end; so many ``words`` stand before it."""

    position: int
    words: int
    signs: list[str]


class Course(NamedTuple):
    """What a title may be: for each word what ``inner`` says of it, alone and with the one before, and its ends."""

    inner: list[tuple[str, ...]]
    places: list[Place]


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    has_capital: bool = False


def follow_title(page: Page, start: int, around: Surroundings, openings: frozenset[str] | None) -> Course:
    """Return the words from ``start`` on to where a title surely ends, and the places where it may end before.

    ``openings``: the words before which it may end without a mark; None for any.
    """
    words, end, stop = _read_words(page, start, around)
    texts = [_NUMBER if word.text[0].isdigit() else word.text for word in words]
    inner: list[tuple[str, ...]] = [(text,) for text in texts[:1]]
    inner += [(text, f"{before} {text}") for before, text in zip(texts, texts[1:], strict=False)]
    role = find_role(page, around.citation)
    places = [
        _describe(page, words, texts, at, kind, role)
        for at in range(_WORDS_MIN, len(words))
        if (kind := _kind(texts, at, openings)) is not None
    ]
    last = texts[-1] if texts else _NOTHING
    signs = [f"stop {stop}", f"stop {stop} {last}", f"stop {stop} {role}", f"stop {stop} {_length(len(words))}"]
    return Course(inner, [*places, Place(end, len(words), signs)])


def _kind(texts: list[str], at: int, openings: frozenset[str] | None) -> str | None:
    """Return what a title would end with before a word: a mark, a bracket, nothing ("_"); None for no place at all."""
    text, before = texts[at], texts[at - 1]
    if before in _MARKS:
        return None
    if text in _MARKS or text[0] == "(":
        return text
    if before in (_QUOTED, _CITED):
        return before
    return _BETWEEN_WORDS if openings is None or text in openings else None


def _describe(page: Page, words: list[_Word], texts: list[str], at: int, kind: str, role: str) -> Place:
    following = at + 1 if texts[at] == kind else at
    first, second = _look_ahead(page, words, texts, following)
    last = texts[at - 1]
    signs = [
        f"at {kind}",
        f"next {kind} {first}",
        f"next {kind} {first} {second}",
        f"last {kind} {last}",
        f"pair {last} {first}",
        f"role {role} {kind}",
        f"role {role} {kind} {first}",
        f"opener {texts[0]} {kind} {first}",
        f"length {kind} {_length(at)}",
    ]
    if following < len(words) and words[following].has_capital:
        signs.append(f"capital {kind} {role}")
    end = _find_mark(texts, following, min(len(texts), following + _SEGMENT_MAX))
    signs.append(f"rest {kind} {role} {texts[end] if end < len(texts) else _NOTHING}")
    if kind != _BETWEEN_WORDS:
        signs += _describe_segment(texts, at, following, kind)
    return Place(words[at].start if texts[at] == kind else words[at - 1].end, at, signs)


def _look_ahead(page: Page, words: list[_Word], texts: list[str], following: int) -> tuple[str, str]:
    """Return the next two words; the name of an authority is one."""
    if following >= len(words):
        return _NOTHING, _NOTHING
    after = following + 1
    first = texts[following]
    if words[following].has_capital and (end := read_issuer(page, words[following].start)) is not None:
        first = _AUTHORITY
        while after < len(words) and words[after].start < end:
            after += 1
    return first, texts[after] if after < len(words) else _NOTHING


def _describe_segment(texts: list[str], at: int, following: int, kind: str) -> list[str]:
    """Return what is seen up to the next mark: items of an enumeration are short, clauses say something."""
    end = _find_mark(texts, following, min(len(texts), following + _SEGMENT_MAX))
    segment = texts[following:end]
    begin = at
    while begin > 0 and texts[begin - 1] not in _MARKS:
        begin -= 1
    signs = [f"segment {kind} {word}" for word in set(segment)]
    signs.append(f"segment length {kind} {_length(len(segment))}")
    signs.append(f"segment before {kind} {_length(at - begin)}")
    signs.append(f"segment end {kind} {texts[end] if end < len(texts) else _NOTHING}")
    return signs


def _find_mark(texts: list[str], begin: int, end: int) -> int:
    return next((at for at in range(begin, end) if texts[at] in _MARKS or texts[at][0] == "("), end)


def _length(count: int) -> int:
    return next((length for length in _LENGTHS if count <= length), 99)


def _read_words(page: Page, start: int, around: Surroundings) -> tuple[list[_Word], int, str]:
    """Return the words from ``start`` on, where they end for sure, and what stands there."""
    folded, text, words, position = page.folded, page.text, [], start
    cited = dict(around.cited)
    for match in _WORD.finditer(folded, start, around.limit):
        at, mark = match.start(), match[0]
        if at < position:
            continue
        position = match.end()
        if at in cited or mark == '"' or mark == "(":
            whole = _read_whole(page, at, mark, cited, around.limit)
            if whole is None:
                return words, at, mark
            words.append(whole)
            position = whole.end
        elif mark == "\n":
            goes_on = skip_wrap(page, at)
            if goes_on is None:
                return words, at, "line"
            position = goes_on
        elif mark in _MARKS:
            if mark == ";" and not _may_belong(page, at, start):
                return words, at, ";"
            words.append(_Word(at, position, mark))
        elif len(mark) == 1 and mark in '.|)\t!?':
            if _is_stop(page, at, mark, words):
                return words, at, mark
        else:
            printed = text[at:position]
            words.append(_Word(at, position, printed.lower(), has_capital=printed[0].isupper()))
    return words, around.limit, "limit"


def _read_whole(page: Page, at: int, mark: str, cited: dict[int, int], limit: int) -> _Word | None:
    """Return what stands for one word: another citation, a quotation, a bracket; None for one that does not close."""
    if at in cited:
        return _Word(at, min(cited[at], limit), _CITED)
    if mark == '"':
        if page.text[at] == "”" or page.text[at - 1 : at].isalnum():
            return None
        close = page.folded.find('"', at + 1, limit)
        return _Word(at, close + 1, _QUOTED) if close > 0 else None
    for name, pattern in _BRACKETS:
        bracket = pattern.match(page.text, at, limit)
        if bracket is not None:
            return _Word(at, bracket.end(), name)
    return None


def _is_stop(page: Page, at: int, mark: str, words: list[_Word]) -> bool:
    if mark == "?":
        # A letter that no Vietnamese text has folds to one.
        return page.text[at] == "?"
    if mark != ".":
        return True
    behind = page.folded[at + 1 : at + 2]
    return (not behind or behind.isspace() or behind in './|")') and not (words and words[-1].text in _ABBREVIATIONS)


def _may_belong(page: Page, at: int, start: int) -> bool:
    """Whether a semicolon at ``at`` may stand inside of the title that begins at ``start``."""
    if _MORE_BODIES.match(page.folded, at + 1):
        return True
    text = page.text
    if text[at + 1 : at + 2] != " " or not text[at + 2 : at + 3].islower():
        return False
    line = text.rfind("\n", max(0, start - _BASIS_REACH), start) + 1
    is_basis = _BASIS.match(page.folded, line or max(0, start - _BASIS_REACH)) is not None
    return is_basis and _ANOTHER_BASIS.match(page.folded, at + 1) is None
