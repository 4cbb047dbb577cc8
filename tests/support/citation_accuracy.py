"""The accuracy of the finder on the gold set. ``python tests/support/citation_accuracy.py [--write]``

Prints precision, recall and F1 for exact spans, for each field and by type; ``--write`` makes what is wrong now the
baseline (tests/gold/baseline.txt), against which the tests list each loss and each gain.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache

from citation_gold import FOLDER, SPLITS, Accuracy, Score, measure, read_cases

from docgen.citations import find_citations

BASELINE = FOLDER / "baseline.txt"


@cache
def measure_split(split: str) -> Accuracy:
    """Return the accuracy of the finder on a split."""
    cases = read_cases(split)
    return measure(cases, (find_citations(case.source) for case in cases))


def list_mistakes() -> list[str]:
    """Return a line for each mistake on the whole set."""
    return [f"{split}: {line}" for split in SPLITS for line in measure_split(split).mistakes]


def read_baseline() -> list[str]:
    """Return the mistakes of the last landed version."""
    return BASELINE.read_text(encoding="utf-8").splitlines()


def write_table(split: str) -> Iterator[str]:
    """Yield the lines of a split's table."""
    cases, accuracy = read_cases(split), measure_split(split)
    cited = sum(len(case.citations) for case in cases)
    bare = sum(not case.citations for case in cases)
    yield f"{split}: {len(cases)} texts, {cited} citations, {bare} texts without"
    yield f"  {'':<22}{'precision':>10}{'recall':>10}{'F1':>10}"
    for title, scores in (("span", accuracy.spans), ("field", accuracy.fields), ("type", accuracy.types)):
        for name, score in sorted(scores.items()) if title == "type" else scores.items():
            yield f"  {title + ' ' + (name or '(none)'):<22}{_write(score)}"
    yield from (f"  wrong: {line}" for line in accuracy.mistakes)


def _write(score: Score) -> str:
    return f"{score.precision:>10.4f}{score.recall:>10.4f}{score.f1:>10.4f}"


def main() -> int:
    """Print the tables, or write the baseline."""
    if "--write" in sys.argv[1:]:
        BASELINE.write_text("".join(f"{line}\n" for line in list_mistakes()), encoding="utf-8")
        return 0
    for split in SPLITS:
        print(*write_table(split), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
