"""Judging: which document of the catalogue a citation means, and what the catalogue says of it on a day."""

from docgen.citations.judging.judgements import Judgement, Status, judge_citations, judge_force, name_documents

__all__ = ["Judgement", "Status", "judge_citations", "judge_force", "name_documents"]
