"""A round is checked as a whole: every mistake at once, each with its place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.parindex.explain import explain_unit
from docgen.parindex.problems import RoundDataError, SheetProblem, TextProblem
from docgen.parindex.round_reading import read_round
from tests.support.rounds import NAMES, SOURCES, copy_sample, read_changed, read_sample

Changes = dict[str, list[tuple[str, str]]]


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_is_without_a_mistake(name: str) -> None:
    found = read_sample(name)
    assert found.score_problems == ()
    assert found.notes == ()
    assert found.has_scores
    assert not found.has_gaps


def test_the_samples_are_of_their_day() -> None:
    counts = {name: [len(group.units) for group in read_sample(name).groups] for name in NAMES}
    assert counts == {
        "ha-nam-2023": [19, 6],
        "ha-tinh-2022": [20, 6, 13, 216],
        "ha-tinh-2026": [13, 69],
        "hai-duong-2021": [19],
    }
    communes = read_sample("ha-tinh-2022").groups[3].units
    assert {unit.district for unit in communes if unit.name == "Xã Sơn Tây"} == {"Huyện Hương Sơn"}


def test_no_round_no_reading(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="không có tệp round"):
        read_round(tmp_path, SOURCES)


def problems_of(tmp_path: Path, name: str, changes: Changes) -> list[str]:
    with pytest.raises(RoundDataError) as error:
        read_changed(name, tmp_path, changes)
    return [problem.describe().removeprefix(f"{tmp_path}/{name}/") for problem in error.value.problems]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"round.yaml": [("when: trước ngày 20/11/2023", "when: trước ngày 20/11/2033")]},
            "nằm ngoài thời gian của đợt",
        ),
        ({"round.yaml": [("when: trước ngày 20/11/2023", "when: trước ngày 02/11/2023")]}, "trước bước liền trên"),
        ({"round.yaml": [("when: trước ngày 20/11/2023", "when: trước ngày 31/11/2023")]}, "không có ngày 31"),
        ({"round.yaml": [("day: 2023-12-07", "day: 2023-12-11")]}, "hạn của bước họp Hội đồng"),
        ({"round.yaml": [("key: remedy", "key: plan")]}, "“plan” ghi hai lần"),
        ({"round.yaml": [("  - key: report\n", "  - key: criteria\n")]}, "thiếu bước report"),
        ({"round.yaml": [("units_a_session: 2", "units_a_session: 1")]}, "lịch thẩm định kéo đến"),
        ({"round.yaml": [("agency: so-noi-vu-ha-nam", "agency: so-noi-vu")]}, "không có cơ quan “so-noi-vu”"),
        ({"round.yaml": [("classes: ha-nam-2023 ", "classes: ha-nam-2032 ")]}, "không có cách xếp loại"),
        ({"round.yaml": [("short_organ:", "ten_tat:")]}, "không có trường tên này"),
        ({"round.yaml": [("total: 100 ", "total: 90 ")]}, "tổng điểm của bộ tiêu chí là 90"),
        (
            {"round.yaml": [("units: districts ", "units: [Huyện Kim Bảng, Huyện Mỹ Lộc] ")]},
            "không có đơn vị “Huyện Mỹ Lộc”",
        ),
        ({"round.yaml": [("start: 2023-09-01", "start: 2023-09-1x")]}, "không đọc được ngày"),
        ({"so.csv": [("Sở Y tế", "Sở Tư pháp")]}, "“Sở Tư pháp” ghi hai lần"),
        ({"tieu-chi-so.csv": [('2.2,"Rà soát', '2.1,"Rà soát')]}, "ghi hai lần"),
        (
            {"tieu-chi-so.csv": [("5,Cải cách chế độ công vụ,10,Sở Nội vụ", "5,Cải cách chế độ công vụ,10,")]},
            "chưa có cơ quan",
        ),
        (
            {"tieu-chi-so.csv": [("6.1,Giải ngân vốn đầu tư công,3", "6.1,Giải ngân vốn đầu tư công,4")]},
            "cộng lại là 9",
        ),
        (
            {"tieu-chi-so.csv": [("6.1,Giải ngân vốn đầu tư công,3", "6.1,Giải ngân vốn đầu tư công,ba")]},
            "không phải là số",
        ),
        ({"hoi-dong.csv": [("Ông Tạ Đình Nam", "Bà Chu Văn Hiệp")]}, "ghi hai lần"),
    ],
)
def test_a_mistake_is_reported_with_its_place(tmp_path: Path, changes: Changes, said: str) -> None:
    found = problems_of(tmp_path, "ha-nam-2023", changes)
    assert any(said in line for line in found), found
    file = next(iter(changes))
    assert all(line.startswith((file, "tieu-chi")) for line in found), found


def test_all_mistakes_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    changes = {
        "round.yaml": [("classes: ha-nam-2023 ", "classes: khong-co ")],
        "so.csv": [("Sở Y tế", "Sở Tư pháp")],
        "tieu-chi-so.csv": [("6.1,Giải ngân vốn đầu tư công,3", "6.1,Giải ngân vốn đầu tư công,")],
        "hoi-dong.csv": [("Ông Tạ Đình Nam", "Ông Chu Văn Hiệp")],
    }
    with pytest.raises(RoundDataError) as error:
        read_changed("ha-nam-2023", tmp_path, changes)
    places = {
        Path(problem.file).name for problem in error.value.problems if isinstance(problem, SheetProblem | TextProblem)
    }
    assert places == set(changes)


def test_a_yaml_place_is_line_and_column(tmp_path: Path) -> None:
    folder = copy_sample("ha-nam-2023", tmp_path, {"round.yaml": [("day: 2023-12-07", "day: 2023-12-11")]})
    lines = (folder / "round.yaml").read_text(encoding="utf-8").splitlines()
    with pytest.raises(RoundDataError) as error:
        read_round(folder, SOURCES)
    (problem,) = error.value.problems
    assert isinstance(problem, TextProblem)
    assert "2023-12-11" in lines[problem.line - 1][problem.column - 1 :]


def test_the_district_level_ended(tmp_path: Path) -> None:
    with pytest.raises(RoundDataError, match="không còn cấp huyện"):
        read_changed(
            "ha-tinh-2026", tmp_path, {"round.yaml": [("level: province", "level: district\ndistrict: Huyện X")]}
        )


def test_a_province_without_a_list_is_said_not_to_be_checked(tmp_path: Path) -> None:
    changes = {
        "round.yaml": [
            ("province: Tỉnh Hà Nam", "province: Tỉnh Nam Định"),
            ("units: districts ", "units: [Huyện Mỹ Lộc] "),
        ]
    }
    found = read_changed("ha-nam-2023", tmp_path, changes)
    assert any("không được kiểm tra" in note for note in found.notes)


def score_problems(tmp_path: Path, file: str, old: str, new: str) -> list[SheetProblem]:
    found = read_changed("ha-nam-2023", tmp_path, {file: [(old, new)]})
    assert found.score_problems
    return [problem for problem in found.score_problems if isinstance(problem, SheetProblem)]


ROW = '3,Sở Tư pháp,"0,75","2,25"'


@pytest.mark.parametrize(
    ("new", "column", "said"),
    [
        ('3,Sở Tư pháp,"1,75","2,25"', 3, "vượt điểm tối đa 1"),
        ('3,Sở Tư pháp,một,"2,25"', 3, "không phải là số"),
        ('3,Sở Tư pháp,,"2,25"', 3, "thiếu điểm"),
        ('3,Sở Tư pháp,-1,"2,25"', 3, "điểm âm"),
        ('3,Sở Tư phap,"0,75","2,25"', 2, "không có đơn vị “Sở Tư phap”"),
        ('3,Sở Nội vụ,"0,75","2,25"', 2, "ghi hai lần"),
    ],
)
def test_a_score_that_cannot_be_used_is_reported_by_row_and_column(
    tmp_path: Path, new: str, column: int, said: str
) -> None:
    found = score_problems(tmp_path, "so-tham-dinh.csv", ROW, new)
    (problem,) = [problem for problem in found if said in problem.message]
    assert (problem.row, problem.column) == (4, column)


def test_a_unit_without_a_row_and_a_column_that_is_not_known_are_reported(tmp_path: Path) -> None:
    found = score_problems(tmp_path, "so-tham-dinh.csv", "TT,Đơn vị,1.1.1,1.1.2", "TT,Đơn vị,1.1.1,1.1.9")
    said = [problem.message for problem in found]
    assert any("không có mã 1.1.9" in text for text in said)
    assert any("thiếu cột của tiêu chí 1.1.2" in text for text in said)


def test_a_gap_makes_the_total_unknown_and_nothing_is_guessed(tmp_path: Path) -> None:
    found = read_changed("ha-nam-2023", tmp_path, {"so-tham-dinh.csv": [(ROW, '3,Sở Tư pháp,,"2,25"')]})
    result = found.groups[0].result
    assert result is not None
    (gap,) = result.unranked
    assert (gap.unit, gap.total) == ("Sở Tư pháp", None)
    assert len(result.places) == 18
    assert "Chưa xếp hạng, chưa xếp loại: điểm còn thiếu hoặc chưa dùng được." in list(
        explain_unit(found, "so tu phap")
    )


def test_a_total_that_is_not_its_parts_is_reported(tmp_path: Path) -> None:
    folder = copy_sample("ha-nam-2023", tmp_path, {})
    path = folder / "huyen-dieu-tra.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] += ",Tổng điểm"
    lines[2:] = [f"{line},0" for line in lines[2:]]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = read_round(folder, SOURCES)
    assert len(found.score_problems) == 6
    assert all("cộng lại là" in problem.describe() for problem in found.score_problems)


def test_too_few_forms_are_reported(tmp_path: Path) -> None:
    found = read_changed(
        "hai-duong-2021", tmp_path, {"round.yaml": [("minimum: 65", "minimum: 66"), ("minimum: 25", "minimum: 26")]}
    )
    assert all("ít hơn mức tối thiểu 66" in problem.describe() for problem in found.score_problems)
    assert found.has_gaps


def test_not_applicable_criteria_lower_the_maximum() -> None:
    result = read_sample("ha-nam-2023").groups[0].result
    assert result is not None
    inspectorate = result.get_unit("Thanh tra tỉnh")
    assert inspectorate.maximum == 93
    place = result.find_place("Thanh tra tỉnh")
    assert place is not None
    assert inspectorate.total is not None
    assert abs(place.percentage - inspectorate.total * 100 / 93) <= Decimal("0.005")


def test_bonus_and_penalty_count_up_to_their_caps() -> None:
    result = read_sample("ha-tinh-2026").groups[1].result
    assert result is not None
    capped = [unit for unit in result.units if unit.given_bonus != unit.bonus]
    assert [(unit.given_bonus, unit.bonus) for unit in capped] == [(3, 2)]
    for unit in result.units:
        parts = sum((field.points for field in unit.fields if field.points is not None), Decimal(0))
        assert unit.total == min(max(parts + unit.bonus - unit.penalty, Decimal(0)), unit.maximum)


def test_every_figure_is_explained() -> None:
    found = read_sample("hai-duong-2021")
    for unit in found.groups[0].units:
        result = found.groups[0].result
        assert result is not None
        place = result.find_place(unit.name)
        assert place is not None
        lines = list(explain_unit(found, unit.name))
        assert any(line.startswith(f"Hạng {place.rank}:") for line in lines)
        assert any(f"“{place.class_name}”" in line for line in lines)
        assert sum(line.startswith("   ") for line in lines) == 22


def test_a_unit_is_found_by_part_of_its_name() -> None:
    found = read_sample("ha-tinh-2022")
    assert next(iter(explain_unit(found, "UBND huyện hương sơn"))).startswith("Huyện Hương Sơn")
    with pytest.raises(InputError, match="có thể là nhiều"):
        list(explain_unit(found, "xã"))
    with pytest.raises(InputError, match="không có đơn vị"):
        list(explain_unit(found, "Sở Hàng không"))
