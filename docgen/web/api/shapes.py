"""What requests bring and answers say, with the words that the description of the API has for it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Path, Query
from pydantic import AfterValidator, Base64Bytes, BaseModel, ConfigDict, Field

from docgen.model.value import refuse
from docgen.records.dossier_metadata import DossierMetadata
from docgen.records.fields import Day
from docgen.records.incoming_metadata import IncomingMetadata

_MOST_CHARACTERS = 2_000_000


def _refuse_unwritable(text: str) -> str:
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise refuse("có ký tự không dùng được", "bỏ ký tự NUL và ký tự Unicode hỏng")
    return text


Text = Annotated[str, AfterValidator(_refuse_unwritable)]
Reason = Annotated[Text, Field(min_length=1, max_length=500, description="Lý do, được ghi vào nhật ký")]
Note = Annotated[Text, Field(max_length=500)]
DraftText = Annotated[
    Text, Field(max_length=_MOST_CHARACTERS, description="Bản thảo dạng văn bản (*.vb.txt): phần YAML rồi nội dung")
]
Id = Annotated[int, Path(ge=1, le=2**53, description="Mã số trong kho")]
Limit = Annotated[int, Query(ge=1, le=200, description="Số mục mỗi trang")]
After = Annotated[int, Query(ge=0, le=2**53, description="next của trang trước")]
Year = Annotated[int, Query(ge=1945, le=9999, description="Năm")]


class Asked(BaseModel):
    """What a request brings: no field that is not known."""

    model_config = ConfigDict(extra="forbid")


class DraftIn(Asked):
    """Bản thảo: dạng văn bản (draft) hoặc dạng JSON (document, theo `docgen schema`), đúng một trong hai."""

    draft: DraftText | None = None
    document: Annotated[dict[str, Any] | None, Field(description="Văn bản dạng JSON theo docgen schema")] = None


class SubmitIn(DraftIn):
    """Bản thảo để trình."""

    replaces: Annotated[int | None, Field(strict=True, ge=1, le=2**53, description="Văn bản mà bản này thay thế")] = (
        None
    )
    keep_as_draft: Annotated[bool, Field(strict=True, description="true: chỉ giữ, chưa trình")] = False
    file_name: Annotated[Note, Field(description="Tên bản thảo để dễ nhận")] = "api.vb.txt"

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"draft": "---\ndocument_type: ke-hoach\norgan: ubnd-tinh-ha-nam\n…\n---\nI. MỤC ĐÍCH\n…"}]
        },
    )


class ApproveIn(Asked):
    """Duyệt phiên bản đã đọc."""

    part: Annotated[Literal["both", "content", "format"], Field(description="Phần được duyệt")] = "both"
    version: Annotated[int | None, Field(strict=True, ge=1, le=2**31, description="Phiên bản đã đọc")] = None


class ReasonIn(Asked):
    """Lý do của việc làm."""

    reason: Reason

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Bổ sung căn cứ pháp lý"}]})


class IssueIn(Asked):
    """Cấp số và ban hành."""

    date: Annotated[Day | None, Field(description="Ngày ban hành; mặc định là ngày trong bản thảo hoặc hôm nay")] = None
    override_date: Annotated[Note, Field(description="Lý do cho ngày trước ngày của số liền trước")] = ""
    override_check: Annotated[Note, Field(description="Lý do ban hành dù còn lỗi thể thức")] = ""


class CiteIn(Asked):
    """Đoạn văn bản cần tìm viện dẫn."""

    text: Annotated[Text, Field(max_length=_MOST_CHARACTERS, description="Nội dung văn bản")]
    on: Annotated[Day | None, Field(description="Xét hiệu lực vào ngày này")] = None

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": "Căn cứ Nghị định số 30/2020/NĐ-CP"}]}
    )


class AssignIn(Asked):
    """Chuyển giao văn bản đến."""

    to: Annotated[Text, Field(min_length=1, max_length=200, description="Đơn vị hoặc người nhận")]
    due: Annotated[Day | None, Field(description="Thời hạn giải quyết")] = None
    instruction: Annotated[Note, Field(description="Ý kiến chỉ đạo")] = ""


class AnswerIn(Asked):
    """Văn bản trả lời: của kho (document_id) hoặc số, ký hiệu của văn bản khác (code)."""

    document_id: Annotated[int | None, Field(strict=True, ge=1, le=2**53, description="Văn bản trả lời trong kho")] = (
        None
    )
    code: Annotated[Text, Field(max_length=50, description="Số, ký hiệu văn bản trả lời")] = ""
    progress: Annotated[Note, Field(description="Kết quả giải quyết")] = ""


class ProgressIn(Asked):
    """Kết quả giải quyết."""

    progress: Annotated[Note, Field(description="Kết quả giải quyết")] = ""


class DossierItemsIn(Asked):
    """Văn bản đưa vào hồ sơ."""

    documents: Annotated[
        list[Annotated[int, Field(strict=True, ge=1, le=2**53)]], Field(max_length=999, description="Văn bản đi")
    ] = []
    incoming: Annotated[
        list[Annotated[int, Field(strict=True, ge=1, le=2**53)]], Field(max_length=999, description="Văn bản đến")
    ] = []


class FileIn(Asked):
    """Một tệp kèm theo."""

    name: Annotated[Text, Field(min_length=1, max_length=200, description="Tên tệp")]
    data: Annotated[Base64Bytes, Field(description="Nội dung, dạng base64")]


class JobFileIn(Asked):
    """Một tệp đầu vào của việc."""

    name: Annotated[
        str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,60}(\.[A-Za-z0-9_-]{1,10}){0,3}$", description="Tên tệp")
    ]
    data: Annotated[Base64Bytes, Field(description="Nội dung, dạng base64")]


class ArrivalIn(Asked):
    """Văn bản đến cần đăng ký."""

    organ_id: Annotated[int, Field(strict=True, ge=1, le=2**53, description="Cơ quan nhận (xem /api/v1/organs)")]
    metadata: Annotated[IncomingMetadata, Field(description="Thông tin theo Phụ lục VI")]
    files: Annotated[list[FileIn], Field(max_length=50, description="Tệp kèm theo")] = []
    day: Annotated[Day | None, Field(description="Ngày đến, mặc định hôm nay")] = None
    override_date: Annotated[Note, Field(description="Lý do cho ngày trước ngày của số liền trước")] = ""
    even_if_duplicate: Annotated[bool, Field(strict=True, description="Đăng ký dù có vẻ đã đăng ký")] = False


class DossierIn(Asked):
    """Hồ sơ cần lập."""

    organ_id: Annotated[int, Field(strict=True, ge=1, le=2**53, description="Cơ quan (xem /api/v1/organs)")]
    metadata: Annotated[DossierMetadata, Field(description="Thông tin theo Phụ lục VI")]


class CloseIn(Asked):
    """Kết thúc hồ sơ."""

    end: Annotated[Day | None, Field(description="Ngày công việc kết thúc, mặc định hôm nay")] = None
    construction: Annotated[bool, Field(strict=True, description="Hồ sơ công trình xây dựng")] = False
    sheets: Annotated[int | None, Field(strict=True, ge=1, le=2**31, description="Số tờ")] = None
    even_if_duplicate: Annotated[bool, Field(strict=True, description="Kết thúc dù có bản trùng")] = False


class JobIn(Asked):
    """Việc cần làm; input và tên tệp tùy loại việc, xem docs/api.md."""

    title: Annotated[Text, Field(max_length=200, description="Tên gọi trong danh sách")] = ""
    input: Annotated[dict[str, Any], Field(description="Tham số của việc")] = {}
    files: Annotated[list[JobFileIn], Field(max_length=50, description="Tệp đầu vào")] = []


class FileOut(BaseModel):
    """Một tệp; tải về bằng sha256 của nó."""

    name: str
    role: str
    sha256: str
    size: int


class DocumentOut(BaseModel):
    """Một văn bản đi."""

    id: int
    state: Annotated[str, Field(description="draft, submitted, returned, approved, reserved, issued, void, recalled…")]
    version: int
    document_type: str
    type_name: str
    organ: str
    code_number: int | None
    code_notation: str
    code: Annotated[str, Field(description="Số và ký hiệu như in trên văn bản")]
    promulgation_date: Day | None
    subject: str
    position: str
    full_name: str
    page_amount: int | None
    replaces: int | None
    replaced_by: int | None
    files: list[FileOut]
    warnings: Annotated[list[str], Field(description="Điều cần xem lại khi ban hành")] = []


class VersionOut(BaseModel):
    """Một phiên bản đã trình."""

    version: int
    file_name: str
    sha256: str
    submitted_by: str
    submitted_at: str


class HistoryOut(BaseModel):
    """Một việc đã làm với văn bản."""

    at: str
    by: str
    action: str
    version: int | None
    state: str | None
    reason: str
    facts: dict[str, Any]


class FullDocumentOut(DocumentOut):
    """Một văn bản với mọi thông tin, các phiên bản và lịch sử."""

    approved: dict[str, int | None]
    place: str
    competence: list[str]
    addressees: list[str]
    recipients: list[str]
    priority: int
    language: str
    note: str
    versions: list[VersionOut]
    history: list[HistoryOut]


class IncomingOut(BaseModel):
    """Một văn bản đến, với các trường của Phụ lục VI."""

    id: int
    state: str
    arrival_number: int | None
    arrival_date: Day | None
    code: str
    subject: str
    organ_name: str
    receiver: str
    files: list[FileOut]

    model_config = ConfigDict(extra="allow")


class DossierOut(BaseModel):
    """Một hồ sơ, với các trường của Phụ lục VI và văn bản trong đó."""

    id: int
    state: str
    file_catalog: int
    file_notation: str
    title: str
    maintenance: str
    organ: str
    document_total: int
    contents: list[dict[str, Any]]

    model_config = ConfigDict(extra="allow")


class OrganOut(BaseModel):
    """Một cơ quan."""

    id: int
    name: str


class RegisterOut(BaseModel):
    """Một sổ: tên cột và các hàng."""

    title: str
    columns: list[str]
    rows: list[list[str]]


class DocumentPage(BaseModel):
    """Một trang văn bản; next là chỗ bắt đầu trang sau, null khi hết."""

    items: list[DocumentOut]
    next: int | None


class SearchPage(BaseModel):
    """Một trang kết quả tìm; next rỗng khi hết."""

    items: list[dict[str, Any]]
    next: str


class RecordPage(BaseModel):
    """Một trang bản ghi; next là chỗ bắt đầu trang sau, null khi hết."""

    items: list[dict[str, Any]]
    next: int | None


class WhereOut(BaseModel):
    """Chỗ có lỗi."""

    part: str
    paragraph: int | None
    excerpt: str


class FindingOut(BaseModel):
    """Một điểm chưa đúng thể thức."""

    code: str
    name: str
    severity: Literal["error", "warning", "info"]
    message: str
    where: WhereOut
    expected: Any
    found: Any
    basis: str


class ReportOut(BaseModel):
    """Kết quả kiểm tra một tệp."""

    file: str
    findings: list[FindingOut]
    not_found: list[str]
    not_checked: list[dict[str, str]]
    scope: dict[str, Any]


class JobOut(BaseModel):
    """Một việc chạy nền."""

    id: int
    kind: str
    title: str
    state: Literal["new", "queued", "running", "done", "failed", "interrupted", "cancelled"]
    state_name: str
    owner: str
    done: int
    total: int | None
    message: str
    ended: bool
    cancel_asked: bool
    created_at: str
    started_at: str | None
    finished_at: str | None
    result: dict[str, Any] | None
    error: dict[str, str] | None
    files: Annotated[list[str], Field(description="Tệp kết quả")] = []


class JobPage(BaseModel):
    """Các việc, mới nhất trước."""

    items: list[JobOut]
    next: int | None
