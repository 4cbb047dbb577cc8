"""Mending sizes, weight, slant and case of components, and capitals where they are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from docgen.checking.fix.component_looks import LOOKS, ComponentLook
from docgen.checking.fix.heading_sizes import find_group
from docgen.checking.fix.mending import Mending
from docgen.checking.fix.run_looks import RunLook
from docgen.checking.looks import WantedLook, describe_differences, format_size, telling_runs
from docgen.checking.recognition.passages import Passage
from docgen.ooxml.facts import RunFacts


def mend_component(mending: Mending) -> None:
    """Give a component the look that the rule at work asks for."""
    component = LOOKS[mending.code]
    size = find_group(mending.subject).get(mending.code)
    for passage in component.passages(mending.subject):
        mend_look(mending, passage, component.wanted, component.name, size=size)
        _mend_typed_capitals(mending, passage, component)


def mend_look(mending: Mending, passage: Passage, wanted: WantedLook, name: str, *, size: float | None = None) -> bool:
    """Give a passage a look; sizes go to the nearest that is allowed, or to ``size``. Return whether it changed."""
    differences = describe_differences((passage,), wanted)
    if not differences:
        return False
    least, most = wanted.least_pt, wanted.most_pt
    target = size if size is not None else choose_size(telling_runs(passage.runs), least, most)

    def decide(run: RunFacts) -> RunLook | None:
        if run.superscript or run.is_symbol:
            return None
        look = RunLook(
            size_pt=None if least <= run.size_pt <= most else target,
            bold=_differs(run.bold, wanted.bold),
            italic=_differs(run.italic, wanted.italic),
            caps=True if wanted.caps and not passage.is_caps else _differs(run.caps and passage.is_caps, wanted.caps),
            no_small_caps=wanted.caps is False and run.small_caps and passage.is_caps,
        )
        return None if look == RunLook() else look

    if not mending.format_passage(passage, decide):
        return False
    mending.tell(f"{name}: sửa {'; '.join(differences)} thành {wanted.description}.", passage.where)
    return True


def _differs(found: bool, wanted: bool | None) -> bool | None:
    return wanted if wanted is not None and found is not wanted else None


def choose_size(runs: Iterable[RunFacts], least: float, most: float) -> float:
    """Return the size that a text should have: the right one that most of it has, else the bound nearest to it."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[run.size_pt] += len(run.text.strip()) or 1
    right = [size for size, _ in sizes.most_common() if least <= size <= most]
    if right:
        return right[0]
    usual = sizes.most_common(1)[0][0] if sizes else least
    return max(least, min(most, usual))


def _mend_typed_capitals(mending: Mending, passage: Passage, component: ComponentLook) -> None:
    if component.wanted.caps is not False or component.recase is None or not passage.text.isupper():
        return
    small = component.recase(passage.text)
    if len(small) == len(passage.text) and passage.is_caps:
        message = f"{component.name}: sửa chữ in hoa thành “{small}”."
        mending.replace(passage.paragraph, passage.start, passage.end, small, message, passage.where)


def mend_heading_sizes(mending: Mending) -> None:
    """Let Quốc hiệu, Tiêu ngữ and date go up and down together: 13, 14, 14 or 12, 13, 13."""
    for code, size in find_group(mending.subject).items():
        component = LOOKS[code]
        for passage in component.passages(mending.subject):
            wrong = {run.size_pt for run in telling_runs(passage.runs)} - {size}
            changed = wrong and mending.format_passage(
                passage,
                lambda run, size=size: (  # type: ignore[misc]
                    RunLook(size_pt=size) if run.size_pt != size and not run.superscript else None
                ),
            )
            if changed:
                found = ", ".join(map(format_size, sorted(wrong)))
                mending.tell(f"{component.name}: sửa cỡ {found} thành {format_size(size)}.", passage.where)


def mend_capitals(mending: Mending, passages: Iterable[Passage], name: str) -> None:
    """Show passages in capitals by format: the letters stay as they were typed."""
    for passage in passages:
        if not passage.is_caps and mending.format_passage(passage, lambda _run: RunLook(caps=True)):
            mending.tell(f"{name}: trình bày bằng chữ in hoa.", passage.where)


def mend_bold(mending: Mending, passage: Passage, name: str) -> None:
    """Set a passage in bold."""
    changed = mending.format_passage(passage, lambda run: None if run.bold or run.superscript else RunLook(bold=True))
    if changed:
        mending.tell(f"{name}: trình bày kiểu chữ đậm.", passage.where)
