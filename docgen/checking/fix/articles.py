"""Mending the openings of articles: "Điều 1." is bold."""

from __future__ import annotations

import re
from typing import Final

from docgen.checking.fix.looks import mend_bold
from docgen.checking.fix.mending import Mending
from docgen.checking.looks import telling_runs
from docgen.checking.recognition.components import BodyKind
from docgen.checking.recognition.passages import whole_passage
from docgen.checking.text_levels import is_blank_form, own_items

_OPENING: Final = re.compile(r"\s*Điều\s+\d+\w?\.?", re.IGNORECASE)


def mend_articles(mending: Mending) -> None:
    """Embolden the word and the number of every article; its text stays as it is."""
    for item in own_items(mending.subject):
        text = item.paragraph.text
        opening = _OPENING.match(text)
        if item.kind is not BodyKind.ARTICLE or item.is_automatic or is_blank_form(text) or opening is None:
            continue
        passage = whole_passage(item.paragraph).cut(0, len(opening[0].strip()))
        if not all(run.bold for run in telling_runs(passage.runs)):
            mend_bold(mending, passage, f"“Điều {item.number}.”")
