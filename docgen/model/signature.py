"""Who signs, and in whose name (Decree 30/2020/NĐ-CP, Article 13; Annex I, part I, II.7)."""

import re
from typing import Annotated

from docgen.model.rules import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator
from docgen.model.value import CapitalLine, Line, Value, quote, refuse, wrap_single

_COMPETENCE = re.compile(r"(TM|KT|TL|TUQ|Q)\. *([^ ].*)")
_ABBREVIATED = ["gs", "pgs", "ts", "ths", "bs", "ks", "cn", "ls", "nsnd", "nsưt", "ngnd", "ngưt", "ông", "bà"]
_WRITTEN_OUT = [
    "gs",
    "pgs",
    "ts",
    "ths",
    "tiến sĩ",
    "tiến sỹ",
    "thạc sĩ",
    "thạc sỹ",
    "giáo sư",
    "phó giáo sư",
    "bác sĩ",
    "bác sỹ",
    "kỹ sư",
    "ông",
    "bà",
]
_ACADEMIC_TITLES = (*(f"{title}." for title in _ABBREVIATED), *(f"{title} " for title in _WRITTEN_OUT))


def _set_competence(text: str) -> str:
    match = _COMPETENCE.fullmatch(text)
    if not match:
        raise refuse(
            f"quyền hạn ký {quote(text)} không bắt đầu bằng TM., KT., TL., TUQ. hoặc Q.",
            "ví dụ: TM. ỦY BAN NHÂN DÂN; chức vụ của người ký ghi ở position",
        )
    return f"{match[1]}. {match[2]}"


Competence = Annotated[CapitalLine, AfterValidator(_set_competence)]
"""A line of authority: TM. (for a collective), KT. (for the head), TL., TUQ. (by order, by mandate), Q. (acting)."""


class Signature(Value):
    """The signature block: lines of authority, the signer's own position, a second office, the name.

    ``office`` is printed above the name when the position is one in an advisory body (II.7.b). ``full_name`` may stay
    empty while it is not known who will sign.
    """

    competence: Annotated[
        tuple[Competence, ...], BeforeValidator(wrap_single, json_schema_input_type=str | tuple[str, ...])
    ] = Field(default=(), description="quyền hạn ký: TM., KT., TL., TUQ., Q.")
    position: Annotated[CapitalLine, StringConstraints(max_length=100)] = Field(
        default="", description="chức vụ của người ký"
    )
    office: Annotated[CapitalLine, StringConstraints(max_length=100)] = Field(
        default="", description="chức danh in trên họ tên, khi ký trong một tổ chức tư vấn"
    )
    full_name: Annotated[Line, StringConstraints(max_length=50)] = Field(default="", description="họ tên người ký")

    @model_validator(mode="after")
    def _check_lines(self) -> "Signature":
        if not self.position and not (self.competence and self.competence[-1].startswith("Q. ")):
            raise refuse("thiếu chức vụ của người ký", "thêm position: CHỦ TỊCH, hoặc chức vụ đúng")
        deputy = self.position.startswith("PHÓ ")
        acts_for_head = any(line.startswith(("KT. ", "TUQ. ")) for line in self.competence)
        if deputy and not acts_for_head:
            raise refuse(
                f"cấp phó {quote(self.position)} phải ký thay (KT.) người đứng đầu",
                "thêm dòng KT. vào competence, ví dụ: [KT. CHỦ TỊCH]",
            )
        return self

    @property
    def lines(self) -> tuple[str, ...]:
        """What is printed above the space for the signature, in capitals."""
        return (*self.competence, *((self.position,) if self.position else ()))

    @property
    def is_for_collective(self) -> bool:
        """Whether the signer signs for a collective (TM.)."""
        return any(line.startswith("TM. ") for line in self.competence)

    @property
    def has_academic_title(self) -> bool:
        """Whether an academic or honorary title, or ông/bà, stands before the name (II.7.c forbids it)."""
        return self.full_name.lower().startswith(_ACADEMIC_TITLES)


class SecondSignature(Value):
    """The one who signs on the left: the secretary of minutes, the other party of an agreement."""

    position: Annotated[CapitalLine, StringConstraints(min_length=1, max_length=100)] = Field(
        description="chức vụ của người ký"
    )
    office: Annotated[CapitalLine, StringConstraints(max_length=100)] = Field(
        default="", description="chức danh in trên họ tên"
    )
    full_name: Annotated[Line, StringConstraints(max_length=50)] = Field(default="", description="họ tên người ký")
