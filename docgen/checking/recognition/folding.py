"""Folded text (see ``vietnamese.folding``) and whether it is a wanted text but for a slip of the keyboard."""

from __future__ import annotations

from difflib import SequenceMatcher

from docgen.vietnamese.folding import fold

__all__ = ["fold", "resembles"]


def resembles(folded: str, wanted: str, least: float = 0.84) -> bool:
    """Whether a folded text is ``wanted`` but for a slip or two of the keyboard."""
    if folded == wanted:
        return True
    if abs(len(folded) - len(wanted)) > len(wanted) // 4:
        return False
    matcher = SequenceMatcher(None, folded, wanted, autojunk=False)
    return matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least
