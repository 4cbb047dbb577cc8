"""Who signs, and in whose name (Decree 30/2020/NĐ-CP, Article 13; Annex I, part I, II.7)."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints, model_validator

from docgen.model.value import FilledLine, Line, Value, refuse, wrap_single

_COMPETENCE = re.compile(r"(TM|KT|TL|TUQ|Q)\. ?(\S.*)")
_ACADEMIC_TITLE = re.compile(
    r"(?i)(gs|pgs|ts|ths|bs|ks|cn|ls|nsnd|nsưt|ngnd|ngưt|ông|bà)\.|(gs|pgs|ts|ths|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|giáo sư|"
    r"phó giáo sư|bác sĩ|bác sỹ|kỹ sư|ông|bà)\s"
)


def _set_competence(text: str) -> str:
    match = _COMPETENCE.fullmatch(text.upper())
    if not match:
        raise refuse(
            f"quyền hạn ký “{text}” không bắt đầu bằng TM., KT., TL., TUQ. hoặc Q.",
            "ví dụ: TM. ỦY BAN NHÂN DÂN; chức vụ của người ký ghi ở position",
        )
    return f"{match[1]}. {match[2]}"


Competence = Annotated[FilledLine, AfterValidator(_set_competence)]
"""A line of authority: TM. (for a collective), KT. (for the head), TL., TUQ. (by order, by mandate), Q. (acting)."""


class Signature(Value):
    """The signature block: lines of authority, the signer's own position, a second office, the name.

    ``office`` is printed above the name when the position is one in an advisory body (II.7.b). ``full_name`` may stay
    empty while it is not known who will sign.
    """

    competence: Annotated[tuple[Competence, ...], BeforeValidator(wrap_single)] = ()
    position: Annotated[Line, AfterValidator(str.upper), StringConstraints(max_length=100)] = ""
    office: Annotated[Line, AfterValidator(str.upper), StringConstraints(max_length=100)] = ""
    full_name: Annotated[Line, StringConstraints(max_length=50)] = ""

    @model_validator(mode="after")
    def _check_lines(self) -> Signature:
        if not self.position and not (self.competence and self.competence[-1].startswith("Q. ")):
            raise refuse("thiếu chức vụ của người ký", "thêm position: CHỦ TỊCH (hoặc chức vụ đúng)")
        deputy = self.position.startswith("PHÓ ")
        acts_for_head = any(line.startswith(("KT. ", "TUQ. ")) for line in self.competence)
        if deputy and not acts_for_head:
            raise refuse(
                f"cấp phó “{self.position}” phải ký thay (KT.) người đứng đầu",
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
        return bool(_ACADEMIC_TITLE.match(self.full_name))


class SecondSignature(Value):
    """The one who signs on the left: the secretary of minutes, the other party of an agreement."""

    position: Annotated[FilledLine, AfterValidator(str.upper), StringConstraints(max_length=100)]
    office: Annotated[Line, AfterValidator(str.upper), StringConstraints(max_length=100)] = ""
    full_name: Annotated[Line, StringConstraints(max_length=50)] = ""
