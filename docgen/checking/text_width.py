"""How wide a passage is when it is set on one line."""

from __future__ import annotations

from docgen.checking.recognition.passages import Passage
from docgen.vietnamese.text_width import measure_text


def estimate_width(passage: Passage) -> int:
    """Return the width of a passage on one line, in twips, as if its font were Times New Roman."""
    return sum(measure_text(run.shown, run.size_pt, bold=run.bold, italic=run.italic) for run in passage.runs)
