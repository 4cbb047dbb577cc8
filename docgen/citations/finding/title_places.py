"""The places where a title may end, and the signs that stand at each of them.

Signs are short strings, "next , các" or "role S _ đã": what the place is, and what is seen there. A place is a mark, or
lies before a word with which sentences go on (``openings``). Behind the first sure end, a full stop, a cell, the next
paragraph, none is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
# What these begin may be an item of an enumeration, or who does something: what stands further ahead tells.
_MANY: Final = frozenset({"các", "những", "mọi", "toàn", _AUTHORITY})
_AHEAD: Final = 10
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

_Word = tuple[int, int, str, bool]
"""Where a word begins and ends, what it is, and whether it is printed with a capital."""


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


class Course:
    """The words from where a title begins to where it surely ends, and the places where it may end before."""

    def __init__(self, page: Page, start: int, around: Surroundings) -> None:
        self._page = page
        self._words, self._end, self._stop = _read_words(page, start, around)
        self.texts = [word[2] for word in self._words]
        """What is weighed: the words in small letters, and what stands for others."""
        self._role = find_role(page, around.citation)

    def list_places(self, openings: frozenset[str] | None) -> Iterator[Place]:
        """Yield the places in order; ``openings`` are the words before which a title may end without a mark.

        None for any.
        """
        texts = self.texts
        before = texts[_WORDS_MIN - 1] if len(texts) >= _WORDS_MIN else _NOTHING
        for at in range(_WORDS_MIN, len(texts)):
            text = texts[at]
            if before not in _MARKS:
                if text in _MARKS or text[0] == "(":
                    yield self._describe(at, at + 1, text)
                elif before == _QUOTED or before == _CITED:
                    yield self._describe(at, at, before)
                elif openings is None or text in openings:
                    yield self._describe(at, at, _BETWEEN_WORDS)
            before = text
        stop, last = self._stop, texts[-1] if texts else _NOTHING
        signs = [f"stop {stop}", f"stop {stop} {last}", f"stop {stop} {self._role}"]
        yield Place(self._end, len(texts), signs)

    def _describe(self, at: int, following: int, kind: str) -> Place:
        """Return the place before the word ``at``, behind which the sentence would go on at ``following``."""
        words, texts, role = self._words, self.texts, self._role
        first, second = self._look_ahead(following)
        mark = self._find_mark(following)
        signs = [
            f"next {kind} {first}",
            f"next {kind} {first} {second}",
            f"last {kind} {texts[at - 1]}",
            f"pair {texts[at - 1]} {first}",
            f"length {kind} {_length(at)}",
            f"role {role} {kind}",
            f"role {role} {kind} {first}",
            f"rest {kind} {role} {texts[mark] if mark < len(texts) else self._stop}",
        ]
        if following < len(words) and words[following][3]:
            signs.append(f"capital {kind} {role}")
        if kind != _BETWEEN_WORDS:
            signs += self._describe_segment(at, following, mark, kind)
        if first in _MANY:
            signs += [f"many {kind} {first} {text}" for text in set(texts[following + 1 : following + _AHEAD])]
        return Place(words[at][0] if following > at else words[at - 1][1], at, signs)

    def _describe_segment(self, at: int, following: int, mark: int, kind: str) -> list[str]:
        """Return what is seen up to the next mark: items of an enumeration are short, clauses say something."""
        texts, begin = self.texts, at
        while begin > 0 and texts[begin - 1] not in _MARKS:
            begin -= 1
        signs = [f"segment {kind} {word}" for word in set(texts[following:mark])]
        signs.append(f"segment length {kind} {_length(mark - following)}")
        signs.append(f"segment before {kind} {_length(at - begin)}")
        return signs

    def _look_ahead(self, following: int) -> tuple[str, str]:
        """Return the next two words; the name of an authority is one."""
        words, texts = self._words, self.texts
        if following >= len(words):
            return _NOTHING, _NOTHING
        after = following + 1
        first = texts[following]
        if words[following][3] and (end := read_issuer(self._page, words[following][0])) is not None:
            first = _AUTHORITY
            while after < len(words) and words[after][0] < end:
                after += 1
        return first, texts[after] if after < len(words) else _NOTHING

    def _find_mark(self, begin: int) -> int:
        texts = self.texts
        end = min(len(texts), begin + _SEGMENT_MAX)
        while begin < end and texts[begin] not in _MARKS and texts[begin][0] != "(":
            begin += 1
        return begin


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
            position = whole[1]
        elif mark == "\n":
            goes_on = skip_wrap(page, at)
            if goes_on is None:
                return words, at, "line"
            position = goes_on
        elif mark in _MARKS:
            if mark == ";" and not _may_belong(page, at, start):
                return words, at, ";"
            words.append((at, position, mark, False))
        elif len(mark) == 1 and mark in '.|)\t!?':
            if _is_stop(page, at, mark, words):
                return words, at, mark
        else:
            printed = text[at:position]
            small = _NUMBER if mark[0].isdigit() else printed.lower()
            words.append((at, position, small, printed[0].isupper()))
    return words, around.limit, "limit"


def _read_whole(page: Page, at: int, mark: str, cited: dict[int, int], limit: int) -> _Word | None:
    """Return what stands for one word: another citation, a quotation, a bracket; None for one that does not close."""
    if at in cited:
        return at, min(cited[at], limit), _CITED, False
    if mark == '"':
        if page.text[at] == "”" or page.text[at - 1 : at].isalnum():
            return None
        close = page.folded.find('"', at + 1, limit)
        return (at, close + 1, _QUOTED, False) if close > 0 else None
    for name, pattern in _BRACKETS:
        bracket = pattern.match(page.text, at, limit)
        if bracket is not None:
            return at, bracket.end(), name, False
    return None


def _is_stop(page: Page, at: int, mark: str, words: list[_Word]) -> bool:
    if mark == "?":
        # A letter that no Vietnamese text has folds to one.
        return page.text[at] == "?"
    if mark != ".":
        return True
    behind = page.folded[at + 1 : at + 2]
    return (not behind or behind.isspace() or behind in './|")') and not (words and words[-1][2] in _ABBREVIATIONS)


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
