"""Laws, codes, ordinances and the Constitution cited by name: "Luật Lưu trữ năm 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from docgen.citations.finding.authority_names import ABBREVIATIONS
from docgen.citations.finding.folding import Page, fold, spaced
from docgen.citations.finding.law_names import CODE_NAMES, LAW_NAMES, ORDINANCE_NAMES
from docgen.citations.finding.worn import has_marks, is_worn, wear

# "BLHS", in capitals: codes by their letters alone.
_CODE_LETTERS: Final = re.compile(r"bl(?:hs|ds|ld|tths|ttds)(?![a-z0-9])")
# What names follow, in folded text. A pattern for each, begun with letters, is far cheaper than one for all; and
# "pháp luật", by far the most frequent, is never a name.
_ANCHORS: Final = (
    re.compile(r"lu[aid]t(?=[\s:])(?<!phap\slu[aid]t)"),
    re.compile(r"phap(?:(?=\s{1,40}lenh)|(?<=(?P<constitution>hien)\sphap))"),
    _CODE_LETTERS,
)
_CODE_BY_LETTERS: Final = {
    "BLHS": "Hình sự",
    "BLDS": "Dân sự",
    "BLLĐ": "Lao động",
    "BLTTHS": "Tố tụng hình sự",
    "BLTTDS": "Tố tụng dân sự",
}
_AFTER_LAW: Final = spaced(" ")
# "các Luật: Đất đai, Nhà ở": the names that follow are laws too.
_AFTER_LAWS: Final = spaced(r"\s?:\s{0,3}| ")
_SEVERAL: Final = spaced(r"(?<![a-z0-9])cac \Z")
_NEXT_NAME: Final = spaced(r"(?:\s?[,;] | va |\s?, va )(?=[a-z])")
_ORDINANCE: Final = spaced("phap lenh ")
_CONSTITUTION: Final = spaced("hien phap(?P<name> nuoc (?:cong hoa xa hoi chu nghia|chxhcn) viet nam)?(?![a-z])")
_CONSTITUTION_YEAR: Final = spaced("(?: nam)? (?:1946|1959|1980|1992|2013)(?![0-9])")
_CODE: Final = spaced(r"(?<![a-z0-9])bo \Z")
# Behind these "Luật" belongs to the name of a school or a firm, to a profession, to another word: no law. A dash joins
# it to a word on the same line ("Kinh tế - Luật"); one that begins a line or an item begins a list.
_NO_LAW_BEFORE: Final = spaced(
    r"(?:dai hoc|hoc vien|khoa|cong ty|tnhh|truong|van phong|phong|vu|hoi|doan|cu nhan|thac si|tien si|phap|ky"
    r"|[a-z0-9][^\S\n]?-) \Z"
)
_ITEM_DASH: Final = re.compile(r"(?:^|[\n:;.])[^\S\n]*-\Z")
# In small letters "luật" names a law only with its year or date.
_LONE_SMALL: Final = spaced(" (?:n[a-z]m [12]|ngay [0-9])")
_AMENDING: Final = spaced(
    r"(?:sua doi(?:\s?, bo sung| bo sung| va bo sung)?|bo sung)"
    r"(?: (?:mot so dieu|[0-9]{1,2} dieu|cac dieu|dieu [0-9]{1,3}))?"
    r" (?:cua )?(?:cac |[0-9]{1,2} )?(?:(?:bo )?luat|phap lenh)(?![a-z])"
)
_ANOTHER_LAW: Final = spaced(r"(?:\s?[,;] | va |\s?, va )(?:(?:cac )?(?:(?:bo )?luat|phap lenh)|nghi quyet so) ")
# An amending law whose object is only described: up to its year or date.
_UP_TO_YEAR: Final = spaced(r"[^.;:()\"]{1,170}?(?= (?:nam (?:19|20)[0-9]{2}|ngay [0-9]|so [0-9]))")
# "Pháp lệnh về lãnh sự năm 1990".
_ABOUT: Final = spaced("ve (?!viec )")
# "(sửa đổi)" or letters between the name and its number, year or date: "Luật Bảo hiểm y tế (BHYT) số".
_ASIDE: Final = spaced(
    r"(?:(?:\s?\(sua doi(?:, bo sung)?\)| sua doi(?:, bo sung)?)(?= (?:nam )?(?:[0-9]|ngay))"
    r"|\s?\([a-z&]{2,12}\)(?= (?:so [0-9]|nam [12]|ngay [0-9])))"
)
# "Bộ luật Hình sự 2015 (BLHS)": letters in brackets that shorten what stands before them are no second citation.
_SHORTENS: Final = spaced(r"(?: nam)?(?: [0-9]{4})? ?\(")
_SHORT_BODIES: Final = (
    ("hoi dong nhan dan", "hdnd"),
    ("uy ban nhan dan", "ubnd"),
    ("toa an nhan dan", "tand"),
    ("vien kiem sat nhan dan", "vksnd"),
    ("chinh quyen dia phuong", "cqdp"),
)
_FIRST_WORD: Final = re.compile(r"[a-z]+")
_SMALL_WORD: Final = spaced(" [a-z]")
_WITH_YEAR: Final = spaced(" n[a-z]m (?:19|20)[0-9]{2}")
# Behind a comma a name still goes on when its year follows soon: "Luật Quản lý, phát triển … năm 2028".
_YEAR_SOON: Final = spaced(r"[a-z\s]{2,60}? (?:nam (?:19|20)[0-9]{2}|ngay [0-9])")
_WORD: Final = re.compile(r"(?P<gap>\s{1,40}|\s?,\s{1,40})?(?P<word>[^\W_][\w-]{0,20})")
_UNKNOWN_WORDS_MAX: Final = 12
_NAME_ENDS: Final = frozenset(
    [
        "này",
        "trên",
        "theo",
        "của",
        "có",
        "được",
        "đã",
        "đang",
        "sẽ",
        "là",
        "thì",
        "phải",
        "để",
        "cho",
        "trong",
        "khi",
        "nếu",
        "từ",
        "tại",
        "hoặc",
        "do",
        "đến",
        "số",
        "năm",
        "ngày",
        "nêu",
        "mới",
        "hiện",
        "không",
        "quy",
        "cũng",
        "như",
        "bao",
        "gồm",
        "nhằm",
        "với",
        "sửa",
        "sư",
        "gia",
        "khoa",
        "hóa",
        "học",
        "chuyên",
        "về",
        "các",
        "những",
        "áp",
        "thay",
        "nghiêm",
        "bắt",
        "chỉ",
        "vẫn",
        "còn",
        "do",
    ]
)


class NamedLaw(NamedTuple):
    """A law named in a text: ``text[start:end]`` is type and name, ``text[name_start:name_end]`` the name alone.

    The two ends differ where "(sửa đổi)" stands behind the name. ``is_listed``: "các Luật" stands further before.
    ``opened`` is the name where only its letters are printed.
    """

    start: int
    end: int
    type: str
    name_start: int
    name_end: int
    is_listed: bool = False
    opened: str = ""


def find_named_laws(page: Page) -> Iterator[NamedLaw]:
    """Yield the laws that a text names, in reading order, without overlaps."""
    last = 0
    matches = chain.from_iterable(anchor.finditer(page.folded) for anchor in _ANCHORS)
    starts = (match.start(match.lastgroup or 0) for match in matches)
    # In small letters only "luật" begins a name.
    for position in sorted(start for start in starts if page.folded[start] == "l" or page.text[start].isupper()):
        law = _read_law(page, position) if position >= last else None
        if law is not None and law.opened and _SHORTENS.fullmatch(page.folded, last, position):
            continue
        if law is not None and law.start >= last:
            for each in _read_list(page, law):
                last = each.end
                yield each


def _read_list(page: Page, law: NamedLaw) -> Iterator[NamedLaw]:
    """Yield a law and, when "các" stands before it, the known names that follow: "các Luật: Đất đai, Nhà ở"."""
    yield law
    if law.type != "Luật" or _SEVERAL.search(page.folded, max(0, law.start - 8), law.start) is None:
        return
    end = law.end
    while (joint := _NEXT_NAME.match(page.folded, end)) is not None and page.text[joint.end()].isupper():
        named = _match_known(page, joint.end(), _laws())
        if named is None or _goes_on(page.text, named):
            return
        end = named
        yield NamedLaw(joint.end(), end, "Luật", joint.end(), end, is_listed=True)


def _goes_on(text: str, end: int) -> bool:
    """Whether a small word behind a listed name makes another thing of it: "Quy hoạch tổng thể"."""
    following = _WORD.match(text, end)
    if following is None or not following["gap"] or "," in following["gap"]:
        return False
    word = following["word"]
    return word.islower() and word != "và" and word not in _NAME_ENDS


def _read_law(page: Page, position: int) -> NamedLaw | None:
    text, folded = page.text, page.folded
    before = text[position - 1 : position]
    if before.isalnum() or before in ("/", "_", "."):
        return None
    if before == "-" and _ITEM_DASH.search(folded, max(0, position - 12), position) is None:
        return None
    if folded[position] == "h":
        return _read_constitution(page, position)
    if folded[position] == "b":
        return _read_code_letters(page, position)
    if folded[position] == "p":
        ordinance = _ORDINANCE.match(folded, position)
        return _make(page, position, "Pháp lệnh", ordinance.end(), _ordinances()) if ordinance else None
    several = folded[position + 4 : position + 5] in (":", " ") and _SEVERAL.search(
        folded, max(0, position - 8), position
    )
    name = (_AFTER_LAWS if several else _AFTER_LAW).match(folded, position + 4)
    if name is None:
        return None
    lead = max(0, position - 16)
    code = _CODE.search(folded, lead, position)
    # "bỏ Luật" is no code.
    if code is not None and (text[code.start() : code.start() + 2].lower() in ("bộ", "bo") or is_worn(text, position)):
        return _make(page, code.start(), "Bộ luật", name.end(), _codes())
    if _NO_LAW_BEFORE.search(folded, lead, position) is not None:
        return None
    law = _make(page, position, "Luật", name.end(), _laws())
    is_lone = text[position].islower() and law is not None and _LONE_SMALL.match(folded, law.end) is None
    return None if is_lone else law


def _read_code_letters(page: Page, position: int) -> NamedLaw | None:
    match = _CODE_LETTERS.match(page.folded, position)
    opened = _CODE_BY_LETTERS.get(page.text[position : match.end()]) if match else None
    if match is None or opened is None:
        return None
    return NamedLaw(position, match.end(), "Bộ luật", position, match.end(), opened=opened)


def _read_constitution(page: Page, position: int) -> NamedLaw | None:
    match = _CONSTITUTION.match(page.folded, position)
    if match is None or (match["name"] is None and not _CONSTITUTION_YEAR.match(page.folded, match.end())):
        return None
    name = match.start("name") + 1 if match["name"] else match.end()
    return NamedLaw(position, match.end(), "Hiến pháp", name, match.end())


def _make(page: Page, start: int, kind: str, name: int, names: dict[str, re.Pattern[str]]) -> NamedLaw | None:
    end = _read_name(page, name, names)
    if end is None:
        return None
    aside = _ASIDE.match(page.folded, end)
    return NamedLaw(start, aside.end() if aside else end, kind, name, end)


def _read_name(page: Page, start: int, names: dict[str, re.Pattern[str]]) -> int | None:
    """Return where the name ends that begins at ``start``."""
    amending = _AMENDING.match(page.folded, start)
    if amending is not None:
        return _read_amended_laws(page, amending)
    if (about := _ABOUT.match(page.folded, start)) is not None:
        described = _UP_TO_YEAR.match(page.folded, about.end())
        return described.end() if described else None
    known = _match_known(page, start, names)
    if known is not None and _SMALL_WORD.match(page.folded, known) is None:
        return known
    guessed = _guess_name(page, start)
    # A longer name with its year behind it: "Luật Thanh tra nhân dân năm 2030".
    is_longer = known is None or (guessed is not None and guessed > known and _WITH_YEAR.match(page.folded, guessed))
    return guessed if is_longer else known


def _match_known(page: Page, start: int, names: dict[str, re.Pattern[str]]) -> int | None:
    end = _match_printed(page, start, names)
    if (end is None or not has_marks(page.text, start, end)) and is_worn(page.text, start):
        worn = _worn_name().match(page.folded, start)
        return worn.end() if worn is not None and worn.end() > (end or 0) else end
    return end


def _match_printed(page: Page, start: int, names: dict[str, re.Pattern[str]]) -> int | None:
    first = _FIRST_WORD.match(page.folded, start)
    pattern = names.get(first[0]) if first else None
    match = pattern.match(page.folded, start) if pattern else None
    if match is None or (first is not None and match.end() == first.end() and not page.text[start].isupper()):
        # Of one word, "Giá", small and without its mark it is "luật gia".
        return None
    return match.end()


def _read_amended_laws(page: Page, amending: re.Match[str]) -> int | None:
    """Read the laws that an amending law names: all of them are its name."""
    named = _AFTER_LAW.match(page.folded, amending.end())
    end = _read_inner_name(page, named.end()) if named else None
    while end is not None and (another := _ANOTHER_LAW.match(page.folded, end)) is not None:
        following = _read_inner_name(page, another.end())
        if following is None:
            break
        end = following
    if end is not None:
        return end
    described = _UP_TO_YEAR.match(page.folded, amending.end())
    return described.end() if described else None


def _read_inner_name(page: Page, start: int) -> int | None:
    known = next(filter(None, (_match_known(page, start, names()) for names in (_laws, _codes, _ordinances))), None)
    return known if known is not None else _guess_name(page, start)


def _guess_name(page: Page, start: int) -> int | None:
    """Read a name that is in no list: a capital, then small words, up to what no name goes on with."""
    text = page.text
    if not text[start : start + 1].isupper():
        return None
    is_capital = text[start - 2 : start - 1].isupper()
    end, words = start, 0
    while words < _UNKNOWN_WORDS_MAX and (match := _WORD.match(text, end)) is not None:
        word, gap = match["word"], match["gap"] or ""
        if (words and not gap) or gap.count("\n") > 1 or word.lower() in _NAME_ENDS:
            break
        if word.lower() == "và" and words:
            if not _goes_on_after_and(text, match.end(), is_capital=is_capital):
                break
        elif (words and not is_capital and not word.islower() and not _is_shortened(word)) or (
            "," in gap and not (word.islower() and _YEAR_SOON.match(page.folded, match.start("word")))
        ):
            break
        end, words = match.end(), words + 1
    is_letters = words == 1 and not is_capital and _is_shortened(text[start:end])
    return end if words >= 2 or is_letters else None


def _is_shortened(word: str) -> bool:
    """Whether a word in capitals shortens a part of a name: "Luật Ban hành VBQPPL". An authority is none."""
    return len(word) > 2 and word.isupper() and word not in ABBREVIATIONS


def _goes_on_after_and(text: str, end: int, *, is_capital: bool) -> bool:
    following = _WORD.match(text, end)
    if following is None or following["word"].lower() in _NAME_ENDS | {"luật", "bộ", "pháp", "nghị"}:
        return False
    return is_capital or following["word"].islower()


def _compile(names: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    """Return a pattern for the names that begin with a word, by that word; the space behind a name may be lost."""
    by_word: dict[str, list[str]] = {}
    for name in sorted(map(fold, names), key=len, reverse=True):
        by_word.setdefault(re.split(r"[^a-z]", name, maxsplit=1)[0], []).append(name)
    return {
        word: spaced(f"(?:{'|'.join(map(_loosen, group))})(?:(?![a-z0-9])|(?=nam [12]|ngay [0-9]))")
        for word, group in by_word.items()
    }


def _loosen(name: str) -> str:
    """Return a pattern for a name: bodies in it may be shortened, commas left out or set for "và", spaces lost."""
    for body, short in _SHORT_BODIES:
        name = name.replace(body, f"(?:{body}|{short})")
    name = name.replace(",", ",?").replace(" va ", "(?: va | & |, )")
    return name.replace(" ", r"\s{0,40}")


@cache
def _worn_name() -> re.Pattern[str]:
    """Return the pattern for a name of several words whose vowels a scanner spoiled: "Luat Ngan sach nha nwoc"."""
    names = sorted({fold(name) for name in (*LAW_NAMES, *CODE_NAMES, *ORDINANCE_NAMES) if " " in name}, key=len)
    return spaced(f"(?:{'|'.join(wear(_loosen(name)) for name in reversed(names))})(?![a-z0-9])")


@cache
def _laws() -> dict[str, re.Pattern[str]]:
    return _compile(LAW_NAMES)


@cache
def _codes() -> dict[str, re.Pattern[str]]:
    return _compile(CODE_NAMES)


@cache
def _ordinances() -> dict[str, re.Pattern[str]]:
    return _compile(ORDINANCE_NAMES)
