"""Putting the values of one row into the pieces of a draft whose placeholders are letters.

A value is text and nothing else: what in it looks like a mark, a number of a division or a table stays text, because it
is put into what was read already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from docgen.drafting.placeholders import (
    Need,
    Placeholder,
    cut_at_letters,
    find_letters,
    is_lone_letter,
    split_conditions,
)
from docgen.model import Appendix, Attachment, Cell, Content, Division, Footnote, Paragraph, Reference, Run, Table
from docgen.model.blocks import walk_contents
from docgen.model.inline import has_text, normalize_inlines
from docgen.vietnamese.text import normalize_text

Block = Paragraph | Division | Table
Part = Attachment | Appendix


def collect_letters(thing: Any) -> list[str]:
    """Return the letters of placeholders in data, blocks or parts, in reading order, with repeats."""
    return [letter for text in _walk_texts(thing) for letter in find_letters(text)]


def _walk_texts(thing: Any) -> Iterator[str]:
    match thing:
        case str():
            yield thing
        case Mapping():
            yield from (text for value in thing.values() for text in _walk_texts(value))
        case Attachment() | Appendix():
            yield thing.subject if isinstance(thing, Attachment) else thing.title
            yield from _walk_texts(thing.body)
        case Paragraph() | Division() | Table():
            yield from (text for content in walk_contents((thing,)) for text in _walk_inlines(content))
        case list() | tuple():
            yield from (text for value in thing for text in _walk_texts(value))


def _walk_inlines(content: Content) -> Iterator[str]:
    for inline in content:
        match inline:
            case Footnote():
                yield from _walk_inlines(inline.content)
            case Reference():
                yield inline.id
            case _:
                yield inline.text


class Letters:
    """The placeholders of one draft by letter, and what its texts are made of: found once, for all rows."""

    def __init__(self, placeholders: Mapping[str, Placeholder]) -> None:
        self.names = tuple(placeholders)
        self.conditions = "".join(letter for letter, p in placeholders.items() if p.need is Need.CONDITION)
        self.required = frozenset(letter for letter, p in placeholders.items() if p.need is Need.REQUIRED)
        self.cut = cache(cut_at_letters)


class Filling:
    """The values of one row, in the order of their letters, ready to go into text. Empty ones stand for cells that may
    be empty.
    """

    def __init__(self, letters: Letters, values: Sequence[str]) -> None:
        self.lost_divisions: list[Division] = []
        """Numbered divisions that have no text left: what comes after them would be misnumbered."""
        self.missing: set[str] = set()
        """Letters that must have a value, have none, and were asked for one."""
        self.values = dict(zip(letters.names, values, strict=True))
        self._letters = letters

    def fill_text(self, text: str) -> str:
        """Return a text with the values in it, on one line; empty where a condition at its start does not hold."""
        rest = self._follow_conditions(text)
        return "" if rest is None else self._put(rest).strip(" ")

    def fill_data(self, value: Any) -> Any:
        """Return data of the front matter with the values in it; what is left empty is None, or gone from a list."""
        match value:
            case str():
                return self.fill_text(value) or None
            case Mapping():
                filled = {name: self.fill_data(item) for name, item in value.items()}
                return {name: item for name, item in filled.items() if item is not None}
            case list():
                return [filled for item in value for filled in self._fill_item(item)]
            case _:
                return value

    def _fill_item(self, item: Any) -> Iterable[Any]:
        """A list item that is one placeholder becomes as many items as its cell has lines."""
        if not isinstance(item, str) or not find_letters(item):
            return (self.fill_data(item),)
        rest = self._follow_conditions(item)
        if rest is None:
            return ()
        lines = self._take_lines(rest) if is_lone_letter(rest) else [self._put(rest).strip(" ")]
        return [line for line in lines if line]

    def fill_blocks(self, blocks: Sequence[Block], unfilled: frozenset[int]) -> tuple[Block, ...]:
        """Return the blocks with the values in them. ``unfilled`` holds the identities of those with placeholders."""
        return tuple(
            filled
            for block in blocks
            for filled in (self._fill_block(block, unfilled) if id(block) in unfilled else (block,))
        )

    def _fill_block(self, block: Block, unfilled: frozenset[int]) -> Iterator[Block]:
        if isinstance(block, Table):
            yield block.model_copy(update={"rows": tuple(tuple(map(self._fill_cell, row)) for row in block.rows)})
            return
        contents = self._fill_content(block.content, may_split=isinstance(block, Paragraph) or block.level.is_bullet)
        copies: list[Block] = [block.model_copy(update={"content": content}) for content in contents]
        if isinstance(block, Division) and not block.level.is_bullet and not copies:
            self.lost_divisions.append(block)
        if isinstance(block, Division) and block.children and copies:
            *copies, last = copies
            yield from (copy.model_copy(update={"children": ()}) for copy in copies)
            yield last.model_copy(update={"children": self.fill_blocks(block.children, unfilled)})
        else:
            yield from copies

    def _fill_cell(self, cell: Cell) -> Cell:
        paragraphs = (filled for content in cell.paragraphs for filled in self._fill_content(content, may_split=True))
        return cell.model_copy(update={"paragraphs": tuple(paragraphs)}) if cell.paragraphs else cell

    def _fill_content(self, content: Content, *, may_split: bool) -> tuple[Content, ...]:
        """Return the paragraphs that one becomes: none, one, or one a line where it is a placeholder alone."""
        first = content[0]
        if isinstance(first, Run):
            rest = self._follow_conditions(first.text)
            if rest is None:
                return ()
            if rest != first.text:
                first = first.model_copy(update={"text": rest})
            if may_split and len(content) == 1 and is_lone_letter(rest):
                return tuple((first.model_copy(update={"text": line}),) for line in self._take_lines(rest) if line)
            if len(content) == 1:  # nearly every paragraph
                text = self._put(rest).strip(" ")
                return ((first.model_copy(update={"text": text}),),) if text else ()
            content = (first, *content[1:])
        filled = tuple(inline for inline in map(self._fill_inline, content) if inline is not None)
        return (normalize_inlines(filled),) if has_text(filled) else ()

    def _fill_inline(self, inline: Run | Reference | Footnote) -> Run | Reference | Footnote | None:
        if isinstance(inline, Run):
            text = self._put(inline.text)
            return inline.model_copy(update={"text": text}) if text != inline.text else inline
        if isinstance(inline, Footnote):
            filled = self._fill_content(inline.content, may_split=False)
            return inline.model_copy(update={"content": filled[0]}) if filled else None
        return inline

    def _follow_conditions(self, text: str) -> str | None:
        """Return a text without the conditions that it begins with; None where one does not hold."""
        known = self._letters.conditions
        if not known or text[:1] not in f" {known}":
            return text
        conditions, rest = split_conditions(text, known)
        if not conditions:
            return text
        return rest if all(self.values[letter] for letter in conditions) else None

    def _take_lines(self, lone_letter: str) -> list[str]:
        letter = lone_letter.strip(" ")
        value = self.values[letter]
        if not value and letter in self._letters.required:
            self.missing.add(letter)
        return value.split("\n")

    def _put(self, text: str) -> str:
        pieces = self._letters.cut(text)
        if len(pieces) == 1:
            return text
        filled = [*pieces]
        for place in range(1, len(filled), 2):
            letter = filled[place]
            value = self.values[letter]
            if value:
                # The lines of a cell stand after one another where the draft goes on in the same line.
                filled[place] = value.replace("\n", " ")
                continue
            # Nothing is printed, with no space before it: "mời họp {{Ghi chú?}}." → "mời họp."
            filled[place - 1] = filled[place - 1].rstrip(" ")
            filled[place] = ""
            if letter in self._letters.required:
                self.missing.add(letter)
        # A value may begin with a mark of the letter before it.
        return normalize_text("".join(filled))
