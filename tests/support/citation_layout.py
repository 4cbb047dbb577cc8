"""Lay a gold text out as text out of PDF is: wrapped lines, a blank line behind each, page numbers between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from citation_gold import GoldCase

# The rest of the page, which says how its lines are set.
_BEFORE = (
    "- Việc theo dõi, đánh giá, xếp hạng phải gắn với thực hiện chức năng và",
    "nhiệm vụ của từng đơn vị, bảo đảm khách quan, đúng thực tế, không làm",
    "phát sinh thủ tục, giấy tờ cho người dân và doanh nghiệp.",
)
_BEHIND = (
    "- Kinh phí thực hiện do các cơ quan, đơn vị tự bố trí trong dự toán đã",
    "được giao hằng năm theo phân cấp hiện hành.",
)


@dataclass(frozen=True)
class Layout:
    """How a page is set: ``width`` in characters, ``line_end`` between lines, ``page_number`` at each fourth."""

    width: int
    line_end: str
    page_number: str = ""

    def lay_out(self, case: GoldCase) -> GoldCase:
        """Return the case with its text in this layout, its labels moved along."""
        pieces, offsets = self._wrap(case.text)
        begin = "".join(line + self.line_end for line in _BEFORE)
        text = begin + "".join(pieces) + "".join(self.line_end + line for line in _BEHIND)
        starts = [offset + len(begin) for offset in offsets]
        moved = tuple(
            replace(
                cited,
                start=(start := starts[cited.start]),
                end=(end := starts[cited.end - 1] + 1),
                text=text[start:end],
            )
            for cited in case.citations
        )
        return replace(case, text=text, source=text, citations=moved)

    def _wrap(self, text: str) -> tuple[list[str], list[int]]:
        """Return what stands for each character, and where; lines break at spaces and behind hyphens."""
        pieces: list[str] = []
        offsets: list[int] = []
        offset = column = breaks = 0
        for at, character in enumerate(text):
            offsets.append(offset)
            follows = self._measure(text, at + 1)
            is_full = column + 1 + follows > self.width
            piece = character
            if character == "\n" or (character == " " and is_full):
                piece, breaks, column = self._break(breaks), breaks + 1, 0
            elif character == "-" and is_full and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum():
                piece, breaks, column = f"-{self._break(breaks)}", breaks + 1, 0
            else:
                column += 1
            pieces.append(piece)
            offset += len(piece)
        return pieces, offsets

    def _break(self, breaks: int) -> str:
        return (
            f"{self.line_end}{self.page_number}{self.line_end}"
            if self.page_number and breaks % 4 == 1
            else self.line_end
        )

    @staticmethod
    def _measure(text: str, start: int) -> int:
        """Return how many characters cannot be parted from here on."""
        end = start
        while end < len(text) and text[end] not in " \n" and (text[end] != "-" or text[end + 1 : end + 2] == " "):
            end += 1
        return end - start
