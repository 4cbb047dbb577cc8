"""What a round is: the values of ``round.yaml``. Everything is typed here once; papers only quote it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from docgen.errors import InputError
from docgen.model import Organ, SecondSignature, Signature
from docgen.model.pydantic_value import PydanticValue
from docgen.model.value import FilledLine, Line, ListItems, refuse, refuse_many, wrap_single
from docgen.parindex.deadlines import Deadline, parse_deadline
from docgen.parindex.points import RoundingMode, parse_points
from docgen.vietnamese.dates import parse_date

_CODE = re.compile(r"số\s+(?P<code>\S+/\S+?)(?=[\s,;.]|$)")


def _read_deadline(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_deadline(value)
    except InputError as error:
        raise refuse(error.message, error.hint) from error


def _read_day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_date(value).to_date()
    except InputError as error:
        raise refuse(error.message, error.hint) from error


def _read_points(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_points(value)
    except InputError as error:
        raise refuse(error.message, error.hint) from error


Points = Annotated[Decimal, BeforeValidator(_read_points)]
"""Points, with a comma or a point."""

When = Annotated[Deadline, BeforeValidator(_read_deadline)]
Day = Annotated[datetime.date, BeforeValidator(_read_day)]


class Level(StrEnum):
    """Who runs the round: a province or (until 30/6/2025) a district."""

    PROVINCE = "province"
    DISTRICT = "district"


class StepKey(StrEnum):
    """The steps that papers name."""

    PLAN = "plan"
    CRITERIA = "criteria"
    GUIDANCE = "guidance"
    SELF_SCORING = "self-scoring"
    COUNCIL = "council"
    SURVEY_PRINT = "survey-print"
    SURVEY = "survey"
    SURVEY_REPORT = "survey-report"
    DISTRICT_COUNCIL = "district-council"
    APPRAISAL = "appraisal"
    COMMUNE_APPRAISAL = "commune-appraisal"
    EXPLANATION = "explanation"
    REPORT = "report"
    MEETING = "meeting"
    PUBLICATION = "publication"
    REMEDY = "remedy"


REQUIRED_STEPS = (
    StepKey.PLAN,
    StepKey.GUIDANCE,
    StepKey.SELF_SCORING,
    StepKey.COUNCIL,
    StepKey.APPRAISAL,
    StepKey.EXPLANATION,
    StepKey.REPORT,
    StepKey.MEETING,
    StepKey.PUBLICATION,
)
"""The steps that every round has: papers quote them."""


class Step(PydanticValue):
    """A step of the timeline: what, when, who leads, who joins."""

    key: StepKey | None = Field(default=None, description="khóa của bước, khi văn bản cần nhắc đến")
    task: FilledLine = Field(description="nhiệm vụ")
    when: When = Field(description="thời gian")
    lead: FilledLine = Field(description="cơ quan chủ trì")
    join: Line = Field(default="", description="cơ quan phối hợp")
    in_plan: bool = Field(default=True, description="có trong bảng nhiệm vụ của kế hoạch")


class Basis(PydanticValue):
    """A document that the round rests on, written out in full."""

    text: FilledLine = Field(description="tên loại, số, ký hiệu, ngày, cơ quan, trích yếu")

    @property
    def code(self) -> str:
        """Số and ký hiệu, as in "1952/QĐ-UBND"; empty when the text has none."""
        match = _CODE.search(self.text)
        return match["code"] if match else ""

    @property
    def short(self) -> str:
        """Type with số and ký hiệu, as later citations have it; the whole text when it has no number."""
        match = _CODE.search(self.text)
        return self.text[: match.end()] if match else self.text


def _wrap_basis(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


BasisText = Annotated[Basis, BeforeValidator(_wrap_basis)]


class ScoreFiles(PydanticValue):
    """The files of scores of a group, each a CSV file or ``workbook.xlsx#sheet``."""

    self: Line = Field(default="", description="bảng điểm tự chấm")
    appraised: Line = Field(default="", description="bảng điểm thẩm định")
    survey: Line = Field(default="", description="bảng điểm điều tra xã hội học")

    @property
    def is_empty(self) -> bool:
        """Whether there are no scores yet."""
        return not (self.self or self.appraised or self.survey)


class GroupData(PydanticValue):
    """A group of units that are ranked among themselves."""

    key: Annotated[FilledLine, Field(pattern=r"^[a-z0-9-]{1,20}$")] = Field(description="khóa, dùng trong tên tệp")
    name: FilledLine = Field(description="tên nhóm trong câu: các sở, ban, ngành")
    title: FilledLine = Field(description="tên cột và tên gọi một đơn vị: Sở, ban, ngành")
    units: Annotated[tuple[FilledLine, ...], BeforeValidator(wrap_single)] = Field(
        min_length=1, description="danh sách đơn vị, một tệp, hoặc districts, communes"
    )
    criteria: FilledLine = Field(description="tệp bộ tiêu chí")
    scores: ScoreFiles = Field(default=ScoreFiles(), description="các tệp điểm")
    by_district: bool = Field(default=False, description="ghi đơn vị cấp huyện của từng xã")


class Respondents(PydanticValue):
    """A group of people that the survey asks, with the least number of forms a unit."""

    name: FilledLine = Field(description="nhóm đối tượng")
    minimum: int = Field(ge=1, description="số phiếu tối thiểu")


class SurveyData(PydanticValue):
    """The sociological survey. ``minimum`` is the least number of forms a unit."""

    minimum: int = Field(ge=1, description="số phiếu tối thiểu một đơn vị")
    respondents: tuple[Respondents, ...] = Field(min_length=1, description="các nhóm đối tượng")
    method: Line = Field(default="", description="cách điều tra")

    @model_validator(mode="after")
    def _check_sum(self) -> SurveyData:
        added = sum(group.minimum for group in self.respondents)
        if added != self.minimum:
            raise refuse(f"số phiếu các nhóm cộng lại là {added}, số phiếu tối thiểu là {self.minimum}", "sửa cho khớp")
        return self


class CouncilData(PydanticValue):
    """The council and its secretariat: a file of members, and their decision when it was made before the round."""

    name: FilledLine = Field(description="tên Hội đồng")
    secretariat: FilledLine = Field(default="Tổ Thư ký", description="tên tổ giúp việc")
    members: FilledLine = Field(description="tệp danh sách thành viên")
    decision: BasisText | None = Field(default=None, description="quyết định thành lập đã có")


class Meeting(PydanticValue):
    """The meeting of the council."""

    day: Day = Field(description="ngày họp")
    time: FilledLine = Field(description="giờ bắt đầu: 08 giờ 00")
    end_time: FilledLine = Field(description="giờ kết thúc")
    place: FilledLine = Field(description="địa điểm")


class AppraisalPlan(PydanticValue):
    """How the appraisal goes: from which day, how many units in a half day, where."""

    start: Day = Field(description="ngày bắt đầu")
    units_a_session: int = Field(default=2, ge=1, le=100, description="số đơn vị một buổi")
    mode: FilledLine = Field(default="trực tiếp", description="hình thức thẩm định")
    place: FilledLine = Field(description="địa điểm")
    groups: ListItems = Field(default=(), description="các nhóm được thẩm định; để trống là tất cả")


class RoundingData(PydanticValue):
    """How figures are rounded."""

    decimals: int = Field(default=2, ge=0, le=6, description="số chữ số thập phân của chỉ số")
    mode: RoundingMode = Field(default=RoundingMode.HALF_UP, description="cách làm tròn")


class Budget(PydanticValue):
    """Who pays for what."""

    what: FilledLine = Field(description="khoản chi")
    source: FilledLine = Field(description="nguồn kinh phí")


class Duty(PydanticValue):
    """What an agency does in the round, beside appraising the criteria that name it."""

    agency: FilledLine = Field(description="cơ quan")
    tasks: ListItems = Field(min_length=1, description="nhiệm vụ")


class Signers(PydanticValue):
    """Who signs: the plan and the publication, the council's decision, the agency's papers, the council's."""

    organ: Signature = Field(description="người ký kế hoạch")
    decision: Signature = Field(description="người ký quyết định thành lập Hội đồng")
    publication: Signature = Field(description="người ký quyết định công bố")
    agency: Signature = Field(description="người ký văn bản của cơ quan thường trực")
    council: Signature = Field(description="người ký báo cáo của Hội đồng")
    chair: Signature = Field(description="chủ tọa cuộc họp")
    secretary: SecondSignature = Field(description="thư ký cuộc họp")


class Recipients(PydanticValue):
    """Nơi nhận of the papers of the organ, of the agency and of the council."""

    organ: ListItems = Field(min_length=1, description="nơi nhận văn bản của cơ quan ban hành")
    agency: ListItems = Field(min_length=1, description="nơi nhận văn bản của cơ quan thường trực")
    council: ListItems = Field(min_length=1, description="nơi nhận văn bản của Hội đồng")


class Organs(PydanticValue):
    """The issuing organs, each by its key in the organs file or with its fields."""

    organ: Organ = Field(description="cơ quan ban hành kế hoạch, quyết định")
    agency: Organ = Field(description="cơ quan thường trực")
    council: Organ = Field(description="Hội đồng thẩm định")


class DraftingUnits(PydanticValue):
    """The abbreviations of the units that draft, for the notation of letters and the archive line."""

    organ: FilledLine = Field(description="đơn vị soạn của cơ quan ban hành")
    agency: FilledLine = Field(description="đơn vị soạn của cơ quan thường trực")


class RoundData(PydanticValue):
    """The content of ``round.yaml``."""

    year: int = Field(ge=2000, le=2100, description="năm của chỉ số")
    level: Level = Field(description="cấp tổ chức: province hoặc district")
    province: FilledLine = Field(description="tỉnh, thành phố: Tỉnh Hà Nam")
    district: Line = Field(default="", description="huyện, khi level là district")
    start: Day = Field(description="ngày đầu của đợt")
    end: Day = Field(description="ngày cuối của đợt")
    organs: Organs = Field(description="các cơ quan ban hành văn bản")
    drafting_units: DraftingUnits = Field(description="đơn vị soạn thảo")
    signers: Signers = Field(description="người ký")
    recipients: Recipients = Field(description="nơi nhận")
    target: FilledLine = Field(description="đối tượng, trong câu: các sở, ban, ngành và Ủy ban nhân dân cấp huyện")
    short_organ: FilledLine = Field(description="tên gọi tắt cơ quan ban hành: Ủy ban nhân dân tỉnh")
    short_agency: FilledLine = Field(description="tên gọi tắt cơ quan thường trực: Sở Nội vụ")
    agency_head: FilledLine = Field(description="người đứng đầu cơ quan thường trực: Giám đốc Sở Nội vụ")
    office: FilledLine = Field(description="văn phòng giúp việc: Văn phòng Ủy ban nhân dân tỉnh")
    office_head: FilledLine = Field(description="người đứng đầu văn phòng")
    finance: FilledLine = Field(description="cơ quan tài chính: Sở Tài chính")
    software: Line = Field(default="", description="phần mềm chấm điểm")
    decision_bases: Annotated[tuple[BasisText, ...], Field(min_length=1)] = Field(description="căn cứ pháp lý chung")
    criteria_basis: BasisText = Field(description="văn bản ban hành bộ tiêu chí")
    reform_plan: BasisText | None = Field(default=None, description="kế hoạch cải cách hành chính của năm")
    guidance_basis: BasisText | None = Field(default=None, description="văn bản hướng dẫn tài liệu kiểm chứng")
    survey_basis: BasisText | None = Field(default=None, description="kế hoạch khảo sát, điều tra")
    total: Points = Field(default=Decimal(100), gt=0, description="tổng điểm của bộ tiêu chí")
    classes: FilledLine = Field(description="cách xếp loại")
    rounding: RoundingData = Field(default=RoundingData(), description="làm tròn")
    bonus_cap: Points = Field(default=Decimal(0), ge=0, description="điểm thưởng tối đa")
    penalty_cap: Points = Field(default=Decimal(0), ge=0, description="điểm trừ tối đa")
    groups: tuple[GroupData, ...] = Field(min_length=1, description="các nhóm đơn vị")
    steps: tuple[Step, ...] = Field(min_length=1, description="các bước, theo thứ tự thời gian")
    council: CouncilData = Field(description="Hội đồng và Tổ Thư ký")
    meeting: Meeting = Field(description="cuộc họp Hội đồng")
    appraisal: AppraisalPlan = Field(description="lịch thẩm định")
    survey: SurveyData | None = Field(default=None, description="điều tra xã hội học")
    duties: tuple[Duty, ...] = Field(default=(), description="nhiệm vụ của các cơ quan")
    budget: tuple[Budget, ...] = Field(min_length=1, description="nguồn kinh phí")
    purposes: ListItems = Field(min_length=1, description="mục đích")
    demands: ListItems = Field(min_length=1, description="yêu cầu")
    papers: ListItems = Field(default=(), description="các văn bản của đợt; để trống là tất cả")

    @model_validator(mode="after")
    def _check_as_a_whole(self) -> RoundData:
        problems = [*_find_wrong_dates(self), *_find_missing_steps(self), *_find_repeated(self)]
        if self.level is Level.DISTRICT and not self.district:
            problems.append(("district", "thiếu tên huyện của đợt chấm cấp huyện", "thêm district: Huyện …"))
        if problems:
            raise refuse_many(problems)
        return self

    def get_step(self, key: StepKey) -> Step:
        """Return the step with a key that the round has."""
        return next(step for step in self.steps if step.key is key)

    @property
    def keyed_steps(self) -> Mapping[str, Step]:
        """The steps that have a key, by it."""
        return {step.key.value: step for step in self.steps if step.key}


Mistake = tuple[str, str, str]


def _find_wrong_dates(data: RoundData) -> list[Mistake]:
    problems: list[Mistake] = []
    if data.start > data.end:
        problems.append(("end", "ngày cuối của đợt trước ngày đầu", "sửa start hoặc end"))
        return problems
    # What is done in a month may be done before a day of the same month.
    bound, before = data.start, ""
    for index, step in enumerate(data.steps):
        place = f"steps.{index}.when"
        # A month may have begun before the round, or go on after it.
        earliest, latest_day = (
            (step.when.end, step.when.start) if step.when.is_month else (step.when.start, step.when.end)
        )
        if earliest < data.start or latest_day > data.end:
            message = f"“{step.when.text}” nằm ngoài thời gian của đợt ({data.start:%d/%m/%Y}–{data.end:%d/%m/%Y})"
            problems.append((place, message, "sửa thời gian của bước, hoặc start, end của đợt"))
        if before and step.when.end < bound:
            message = f"xong {step.when.text}, trước bước liền trên ({before})"
            problems.append((place, message, "xếp các bước theo thứ tự thời gian, hoặc sửa ngày"))
        bound, before = step.when.start if step.when.is_month else step.when.end, step.when.text
    keyed = data.keyed_steps
    meeting = keyed.get(StepKey.MEETING)
    if meeting and data.meeting.day > meeting.when.last_day:
        message = f"họp ngày {data.meeting.day:%d/%m/%Y}, hạn của bước họp Hội đồng là {meeting.when.text}"
        problems.append(("meeting.day", message, "sửa ngày họp hoặc hạn của bước"))
    if not data.start <= data.meeting.day <= data.end:
        problems.append(("meeting.day", "ngày họp nằm ngoài thời gian của đợt", "sửa ngày họp"))
    self_scoring = keyed.get(StepKey.SELF_SCORING)
    if self_scoring and data.appraisal.start <= self_scoring.when.last_day:
        message = f"thẩm định từ {data.appraisal.start:%d/%m/%Y}, khi còn hạn tự chấm ({self_scoring.when.text})"
        problems.append(("appraisal.start", message, "cho thẩm định bắt đầu sau hạn tự chấm"))
    return problems


def _find_missing_steps(data: RoundData) -> list[Mistake]:
    return [
        ("steps", f"thiếu bước {key.value}", f"thêm bước có key: {key.value}")
        for key in REQUIRED_STEPS
        if key.value not in data.keyed_steps
    ]


def _find_repeated(data: RoundData) -> list[Mistake]:
    problems: list[Mistake] = []
    for name, keys in (
        ("steps", [step.key.value for step in data.steps if step.key]),
        ("groups", [group.key for group in data.groups]),
        ("duties", [duty.agency for duty in data.duties]),
    ):
        problems += [(name, f"“{key}” ghi hai lần", "bỏ một mục") for key in sorted(set(keys)) if keys.count(key) > 1]
    return problems
