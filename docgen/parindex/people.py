"""The members of the council and of its secretariat, from a table."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.parindex.headers import find_header
from docgen.parindex.problems import SheetProblem
from docgen.parindex.sheets import Sheet, cell_text, iter_filled
from docgen.parindex.words import fold_name, fold_words

_NAME_TITLES = frozenset({"ho va ten", "ho ten", "ten"})
_COLUMNS = {
    "body": frozenset({"to chuc", "hoi dong to thu ky", "nhom", "thuoc"}),
    "position": frozenset({"chuc vu", "chuc vu co quan", "chuc vu co quan cong tac", "chuc vu don vi cong tac"}),
    "role": frozenset({"nhiem vu", "chuc danh", "nhiem vu trong hoi dong", "vai tro"}),
    "task": frozenset({"linh vuc", "linh vuc tham dinh", "phu trach"}),
}
_TITLES = {"body": "Tổ chức", "position": "Chức vụ, cơ quan", "role": "Nhiệm vụ", "task": "Lĩnh vực"}
_HINT = "bảng thành viên cần các cột: Tổ chức, Họ và tên, Chức vụ, cơ quan, Nhiệm vụ"


@dataclass(frozen=True, slots=True)
class Member:
    """A member: name with Ông or Bà, position and agency, role in the body, the field looked after ("" for none)."""

    name: str
    position: str
    role: str
    task: str = ""

    @property
    def bare_name(self) -> str:
        """The name without Ông or Bà."""
        return self.name.removeprefix("Ông ").removeprefix("Bà ")


@dataclass(frozen=True, slots=True)
class Members:
    """Council and secretariat, each in the order of the table."""

    council: tuple[Member, ...]
    secretariat: tuple[Member, ...]


def read_members(sheet: Sheet, problems: list[SheetProblem]) -> Members | None:
    """Read the members; every mistake goes to ``problems``: a person twice in one body, a cell left out."""
    header = find_header(sheet, lambda text: fold_words(text) in _NAME_TITLES)
    if header is None:
        problems.append(sheet.problem(-1, -1, "không tìm thấy hàng tiêu đề của danh sách thành viên", _HINT))
        return None
    columns = {
        name: next((column.index for column in header.columns if column.words in titles), None)
        for name, titles in _COLUMNS.items()
    }
    missing = [f"“{_TITLES[name]}”" for name in ("body", "position", "role") if columns[name] is None]
    if missing:
        problems.append(sheet.problem(header.last_row, -1, f"thiếu cột {', '.join(missing)}", _HINT))
        return None
    known = len(problems)
    bodies: dict[bool, dict[str, Member]] = {True: {}, False: {}}
    for row, cells in iter_filled(sheet, header.last_row + 1):
        texts = {name: "" if index is None else cell_text(cells[index]) for name, index in columns.items()}
        name = cell_text(cells[header.key.index])
        for column, text in (("name", name), *((key, texts[key]) for key in ("body", "position", "role"))):
            if not text:
                at = header.key.index if column == "name" else columns[column] or 0
                problems.append(
                    sheet.problem(row, at, f"thành viên thiếu {_TITLES.get(column, 'Họ và tên')}", "ghi đủ")
                )
        member = Member(name, texts["position"], texts["role"], texts["task"])
        body = bodies["hoi dong" in fold_words(texts["body"])]
        key = fold_name(member.bare_name)
        if key and key in body:
            problems.append(
                sheet.problem(row, header.key.index, f"{name} ghi hai lần trong một tổ chức", "bỏ một hàng")
            )
        body[key] = member
    if not bodies[True]:
        problems.append(sheet.problem(-1, -1, "Hội đồng chưa có thành viên", "ghi “Hội đồng” ở cột Tổ chức"))
    if len(problems) > known:
        return None
    return Members(tuple(bodies[True].values()), tuple(bodies[False].values()))
