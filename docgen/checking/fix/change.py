"""What was mended, as values for people and machines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from docgen.checking.findings import Where


@dataclass(frozen=True, slots=True)
class Change:
    """One thing mended: by which rule, what (Vietnamese), where; ``count`` neighbours were mended the same way."""

    code: str
    message: str
    where: Where
    count: int = 1

    def __str__(self) -> str:
        extent = "" if self.count == 1 else f" ({self.count} chỗ liền nhau)"
        excerpt = f" – “{self.where.excerpt}”" if self.where.excerpt else ""
        return f"{self.code}: {self.message}{extent}{excerpt}"

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``check --fix --format json``."""
        where = {"part": self.where.part, "paragraph": self.where.paragraph, "excerpt": self.where.excerpt}
        return {"code": self.code, "message": self.message, "where": where, "count": self.count}


def join_changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes with those that follow each other and are alike as one."""
    joined = []
    for _, group in groupby(changes, key=lambda change: (change.code, change.message, change.where.part)):
        members = list(group)
        joined.append(replace(members[0], count=sum(change.count for change in members)))
    return tuple(joined)
