"""The agency that issues a document."""

from enum import StrEnum
from typing import Annotated

from docgen.model.number_groups import NumberGroups, find_number_group
from docgen.model.rules import BeforeValidator, Field, StringConstraints
from docgen.model.value import FilledLine, Line, ListItem, ListItems, Value, wrap_single

MAX_ORGAN_NAME = 200  # Annex VI, part II: OrganName
MAX_ORGAN_CODE = 35  # Decision 20/2020/QĐ-TTg; Annex VI foresees 13 characters


class Regime(StrEnum):
    """How an agency decides (Article 13): as a collective, signed TM., or by its head."""

    COLLECTIVE = "collective"
    HEAD = "head"


class Organ(Value):
    """An agency, organisation or advisory body, as the heading block and the register need it.

    ``parent`` is the direct parent as it is printed ("UBND TỈNH HÀ TĨNH"), empty for those that print none (a People's
    Committee). ``heading`` breaks the name into lines; empty means that the name is printed as it is. ``place`` is set
    by each agency and never inferred (II.4.a). ``archive`` is what stands after "Lưu:".
    """

    name: Annotated[FilledLine, StringConstraints(max_length=MAX_ORGAN_NAME)] = Field(description="tên cơ quan")
    parent: Line = Field(default="", description="cơ quan chủ quản trực tiếp, như được in")
    code: Annotated[Line, StringConstraints(max_length=MAX_ORGAN_CODE)] = Field(
        default="", description="mã định danh cơ quan (OrganId), ví dụ 000.00.15.H41"
    )
    heading: Annotated[
        tuple[FilledLine, ...], BeforeValidator(wrap_single, json_schema_input_type=str | tuple[str, ...])
    ] = Field(default=(), description="các dòng của tên cơ quan ở đầu văn bản")
    abbreviation: Annotated[FilledLine, StringConstraints(max_length=30)] = Field(
        description="chữ viết tắt tên cơ quan trong ký hiệu"
    )
    place: Annotated[FilledLine, StringConstraints(max_length=100)] = Field(description="địa danh")
    regime: Regime = Field(default=Regime.HEAD, description="chế độ tập thể (collective) hoặc thủ trưởng (head)")
    head_position: FilledLine = Field(default="THỦ TRƯỞNG", description="chức vụ của người đứng đầu")
    recipients: ListItems = Field(default=(), description="nơi nhận thường dùng")
    archive: ListItem = Field(default="VT", description="chữ sau “Lưu:”")
    contact: Line = Field(default="", description="địa chỉ, điện thoại, email")
    allows_academic_titles: bool = Field(default=False, description="được ghi học hàm, học vị trước họ tên người ký")
    numbering: NumberGroups = Field(
        default=(), description="các nhóm loại văn bản đánh số chung một dãy; loại không nêu có dãy riêng"
    )

    def number_group(self, document_type: str) -> str:
        """Return the name of the number series of a type: the first type of its group, in the order of Article 7."""
        return find_number_group(self.numbering, document_type)

    @property
    def heading_lines(self) -> tuple[str, ...]:
        """The lines of the name in the heading block, in capitals (II.2.b)."""
        return tuple(line.upper() for line in self.heading) or (self.name.upper(),)
