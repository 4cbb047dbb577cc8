"""Runs as Word leaves them after much editing: words and letters torn into runs that look the same."""

from __future__ import annotations

import copy
from itertools import pairwise

from docx_package import Package, w

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def split_runs(data: bytes) -> bytes:
    """Return the document with every run of text cut after its first letter, in its middle, before its last letter."""
    package = Package(data)
    for name in list(package.text_parts()):
        for run in list(package.part(name).iter(w("r"))):
            texts = run.findall(w("t"))
            if len(texts) != 1 or any(child.tag not in (w("rPr"), w("t")) for child in run):
                continue
            text = texts[0].text or ""
            cuts = sorted({0, 1, len(text) // 2, len(text) - 1, len(text)})
            pieces = [text[start:end] for start, end in pairwise(cuts)]
            if len(text) < 4:
                continue
            texts[0].text = pieces[0]
            texts[0].set(_SPACE, "preserve")
            last = run
            for piece in pieces[1:]:
                more = copy.deepcopy(run)
                more.find(w("t")).text = piece
                last.addnext(more)
                last = more
    return package.save()
