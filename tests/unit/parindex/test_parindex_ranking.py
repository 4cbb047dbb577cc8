"""Ranks, ties and classes, by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.parindex.class_files import load_scheme
from docgen.parindex.classes import ClassRule, ClassScheme, FieldShare, classify
from docgen.parindex.problems import RoundDataError
from docgen.parindex.ranking import EXACT, Rounding, Standing, place_units

CLASSES = Path(__file__).resolve().parents[3] / "templates" / "round" / "classes"
HA_NAM = load_scheme("ha-nam-2023", CLASSES)
HAI_DUONG = load_scheme("hai-duong-2021", CLASSES)
BEST, GOOD, DONE, FAILED = (rule.name for rule in HAI_DUONG.classes)


def fields(*percents: str) -> list[FieldShare]:
    return [FieldShare(f"Lĩnh vực {n}", Decimal(p), Decimal(100)) for n, p in enumerate(percents, start=1)]


@pytest.mark.parametrize(
    ("points", "name"),
    [
        ("100", "Xuất sắc"),
        ("95", "Xuất sắc"),
        ("94.99", "Tốt"),
        ("94.9999", "Tốt"),
        ("85", "Tốt"),
        ("84.99", "Khá"),
        ("75", "Khá"),
        ("74.99", "Trung bình"),
        ("70", "Trung bình"),
        ("69.99", "Yếu"),
        ("0", "Yếu"),
    ],
)
def test_ha_nam_has_five_classes(points: str, name: str) -> None:
    assert classify(HA_NAM, Decimal(points)).rule.name == name


@pytest.mark.parametrize(
    ("points", "lowest", "name"),
    [
        ("91", "80", BEST),
        ("91", "79", GOOD),
        ("91", "79.99", GOOD),
        ("91", "70", GOOD),
        ("91", "69", DONE),
        ("91", "50", DONE),
        ("91", "49", FAILED),
        ("90", "80", BEST),
        ("89.99", "95", GOOD),
        ("80", "70", GOOD),
        ("80", "69", DONE),
        ("79.99", "79", DONE),
        ("65", "50", DONE),
        ("64.99", "60", FAILED),
        ("100", "0", FAILED),
    ],
)
def test_hai_duong_has_a_floor_for_every_field(points: str, lowest: str, name: str) -> None:
    assert classify(HAI_DUONG, Decimal(points), fields("100", lowest, "95")).rule.name == name


def test_the_words_of_hai_duong_are_those_of_its_plan() -> None:
    assert [rule.name for rule in HAI_DUONG.classes] == [
        "Hoàn thành xuất sắc nhiệm vụ",
        "Hoàn thành tốt nhiệm vụ",
        "Hoàn thành nhiệm vụ",
        "Không hoàn thành nhiệm vụ",
    ]


def test_a_verdict_says_which_floors_were_missed() -> None:
    verdict = classify(HAI_DUONG, Decimal(91), fields("100", "69"))
    assert [(rule.name, [field.name for field in low]) for rule, low in verdict.missed] == [
        (BEST, ["Lĩnh vực 2"]),
        (GOOD, ["Lĩnh vực 2"]),
    ]


def test_a_floor_is_a_share_of_the_fields_own_maximum() -> None:
    share = FieldShare("Lĩnh vực", Decimal(12), Decimal(15))
    assert share.percent == 80
    assert classify(HAI_DUONG, Decimal(91), [share]).rule.name == BEST


def test_equal_totals_share_a_rank_and_the_next_one_skips() -> None:
    totals = {"Đức": "90", "An": "95", "Ân": "90", "Dũng": "90", "Bình": "80"}
    places = place_units([Standing(u, Decimal(t), Decimal(100)) for u, t in totals.items()], HA_NAM)
    assert [(p.rank, p.unit) for p in places] == [(1, "An"), (2, "Ân"), (2, "Dũng"), (2, "Đức"), (5, "Bình")]


def test_units_with_a_lower_maximum_are_ranked_by_their_share() -> None:
    places = place_units(
        [Standing("A", Decimal(90), Decimal(100)), Standing("B", Decimal(85), Decimal(93))], HA_NAM, Rounding(2)
    )
    assert [(p.unit, p.percentage) for p in places] == [("B", Decimal("91.40")), ("A", Decimal(90))]


def test_rounded_figures_are_what_is_ranked_and_classified_when_asked() -> None:
    standings = [Standing("A", Decimal("94.996"), Decimal(100)), Standing("B", Decimal(95), Decimal(100))]
    exact = place_units(standings, HA_NAM, EXACT)
    rounded = place_units(standings, HA_NAM, Rounding(2))
    assert [(p.rank, p.unit, p.class_name, p.percentage) for p in exact] == [
        (1, "B", "Xuất sắc", Decimal(95)),
        (2, "A", "Tốt", Decimal("94.996")),
    ]
    assert [(p.rank, p.unit, p.class_name) for p in rounded] == [(1, "A", "Xuất sắc"), (1, "B", "Xuất sắc")]


@given(st.lists(st.decimals(min_value=0, max_value=100, places=2), min_size=1, max_size=40))
def test_a_rank_is_one_more_than_the_number_of_better_units(totals: list[Decimal]) -> None:
    places = place_units([Standing(f"Đơn vị {i}", t, Decimal(100)) for i, t in enumerate(totals)], HA_NAM)
    for place in places:
        assert place.rank == 1 + sum(total > place.standing.total for total in totals)


def test_a_scheme_of_ones_own_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "rieng.yaml"
    path.write_text("classes:\n  - {name: Đạt, minimum: '50,5'}\n  - {name: Không đạt, minimum: 0}\n", encoding="utf-8")
    scheme = load_scheme(str(path), CLASSES)
    assert classify(scheme, Decimal("50.5")).rule.name == "Đạt"
    assert classify(scheme, Decimal("50.49")).rule.name == "Không đạt"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("classes:\n  - {name: A, minimum: 50}\n  - {name: B, minimum: 60}\n", "không thấp hơn"),
        ("classes:\n  - {name: A, minimum: 50}\n", "không nhận mọi đơn vị"),
        ("classes:\n  - {name: A, minimum: 50}\n  - {name: A, minimum: 0}\n", "trùng tên"),
        ("classes:\n  - {name: A, minimum: 500}\n  - {name: B, minimum: 0}\n", ":2:"),
        ("classes: []\n", "để trống"),
        ("lop: 1\n", "classes"),
    ],
)
def test_a_scheme_with_mistakes_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "sai.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RoundDataError) as error:
        load_scheme(str(path), CLASSES)
    assert said in str(error.value)


def test_an_unknown_scheme_names_those_that_there_are() -> None:
    with pytest.raises(InputError) as error:
        load_scheme("ha-noi", CLASSES)
    assert "ha-nam-2023, hai-duong-2021" in error.value.hint


def test_a_scheme_without_floors_has_none() -> None:
    assert not HA_NAM.has_floors
    assert HAI_DUONG.has_floors
    assert ClassScheme(classes=(ClassRule(name="A", minimum=Decimal(0)),)).classes[0].name == "A"
