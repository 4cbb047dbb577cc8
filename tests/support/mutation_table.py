"""The table of accuracy: every ``[[fail]]`` case by every rule. ``python tests/support/mutation_table.py``

A breakage counts as found when its own rule speaks, as clean when no other rule does (``also`` aside).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rule_cases import Case, load_cases

from docgen.checking import Severity, check_document, load_rules
from docgen.ooxml import read_document_bytes


@dataclass
class Row:
    """One rule: breakages tried, found by it, found by it alone; ``noise`` counts the rules that spoke besides."""

    code: str
    tried: int = 0
    found: int = 0
    clean: int = 0
    noise: dict[str, int] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)


def measure(cases: Iterable[Case]) -> dict[str, Row]:
    """Return a row for every rule that has cases."""
    rows: dict[str, Row] = {}
    for case in cases:
        row = rows.setdefault(case.code, Row(case.code))
        report = check_document(read_document_bytes(case.build()), case.settings)
        spoken = {f.code for f in report.findings if f.severity is not Severity.INFO or f.code == case.code}
        others = spoken - {case.code} - case.also
        row.tried += 1
        row.found += case.code in spoken
        row.clean += case.code in spoken and not others
        if case.code not in spoken:
            row.missed.append(case.label)
        for other in others:
            row.noise[other] = row.noise.get(other, 0) + 1
    return rows


def write_table(rows: dict[str, Row]) -> Iterator[str]:
    """Yield the lines of the table, the sum last."""
    yield f"{'rule':<8}{'tried':>6}{'found':>7}{'alone':>7}  also spoke"
    for rule in load_rules():
        row = rows.get(rule.code, Row(rule.code))
        noise = ", ".join(f"{code}×{count}" for code, count in sorted(row.noise.items()))
        yield f"{row.code:<8}{row.tried:>6}{row.found:>7}{row.clean:>7}  {noise}"
        yield from (f"        missed: {label}" for label in row.missed)
    tried, found, clean = (sum(getattr(row, name) for row in rows.values()) for name in ("tried", "found", "clean"))
    share = 100 * found / tried if tried else 0.0
    yield f"{'all':<8}{tried:>6}{found:>7}{clean:>7}  {share:.1f} % found, {tried - clean} with another rule or none"


def count_breakages(cases: Iterable[Case]) -> int:
    """Return how many different breakages the cases make: layouts and ways of making them aside."""
    return len(
        {
            (
                case.code,
                case.base,
                case.draft,
                repr([(n, {k: v for k, v in a.items() if k != "how"}) for n, a in case.mutations]),
            )
            for case in cases
        }
    )


def main() -> None:
    """Print the table."""
    cases = [case for case in load_cases() if case.fails]
    for line in write_table(measure(cases)):
        print(line)
    print(f"{count_breakages(cases)} different breakages, {len(cases)} with layouts and ways of making them")


if __name__ == "__main__":
    main()
