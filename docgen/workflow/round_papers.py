"""The papers of a round: which there are, what each needs, and how each becomes a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from docgen.parindex.round_reading import Group, Round, Unit
from docgen.parindex.words import fold_words


class Need(Enum):
    """What a paper needs of the scores: nothing; some (gaps are marked in it); all, without a mistake."""

    NOTHING = "nothing"
    SCORES = "scores"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper: its key, its place in the round (the number in file names), its wording, what it needs."""

    key: str
    order: int
    wording: str
    title: str
    need: Need = Need.NOTHING
    each_unit: bool = False


KINDS = (
    PaperKind("plan", 1, "ke-hoach", "Kế hoạch"),
    PaperKind("guidance", 2, "cong-van-huong-dan", "Công văn hướng dẫn chung"),
    PaperKind("unit-letter", 3, "cong-van-don-vi", "Công văn gửi từng đơn vị", each_unit=True),
    PaperKind("council", 4, "quyet-dinh-hoi-dong", "Quyết định thành lập Hội đồng"),
    PaperKind("schedule", 5, "lich-tham-dinh", "Thông báo lịch thẩm định"),
    PaperKind("explanation", 6, "cong-van-giai-trinh", "Công văn yêu cầu giải trình", Need.SCORES),
    PaperKind("score-sheet", 7, "phieu-diem", "Phiếu điểm từng đơn vị", Need.SCORES, each_unit=True),
    PaperKind("invitation", 8, "giay-moi", "Giấy mời họp Hội đồng"),
    PaperKind("minutes", 9, "bien-ban", "Biên bản họp Hội đồng", Need.WHOLE),
    PaperKind("report", 10, "bao-cao", "Báo cáo của Hội đồng", Need.SCORES),
    PaperKind("submission", 11, "to-trinh", "Tờ trình", Need.WHOLE),
    PaperKind("publication", 12, "quyet-dinh-cong-bo", "Quyết định công bố", Need.WHOLE),
    PaperKind("notice", 13, "thong-bao", "Thông báo kết quả", Need.WHOLE),
)
"""The papers in the order of the round."""

KINDS_BY_KEY = {kind.key: kind for kind in KINDS}


def find_kind(name: str) -> PaperKind | None:
    """Return a kind by its key (``plan``) or by the Vietnamese name of its files (``ke-hoach``)."""
    return KINDS_BY_KEY.get(name) or next((kind for kind in KINDS if kind.wording == name), None)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper to build; ``group`` and ``unit`` for those that go to one unit. ``number`` counts units of a group."""

    kind: PaperKind
    group: Group | None = None
    unit: Unit | None = None
    number: int = 0

    @property
    def key(self) -> str:
        """The key under which the paper's number is kept: plan, unit-letter/so-01."""
        return f"{self.kind.key}/{self._place}".rstrip("/")

    @property
    def stem(self) -> str:
        """The name of its files."""
        base = f"{self.kind.order:02d}-{self.kind.wording}"
        if self.unit is None:
            return base
        return f"{base}-{self._place}-{fold_words(self.unit.name).replace(' ', '-')}"

    @property
    def _place(self) -> str:
        if self.group is None:
            return ""
        width = max(len(str(len(self.group.units))), 2)
        return f"{self.group.data.key}-{self.number:0{width}d}"


@dataclass(frozen=True, slots=True)
class Selection:
    """The papers to build, and what is left out with the reason."""

    papers: tuple[Paper, ...]
    refused: tuple[tuple[PaperKind, str], ...]
    skipped: tuple[tuple[PaperKind, str], ...]


def select_papers(round_: Round, wanted: frozenset[str], *, allow_missing: bool) -> Selection:
    """Return which papers of ``wanted`` (empty: all of the round) can be built now.

    Papers that need the scores are refused while the scores have mistakes; with ``allow_missing`` those that can
    mark gaps are built, and nothing is published.
    """
    papers: list[Paper] = []
    refused: list[tuple[PaperKind, str]] = []
    skipped: list[tuple[PaperKind, str]] = []
    chosen = wanted or frozenset(round_.data.papers) or frozenset(KINDS_BY_KEY)
    for kind in KINDS:
        if kind.key not in chosen:
            continue
        reason, is_mistake = _find_reason(kind, round_, allow_missing=allow_missing)
        if reason:
            (refused if is_mistake else skipped).append((kind, reason))
        else:
            papers += _list_papers(kind, round_)
    return Selection(tuple(papers), tuple(refused), tuple(skipped))


def _find_reason(kind: PaperKind, round_: Round, *, allow_missing: bool) -> tuple[str, bool]:
    """Return why a paper cannot be built ("" when it can), and whether a mistake is the reason."""
    if kind.key == "council" and round_.data.council.decision:
        return f"Hội đồng đã có {round_.data.council.decision.short}", False
    if kind.need is Need.NOTHING:
        return "", False
    if not round_.has_scores:
        return "chưa có điểm", False
    if round_.score_problems and not (allow_missing and kind.need is Need.SCORES):
        return f"điểm còn {len(round_.score_problems)} lỗi", True
    if kind.key == "explanation" and not any(has_differences(group) for group in round_.groups):
        return "không có tiêu chí nào thẩm định thấp hơn tự chấm", False
    return "", False


def has_differences(group: Group) -> bool:
    """Whether a unit of the group was appraised lower than it scored itself."""
    results = group.result.units if group.result else ()
    return any(
        line.own is not None and line.final is not None and line.final < line.own
        for result in results
        for line in result.lines
    )


def _list_papers(kind: PaperKind, round_: Round) -> Iterator[Paper]:
    if not kind.each_unit:
        yield Paper(kind)
        return
    for group in round_.groups:
        for number, unit in enumerate(group.units, start=1):
            yield Paper(kind, group, unit, number)
