"""How a component must look and how it does: size, weight, slant and case, said in the words of the decree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.passages import Passage
from docgen.ooxml.facts import RunFacts

_LEAST_LETTERS = 2  # a single capital ("A") says nothing about the case of a line


@dataclass(frozen=True, slots=True)
class WantedLook:
    """What Annex I asks of a component; None is not asked. Sizes are points, both ends belong."""

    least_pt: float
    most_pt: float
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None

    @property
    def description(self) -> str:
        """The look in Vietnamese, in the order of Annex I, part I, V."""
        case = {True: ["chữ in hoa"], False: ["chữ in thường"], None: []}[self.caps]
        slant = {True: ["kiểu chữ nghiêng"], False: ["kiểu chữ đứng"], None: []}[self.italic]
        weight = {True: ["đậm"], False: ["không đậm"], None: []}[self.bold]
        return ", ".join([*case, f"cỡ {format_sizes((self.least_pt, self.most_pt))}", *slant, *weight])


def format_size(points: float) -> str:
    """Return a size of type as it is written in Vietnamese: "13", "13,5"."""
    return f"{points:g}".replace(".", ",")


def format_sizes(bounds: tuple[float, float]) -> str:
    """Return a range of sizes: "12–13", or "11" where there is but one."""
    least, most = bounds
    return format_size(least) if least == most else f"{format_size(least)}–{format_size(most)}"


def telling_runs(runs: Iterable[RunFacts]) -> tuple[RunFacts, ...]:
    """Return the runs that say how a text looks: those with letters or digits, without raised note marks."""
    found = tuple(run for run in runs if not run.superscript and any(map(str.isalnum, run.text)))
    return found or tuple(run for run in runs if run.text.strip() and not run.superscript)


def find_wrong_sizes(runs: Iterable[RunFacts], least: float, most: float) -> tuple[float, ...]:
    """Return the sizes outside the bounds, ascending."""
    return tuple(sorted({run.size_pt for run in runs if not least <= run.size_pt <= most}))


def describe_differences(passages: Sequence[Passage], wanted: WantedLook) -> tuple[str, ...]:
    """Return in Vietnamese how the passages differ from the look, nothing where they do not."""
    runs = [run for passage in passages for run in telling_runs(passage.runs)]
    if not runs:
        return ()
    found = []
    if wanted.caps is not None:
        found += _describe_case(passages, wanted.caps)
    sizes = find_wrong_sizes(runs, wanted.least_pt, wanted.most_pt)
    if sizes:
        found.append(f"cỡ {', '.join(map(format_size, sizes))}")
    if wanted.italic is not None:
        found += _describe_switch(runs, wanted.italic, lambda run: run.italic, "nghiêng")
    if wanted.bold is not None:
        found += _describe_switch(runs, wanted.bold, lambda run: run.bold, "đậm")
    return tuple(found)


def find_look_fault(
    passages: Sequence[Passage], wanted: WantedLook, name: str, *, severity: Severity | None = None
) -> Fault | None:
    """Return one fault for all that is wrong with the look of a component, or None.

    ``name`` is the component in Vietnamese, at the beginning of the message.
    """
    differences = describe_differences(passages, wanted)
    if not differences:
        return None
    first = next((passage for passage in passages if describe_differences((passage,), wanted)), passages[0])
    return Fault(
        where=first.where,
        message=f"{name} trình bày chưa đúng kiểu chữ: {'; '.join(differences)}.",
        expected=wanted.description,
        found="; ".join(differences),
        severity=severity,
    )


def _describe_case(passages: Sequence[Passage], caps: bool) -> list[str]:
    lettered = [p for p in passages if sum(map(str.isalpha, p.text)) >= _LEAST_LETTERS]
    if caps and not all(passage.is_caps for passage in lettered):
        return ["không in hoa"]
    if not caps and lettered and all(passage.is_caps for passage in lettered):
        return ["in hoa"]
    return []


def _describe_switch(runs: Sequence[RunFacts], wanted: bool, read: Callable[[RunFacts], bool], name: str) -> list[str]:
    wrong = [run for run in runs if read(run) is not wanted]
    if not wrong:
        return []
    said = f"không {name}" if wanted else name
    return [said if len(wrong) == len(runs) else f"một phần {said} (“{wrong[0].text.strip()[:30]}”)"]
