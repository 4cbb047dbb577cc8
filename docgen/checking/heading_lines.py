"""The drawn lines of the heading block: whether they can be known, and whether they are as long as they should be."""

from __future__ import annotations

from docgen.checking.findings import CannotJudge
from docgen.checking.recognition.components import DrawnLine
from docgen.checking.subject import Subject


def require_knowable_lines(subject: Subject) -> None:
    """Give up where a shape of unknown form stands in the heading: it may be the line that was not found."""
    heading = subject.components.heading
    block = subject.facts.paragraphs[heading.start : heading.end]
    if any(drawing.kind in ("other", "picture") for paragraph in block for drawing in paragraph.drawings):
        raise CannotJudge("có hình vẽ ở phần đầu, không rõ có phải đường kẻ không")


def is_measured(line: DrawnLine) -> bool:
    """Whether the length of a line is known; how wide a text box is, is not among the facts."""
    if line.kind == "border" and line.paragraph.place.text_box >= 0:
        return False
    return line.kind in ("shape", "border") and line.width > 0


def write_share(line: DrawnLine, text_width: int) -> str:
    """Return how long a line is beside its text, for a clerk: "42% dòng chữ"."""
    return f"{round(100 * line.width / max(text_width, 1))}% dòng chữ"
