"""Judging: which document of the catalogue a citation means, and what the catalogue says of it on a day."""

from docgen.citations.judging.home import HEAD_LENGTH, find_home_province
from docgen.citations.judging.judgements import Judgement, Status, judge_citations, judge_force, name_documents

__all__ = [
    "HEAD_LENGTH",
    "Judgement",
    "Status",
    "find_home_province",
    "judge_citations",
    "judge_force",
    "name_documents",
]
