"""Finding citations in a text that comes in pieces, with memory that does not grow with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from docgen.citations.citation import Citation
from docgen.citations.finding.finder import find_on_page
from docgen.citations.finding.folding import Page

_BLOCK: Final = 1 << 20
# More than a citation and its title reach to the right, and than one looks at to the left.
_RIGHT: Final = 4096
_LEFT: Final = 1024
# Citations so far apart are never members of one list.
_APART: Final = 400
_LONGEST_LIST: Final = 1 << 18
# Before plain ASCII nothing is composed: a text may be cut there and both parts put into NFC alone.
_LAST_PLAIN: Final = re.compile(r"[\x00-\x7f][^\x00-\x7f]*\Z")
_LONGEST_UNCUT: Final = 4096


def iterate_citations(pieces: Iterable[str], *, block: int = _BLOCK) -> Iterator[Citation]:
    """Yield the citations of a text given in pieces, cut anywhere, as ``find_citations`` finds them in the whole.

    Offsets count in the whole text after NFC. Some ``block`` characters are held at a time, whatever the length of all.
    """
    buffer, base, decided, enough = "", 0, 0, block + _RIGHT
    for piece in _cut_before_marks(pieces):
        buffer += piece
        if len(buffer) < enough:
            continue
        page = Page.of(buffer)
        found, buffer = _find_undecided(page, base, decided), page.printed
        is_forced = len(buffer) > _LONGEST_LIST + 2 * block
        settled, cut = _split(found, base + len(buffer) - _RIGHT, is_forced=is_forced)
        yield from found[:settled]
        keep = max(found[settled - 1].end if settled else base, cut - _LEFT)
        buffer, base, decided = buffer[keep - base :], keep, cut
        enough = len(buffer) + block + _RIGHT
    yield from _find_undecided(Page.of(buffer), base, decided)


def _find_undecided(page: Page, base: int, decided: int) -> list[Citation]:
    """Return the citations of a page that begins at ``base``, those left out that begin before ``decided``."""
    return [citation for citation in find_on_page(page, base) if citation.start >= decided]


def _split(found: list[Citation], limit: int, *, is_forced: bool) -> tuple[int, int]:
    """Return how many citations are settled, and up to where: at the last gap that no list bridges, if there is one.

    ``is_forced``: there must be a cut, for the list is longer than any.
    """
    ends = [index for index, citation in enumerate(found) if citation.end < limit]
    starts = [citation.start for citation in found[1:]] + [limit + _APART]
    last = ends[-1] if ends and is_forced else -1
    index = next((i for i in reversed(ends) if starts[i] - found[i].end >= _APART), last)
    return index + 1, min(limit, starts[index] if index >= 0 else found[0].start if found else limit)


def _cut_before_marks(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the text in pieces, cut where both sides can be put into NFC alone."""
    rest = ""
    for piece in pieces:
        rest += piece
        plain = _LAST_PLAIN.search(rest, max(0, len(rest) - _LONGEST_UNCUT))
        end = plain.start() if plain else max(0, len(rest) - _LONGEST_UNCUT)
        if end:
            yield rest[:end]
            rest = rest[end:]
    yield rest
