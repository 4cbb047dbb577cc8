"""What a form brought, and what is wrong with it, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

from docgen.errors import DocgenError

if TYPE_CHECKING:
    from starlette.datastructures import ImmutableMultiDict, UploadFile

    from docgen.model.pydantic_value import PydanticValue
    from docgen.model.value import Value

V = TypeVar("V", bound="Value | PydanticValue")

CSRF_FIELD: Final = "_ma_phien"
_LINE: Final = 500
_MOST_FIELDS: Final = 2_000


@dataclass(slots=True)
class Fields:
    """The values of a form. Reading one that cannot be used notes the error at its field and returns a stand-in."""

    values: ImmutableMultiDict[str, Any] | None = None
    errors: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, *, limit: int = _LINE, label: str = "", required: bool = False) -> str:
        """Return a line of text without spaces around it; line ends become spaces."""
        return self._limit(name, " ".join(self.raw(name).split()), limit, label, required)

    def block(self, name: str, *, limit: int = 2_000_000, label: str = "", required: bool = False) -> str:
        """Return text of several lines, as it was typed; line ends are those of Unix."""
        return self._limit(name, self.raw(name).replace("\r\n", "\n").replace("\r", "\n"), limit, label, required)

    def lines(self, name: str, *, limit: int = _LINE) -> tuple[str, ...]:
        """Return the lines of a block that say something."""
        found = tuple(" ".join(line.split()) for line in self.block(name).split("\n") if line.strip())
        if any(len(line) > limit for line in found):
            self.errors[name] = f"có dòng dài quá {limit} ký tự"
        return found

    def number(self, name: str, *, default: int | None = None) -> int | None:
        """Return a whole number from 0; the default when nothing is there."""
        raw = self.raw(name).strip()
        if not raw:
            return default
        if not raw.isascii() or not raw.isdigit() or len(raw) > 18:
            self.errors[name] = f"“{raw[:20]}” không phải là số"
            return default
        return int(raw)

    def day(self, name: str) -> date | None:
        """Return a full day in any way that clerks write it, None when nothing is there."""
        from docgen.vietnamese.dates import parse_date

        raw = self.raw(name).strip()
        if not raw:
            return None
        try:
            found = parse_date(raw[:60])
            if found.is_full:
                return found.to_date()
            self.errors[name] = "phải có đủ ngày, tháng, năm, ví dụ 15/9/2026"
        except DocgenError as error:
            self.errors[name] = error.message
        return None

    def choice(self, name: str, choices: Any, *, default: str = "") -> str:
        """Return one of the choices."""
        raw = self.raw(name)
        if raw in choices:
            return raw
        if raw:
            self.errors[name] = "chọn một giá trị trong danh sách"
        return default

    def build(self, model: type[V], values: Mapping[str, Any]) -> V | None:
        """Return a value of the model made of ``values``; None with an error at each field that is not in order."""
        from pydantic import ValidationError

        from docgen.model import explain_validation_error

        try:
            return model(**values)
        except ValidationError as error:
            for problem in explain_validation_error(error):
                advice = f" ({problem.hint})" if problem.hint else ""
                self.errors.setdefault(str(problem.path[0]) if problem.path else "", f"{problem.message}{advice}")
        return None

    def many(self, name: str) -> tuple[str, ...]:
        """Return all values of a field that may be ticked several times."""
        return tuple(value for value in (self.values.getlist(name) if self.values else ()) if isinstance(value, str))

    def has(self, name: str) -> bool:
        """Return whether a box is ticked or a button was used."""
        return bool(self.raw(name))

    def upload(self, name: str) -> UploadFile | None:
        """Return a file that came with the form, None when none was chosen."""
        from starlette.datastructures import UploadFile

        found = self.values.get(name) if self.values else None
        return found if isinstance(found, UploadFile) and found.filename else None

    def uploads(self, name: str) -> tuple[UploadFile, ...]:
        """Return all files that were chosen in a field."""
        from starlette.datastructures import UploadFile

        found = self.values.getlist(name) if self.values else ()
        return tuple(value for value in found if isinstance(value, UploadFile) and value.filename)

    def raw(self, name: str) -> str:
        """Return what was typed; text that no encoding can carry is refused."""
        value = self.values.get(name) if self.values else None
        if not isinstance(value, str):
            return ""
        if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            self.errors[name] = "có ký tự không dùng được; xóa rồi gõ lại"
            return value.translate({0: None, **dict.fromkeys(range(0xD800, 0xE000))})
        return value

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield all texts of the form but the session's own field: to be sent again."""
        for name, value in (self.values.multi_items() if self.values else ())[:_MOST_FIELDS]:
            if isinstance(value, str) and name != CSRF_FIELD:
                yield name, value

    def files(self) -> Iterator[tuple[str, UploadFile]]:
        """Yield all files of the form, with the names of their fields."""
        for name, value in self.values.multi_items() if self.values else ():
            if not isinstance(value, str) and value.filename:
                yield name, value

    @property
    def has_files(self) -> bool:
        """Whether files came with the form: they cannot be kept for sending again."""
        return next(self.files(), None) is not None

    def _limit(self, name: str, text: str, limit: int, label: str, required: bool) -> str:
        if required and not text.strip():
            self.errors[name] = f"{label or 'mục này'} không được để trống"
        elif len(text) > limit:
            self.errors[name] = f"dài quá {limit} ký tự"
            return text[:limit]
        return text
