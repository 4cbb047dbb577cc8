"""The papers of a round: all there, in agreement with each other, and none published from data with mistakes."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from docgen.errors import TemplateError
from docgen.model import NumberedDocument
from docgen.parindex.problems import RoundDataError
from docgen.workflow.round_calendar import list_calendar, write_icalendar
from docgen.workflow.round_context import PaperBuilder
from docgen.workflow.round_issued import Issued, read_issued
from docgen.workflow.round_papers import KINDS, KINDS_BY_KEY, Paper, select_papers
from docgen.workflow.round_wording import Wordings, build_document
from tests.support.rounds import NAMES, TEMPLATES, build_documents, read_changed, read_sample, text_of

ROW = '3,Sở Tư pháp,"0,75","2,25"'
GAP = ("so-tham-dinh.csv", [(ROW, '3,Sở Tư pháp,,"2,25"')])


@pytest.mark.slow
def test_all_papers_of_the_list_are_built() -> None:
    documents = build_documents(read_sample("ha-nam-2023"), per_unit=1)
    assert set(documents) == {
        *(kind.key for kind in KINDS if not kind.each_unit),
        *(f"{kind}/{unit}" for kind in ("unit-letter", "score-sheet") for unit in ("so-01", "huyen-01")),
    }
    assert documents["unit-letter/so-01"].appendices[0].landscape
    assert documents["score-sheet/so-01"].appendices[0].landscape


@pytest.mark.slow
def test_each_unit_has_a_letter_and_a_sheet() -> None:
    for name in NAMES:
        round_ = read_sample(name)
        papers = select_papers(round_, frozenset(), allow_missing=False).papers
        units = sum(len(group.units) for group in round_.groups)
        assert sum(paper.kind.key == "unit-letter" for paper in papers) == units
        assert sum(paper.kind.key == "score-sheet" for paper in papers) == units
        assert len({paper.stem for paper in papers}) == len(papers)
        assert len({paper.key for paper in papers}) == len(papers)


def test_a_council_that_exists_is_cited_and_not_founded_again() -> None:
    round_ = read_sample("ha-tinh-2022")
    selection = select_papers(round_, frozenset(), allow_missing=False)
    assert [(kind.key, reason) for kind, reason in selection.skipped] == [
        ("council", "Hội đồng đã có Quyết định số 1291/QĐ-UBND")
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("trước ngày 20/11/2023", "trước ngày 22/11/2023"),
        ("tháng 10/2023, hạn cuối 31/10/2023", "tháng 10/2023, hạn cuối 30/10/2023"),
        ("chậm nhất ngày 15/12/2023", "chậm nhất ngày 18/12/2023"),
        ("trước ngày 16/11/2023", "trước ngày 17/11/2023"),
        ("trước ngày 31/01/2024", "trước ngày 25/01/2024"),
    ],
)
def test_a_deadline_changes_in_every_paper_that_names_it_and_nowhere_else(tmp_path: Path, old: str, new: str) -> None:
    before = build_documents(read_sample("ha-nam-2023"), per_unit=1)
    after = build_documents(
        read_changed("ha-nam-2023", tmp_path, {"round.yaml": [(f"when: {old}", f"when: {new}")]}), per_unit=1
    )
    old_day, new_day = (re.findall(r"\d+/\d+/\d+", text)[-1] for text in (old, new))
    named = 0
    for key, document in before.items():
        expected = text_of(document).replace(old_day, new_day)
        assert text_of(after[key]) == expected, key
        named += old_day in text_of(document)
    assert named >= 3


@pytest.mark.slow
def test_a_name_a_place_and_a_number_change_everywhere(tmp_path: Path) -> None:
    changes = {
        "round.yaml": [
            ("short_agency: Sở Nội vụ", "short_agency: Cơ quan thường trực"),
            ("name: Hội đồng thẩm định Chỉ số", "name: Hội đồng đánh giá Chỉ số"),
            ("day: 2023-12-07", "day: 2023-12-06"),
        ]
    }
    after = build_documents(read_changed("ha-nam-2023", tmp_path, changes))
    for key, document in build_documents(read_sample("ha-nam-2023")).items():
        text = text_of(after[key])
        assert "07/12/2023" not in text
        assert "Hội đồng thẩm định Chỉ số" not in text
        for old, new in (("07/12/2023", "06/12/2023"), ("Hội đồng thẩm định Chỉ số", "Hội đồng đánh giá Chỉ số")):
            assert text.count(new) >= text_of(document).count(old), key


def test_figures_of_the_report_and_the_publication_agree() -> None:
    round_ = read_sample("ha-nam-2023")
    documents = build_documents(round_)
    report, publication = (text_of(documents[key]).splitlines() for key in ("report", "publication"))
    for group in round_.groups:
        assert group.result is not None
        for place in group.result.places:
            shown = f"{place.percentage:.2f}".replace(".", ",")
            for lines in (report, publication):
                assert place.unit in lines
                assert shown in lines[lines.index(place.unit) :][:16]


@pytest.mark.slow
def test_papers_cite_the_number_of_a_paper_once_it_is_issued() -> None:
    round_ = read_sample("ha-nam-2023")
    drafts = build_documents(round_)
    issued = {
        "plan": Issued("127/KH-UBND", datetime.date(2023, 9, 15)),
        "publication": Issued("2031/QĐ-UBND", datetime.date(2023, 12, 14)),
        "report": Issued("05/BC-HĐTĐ", datetime.date(2023, 12, 8)),
    }
    final = build_documents(round_, issued)
    assert isinstance(final["plan"], NumberedDocument)
    assert final["plan"].code == "127/KH-UBND"
    assert not isinstance(final["guidance"], NumberedDocument)
    assert not any("127/KH-UBND" in text_of(document) for document in drafts.values())
    citing = {key for key, document in final.items() if "Kế hoạch số 127/KH-UBND" in text_of(document)}
    assert {"guidance", "council", "schedule", "report", "submission", "publication", "unit-letter/so-01"} <= citing
    bases = final["publication"].legal_bases
    assert any("số 127/KH-UBND ngày 15 tháng 9 năm 2023 của Ủy ban nhân dân tỉnh" in basis for basis in bases)
    council = "Hội đồng thẩm định Chỉ số cải cách hành chính tỉnh Hà Nam"
    assert f"Báo cáo số 05/BC-HĐTĐ ngày 08/12/2023 của {council} về kết quả thẩm định" in text_of(final["submission"])
    assert "Quyết định số 2031/QĐ-UBND ngày 14/12/2023" in text_of(final["notice"])


def test_a_number_of_another_notation_is_refused() -> None:
    issued = {"plan": Issued("127/QĐ-UBND", datetime.date(2023, 9, 15))}
    with pytest.raises(TemplateError, match="ký hiệu QĐ-UBND không phải"):
        build_documents(read_sample("ha-nam-2023"), issued, frozenset({"plan"}))


def test_the_state_is_read_with_all_its_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "issued.yaml"
    assert read_issued(path) == {}
    path.write_text("plan: {code: 127/KH-UBND, date: 2023-09-15}\n", encoding="utf-8")
    assert read_issued(path) == {"plan": Issued("127/KH-UBND", datetime.date(2023, 9, 15))}
    path.write_text("plan: {code: mười, date: 2023-09-15}\nnotice: {code: 1/TB-SNV}\n", encoding="utf-8")
    with pytest.raises(RoundDataError) as error:
        read_issued(path)
    assert len(error.value.problems) == 2


def test_nothing_is_published_from_a_round_with_mistakes(tmp_path: Path) -> None:
    round_ = read_changed("ha-nam-2023", tmp_path, dict([GAP]))
    strict = select_papers(round_, frozenset(), allow_missing=False)
    assert [kind.key for kind, _ in strict.refused] == [kind.key for kind in KINDS if kind.need.value != "nothing"]
    assert {paper.kind.key for paper in strict.papers} == {kind.key for kind in KINDS if kind.need.value == "nothing"}
    marked = select_papers(round_, frozenset(), allow_missing=True)
    assert [kind.key for kind, _ in marked.refused] == ["minutes", "submission", "publication", "notice"]


def test_gaps_are_marked_in_the_papers(tmp_path: Path) -> None:
    round_ = read_changed("ha-nam-2023", tmp_path, dict([GAP]))
    builder = PaperBuilder(round_, {}, TEMPLATES)
    papers = {paper.key: paper for paper in select_papers(round_, frozenset(), allow_missing=True).papers}
    report = text_of(builder.build(papers["report"]))
    assert "Chưa xếp hạng vì điểm còn thiếu hoặc chưa dùng được: Sở Tư pháp" in report
    lines = report.splitlines()
    assert "(thiếu)" in lines[lines.index("Sở Tư pháp") :][:12]
    sheet = text_of(builder.build(papers["score-sheet/so-03"]))
    assert "tổng điểm" not in sheet.split("(thiếu)", maxsplit=1)[0].lower() or "(thiếu)" in sheet
    assert "chưa phải là kết quả chính thức" in sheet
    assert "(thiếu)" not in text_of(builder.build(papers["score-sheet/so-04"]))


def test_a_round_without_scores_has_the_papers_that_need_none(tmp_path: Path) -> None:
    line = "    scores: {self: %s-tu-cham.csv, appraised: %s-tham-dinh.csv, survey: %s-dieu-tra.csv}\n"
    changes = {"round.yaml": [(line % ((key,) * 3), "") for key in ("so", "huyen")]}
    selection = select_papers(read_changed("ha-nam-2023", tmp_path, changes), frozenset(), allow_missing=False)
    assert selection.refused == ()
    assert {kind.key for kind, _ in selection.skipped} == {kind.key for kind in KINDS if kind.need.value != "nothing"}


def test_data_is_text_never_marks(tmp_path: Path) -> None:
    changes = {
        "round.yaml": [
            (
                "task: Công bố Chỉ số cải cách hành chính năm 2023",
                "task: 'Công bố | **Chỉ số** <br> [[x]] \\ {{ year }}'",
            )
        ]
    }
    plan = build_documents(read_changed("ha-nam-2023", tmp_path, changes), only=frozenset({"plan"}))["plan"]
    assert "Công bố | **Chỉ số** <br> [[x]] \\ {{ year }}" in text_of(plan)


def test_a_wording_that_cannot_be_used_says_where(tmp_path: Path) -> None:
    cases = {
        "khong-co-truong": ("{{ nam }}", "không có trường"),
        "sai-the": ("{% for x in groups %}", "thẻ viết sai"),
        "cam": ("{{ ''.__class__.__mro__ }}", ""),
        "chia": ("{{ 1 // 0 }}", "không điền được"),
    }
    head = "---\ndocument_type: ke-hoach\norgan: organ\nsubject: A\nsignature: organ\n---\n"
    wordings = Wordings(tmp_path, {})
    for name, (body, said) in cases.items():
        (tmp_path / f"{name}.vb.txt").write_text(f"{head}{body}\n", encoding="utf-8")
        with pytest.raises(TemplateError) as error:
            build_document(wordings.get(name).fill({"groups": ()}), {}, name)
        assert said in str(error.value)
    with pytest.raises(TemplateError, match="không tìm thấy tệp"):
        wordings.get("khong-co")


def test_the_calendar_is_in_order_and_in_the_format() -> None:
    round_ = read_sample("ha-nam-2023")
    rows = list_calendar(round_)
    assert len(rows) == len(round_.data.steps) + 1
    assert [row.last_day for row in rows] == sorted(row.last_day for row in rows)
    appraisal = next(row for row in rows if "thẩm định kết quả tự chấm" in row.task)
    assert appraisal.last_day == datetime.date(2023, 11, 19)
    data = write_icalendar(round_, datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC))
    lines = data.decode("utf-8").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(rows)
    assert all(len(line.encode("utf-8")) <= 75 for line in lines)
    assert "DTSTAMP:20260102T030405Z" in lines
    unfolded = data.decode("utf-8").replace("\r\n ", "")
    assert "DTEND;VALUE=DATE:20231120" in unfolded
    assert len(set(re.findall(r"UID:(\S+)", unfolded))) == len(rows)


def test_sessions_are_on_working_days_and_hold_every_unit_once() -> None:
    for name in NAMES:
        round_ = read_sample(name)
        wanted = round_.data.appraisal.groups or [group.data.key for group in round_.groups]
        units = [unit.name for group in round_.groups if group.data.key in wanted for unit in group.units]
        assert [unit for session in round_.sessions for unit in session.units] == units
        assert all(session.day.weekday() < 5 for session in round_.sessions)


def test_the_key_of_a_paper_leads_to_its_kind() -> None:
    assert KINDS_BY_KEY["plan"].wording == "ke-hoach"
    assert Paper(KINDS_BY_KEY["plan"]).stem == "01-ke-hoach"
