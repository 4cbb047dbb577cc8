"""Mending: what has one right answer is put right in a new file; every word and everything else stays as it is."""

from docgen.checking.fix.change import Change
from docgen.checking.fix.fix import FixResult, fix_document
from docgen.checking.fix.menders import MENDERS

__all__ = ["MENDERS", "Change", "FixResult", "fix_document"]
