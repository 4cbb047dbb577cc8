"""Who issued: where the name of an authority ends that follows "của".

Names of authorities are a small language. What is closed (Chính phủ, a ministry, a people's committee and its place)
is read by its grammar; other offices are read word by word, up to what begins a title or goes on with the sentence.
"""

from __future__ import annotations

import re
from typing import Final

from docgen.citations.authority_names import FIELDS, NAME_ENDS, OFFICES, PROVINCES
from docgen.citations.folding import Page, fold

_S: Final = r"\s{1,9}"


def _words(*phrases: str) -> str:
    """Return a pattern for any of the folded phrases, the longest first; ", " and " - " inside may be set freely."""
    ordered = sorted({fold(phrase) for phrase in phrases}, key=len, reverse=True)
    return "|".join(
        re.escape(phrase).replace(r"\ \-\ ", r", ").replace(r",\ ", ", ").replace(", ", r"\s{0,3}[-,]\s{0,9}").replace(r"\ ", _S)
        for phrase in ordered
    )


_FIELDS: Final = _words(*FIELDS)
_PROVINCES: Final = _words(*PROVINCES)
_TERM: Final = rf"(?:{_S}khoa{_S}[ivxlc0-9]{{1,6}}(?![a-z0-9]))?"
_LEVEL: Final = r"tinh|thanh\s{1,9}pho|tp\.?|t\.p\.?|huyen|quan|thi\s{1,9}xa|xa|phuong|thi\s{1,9}tran|dac\s{1,9}khu"
# In titles the folded letters of one word may come out wrong: "Bo trudng", "trwong".
_MINISTER: Final = rf"(?:(?:bo{_S}tr[a-z]{{1,3}}ng|thu{_S}truong)(?:,{_S}chu{_S}nhiem)?|thong{_S}doc|chu{_S}nhiem|tong){_S}"
_COUNCIL: Final = rf"(?:uy{_S}ban{_S}nhan{_S}dan|ub{_S}nhan{_S}dan|ubnd|hoi{_S}dong{_S}nhan{_S}dan|hdnd|uy{_S}ban{_S}nd)"
_PERSON: Final = rf"(?:(?:pho{_S})?(?:chu{_S}tich|giam{_S}doc|cuc{_S}truong|truong{_S}ban|chanh{_S}van{_S}phong|truong{_S}phong)|thuong{_S}truc|doan{_S}dai{_S}bieu{_S}quoc{_S}hoi{_S}va)"

_NATIONAL: Final = (
    rf"(?:hoi{_S}nghi{_S}lan{_S}thu{_S}[a-z0-9]{{1,5}}(?:{_S}[a-z]{{1,5}})?,?{_S}(?:cua{_S})?)?"
    rf"(?:ban{_S}chap{_S}hanh{_S}|bch{_S})?(?:trung{_S}uong|tw){_S}dang(?:{_S}cong{_S}san{_S}viet{_S}nam)?(?:{_S}\(?khoa{_S}[ivxlc0-9]{{1,6}}\)?)?"
    rf"|ban{_S}chap{_S}hanh{_S}trung{_S}uong{_TERM}"
    rf"|bo{_S}chinh{_S}tri{_TERM}(?:(?:,{_S}|{_S}va{_S})ban{_S}bi{_S}thu{_TERM})?|ban{_S}bi{_S}thu(?:{_S}trung{_S}uong(?:{_S}dang)?)?{_TERM}"
    rf"|tong{_S}bi{_S}thu|thu{_S}tuong{_S}chinh{_S}phu|pho{_S}thu{_S}tuong(?:{_S}chinh{_S}phu)?|thu{_S}tuong|chinh{_S}phu|ttg"
    rf"|(?:uy{_S}ban|ub){_S}thuong{_S}vu{_S}quoc{_S}hoi{_TERM}|ubtvqh(?:[0-9]{{1,2}})?|quoc{_S}hoi{_TERM}|chu{_S}tich{_S}nuoc"
    rf"|(?:bo{_S}truong,?{_S}chu{_S}nhiem{_S})?van{_S}phong{_S}(?:chinh{_S}phu|quoc{_S}hoi|chu{_S}tich{_S}nuoc|trung{_S}uong{_S}dang)"
    rf"|(?:tong{_S})?thanh{_S}tra{_S}chinh{_S}phu|(?:{_MINISTER})?ngan{_S}hang{_S}nha{_S}nuoc(?:{_S}viet{_S}nam)?"
    rf"|(?:tong{_S})?kiem{_S}toan{_S}nha{_S}nuoc"
    rf"|(?:hoi{_S}dong{_S}tham{_S}phan{_S}|chanh{_S}an{_S})?(?:toa{_S}an{_S}nhan{_S}dan|tand){_S}toi{_S}cao"
    rf"|(?:vien{_S}truong{_S})?(?:vien{_S}kiem{_S}sat{_S}nhan{_S}dan|vksnd){_S}toi{_S}cao"
    rf"|bao{_S}hiem{_S}xa{_S}hoi{_S}viet{_S}nam"
)
_NATIONAL_RE: Final = re.compile(rf"(?:{_NATIONAL})(?![a-z0-9])")
_MINISTRY: Final = re.compile(rf"(?:{_MINISTER})?(?:b[o06]|uy{_S}ban){_S}(?:{_FIELDS})(?![a-z0-9])")
_LOCAL: Final = re.compile(
    rf"(?:{_PERSON}{_S})?(?:{_COUNCIL}(?:{_S}(?:va|&){_S}{_COUNCIL})?|(?P<field>s[o06&]|phong|thanh{_S}tra{_S}so){_S}(?:{_FIELDS}))(?![a-z0-9])"
)
_PARTY: Final = re.compile(
    rf"(?:(?:ban{_S}(?:thuong{_S}vu|chap{_S}hanh)|thuong{_S}truc|btv|bch|bi{_S}thu){_S})?"
    rf"(?:(?:tinh|thanh|huyen|thi|quan|dang){_S}uy|dang{_S}bo)(?![a-z0-9])"
)
_PLACE: Final = re.compile(rf"(?P<comma>\s{{0,3}},)?{_S}(?P<level>cap{_S}(?:tinh|huyen|xa)|cac{_S}(?:{_LEVEL})|{_LEVEL})(?![a-z0-9])")
_PROVINCE: Final = re.compile(rf"{_S}(?:{_PROVINCES})(?![a-z0-9])")
_PLACE_TERM: Final = re.compile(rf"{_S}khoa{_S}[ivxlc0-9]{{1,6}}(?![a-z0-9])|{_S}nhiem{_S}ky{_S}[0-9]{{4}}\s?-\s?[0-9]{{4}}")

_WORD: Final = re.compile(r"(?P<gap>\s{1,9})(?P<word>[^\W_][\w&.]{0,24})")
# A hyphen between two capitals joins them: "Văn thư - Lưu trữ".
_DASHED: Final = re.compile(r"(?P<gap>\s{0,3}[-–]\s{0,9})(?P<word>[A-ZĂÂĐÊÔƠƯ][^\W\d_]*[^\WA-Z\d_][^\W\d_]*)")
_WORDS: Final = re.compile(r"[^\W_][\w&./]{0,24}(?:\s{1,9}[^\W_][\w&.]{0,24})?")
_NAME_WORDS_MAX: Final = 4

_OPEN_HEAD: Final = re.compile(rf"(?:{_PERSON}{_S})?(?:{_words(*OFFICES)})(?![a-z0-9])")
# Words that begin a title or go on with the sentence; in mixed case only when they are written small.
_STOPS: Final = frozenset(NAME_ENDS)
_FOLDED_STOPS: Final = frozenset(map(fold, NAME_ENDS))
_OPEN_WORDS_MAX: Final = 16
_KNOWN_FIELD: Final = re.compile(rf"{_S}(?:{_FIELDS})(?![a-z0-9])")
_DOCUMENT: Final = re.compile(
    rf"(?:quyet{_S}dinh|nghi{_S}(?:dinh|quyet)|thong{_S}tu|ke{_S}hoach|cong{_S}van|chi{_S}thi|(?:bo{_S})?luat|van{_S}ban){_S}"
)
_JOINT: Final = re.compile(r"\s{0,3}(?:,|-|và|va|&|;)\s{1,9}|\s{1,9}(?:-|va|&)\s{1,9}")


def read_issuer(page: Page, start: int, *, is_joint: bool = False) -> int | None:
    """Return where the name of the authority ends that begins at ``start``, or None when none begins there.

    ``is_joint``: the document has several authors, so a list of names is read whole.
    """
    end = _read_name(page, start)
    while is_joint and end is not None and (joint := _JOINT.match(page.folded, end)) is not None:
        more = _read_name(page, joint.end())
        if more is None:
            break
        end = more
    return end


def _read_name(page: Page, start: int) -> int | None:
    for closed in (_NATIONAL_RE, _MINISTRY):
        match = closed.match(page.folded, start)
        if match is not None:
            return match.end()
    for local in (_LOCAL, _PARTY):
        match = local.match(page.folded, start)
        if match is not None:
            return _read_place(page, start, match.end())
    match = _OPEN_HEAD.match(page.folded, start)
    return None if match is None else _read_open_name(page, start, match.end())


def _read_place(page: Page, start: int, end: int) -> int:
    """Read the levels and names that follow: "tỉnh Hà Nam", "huyện Hương Sơn, tỉnh Hà Tĩnh", "thành phố Huế"."""
    level = _PLACE.match(page.folded, end)
    if level is None or level["comma"]:
        return _read_term(page, _read_proper_name(page, start, end))
    end = _read_proper_name(page, start, level.end())
    for _ in range(2):
        upper = _PLACE.match(page.folded, end)
        if upper is None:
            break
        name = _read_proper_name(page, start, upper.end())
        if upper["comma"] and name == upper.end():
            break
        end = name
    return _read_term(page, end)


def _read_term(page: Page, end: int) -> int:
    term = _PLACE_TERM.match(page.folded, end)
    return end if term is None else term.end()


def _read_proper_name(page: Page, start: int, end: int) -> int:
    """Return where the proper name ends that follows at ``end``; ``end`` itself when none does."""
    province = _PROVINCE.match(page.folded, end)
    if province is not None:
        return province.end()
    text = page.text
    has_case = not text[start:end].isupper()
    position, words = end, 0
    while words < _NAME_WORDS_MAX and (match := _WORD.match(text, position)) is not None:
        word = match["word"]
        if not (word[0].isupper() or word[0].isdigit()) or (has_case and len(word) > 1 and word.isupper()):
            break
        if not has_case and _is_stop(page, match.start("word")):
            break
        position, words = match.start("word") + len(word.rstrip(".")), words + 1
        if word.endswith("."):
            break
    if words == 1 and "\n" in text[end:position]:
        # A capital at the start of a line may open a sentence: "Căn cứ …".
        return end
    return position


def _is_stop(page: Page, at: int) -> bool:
    """Whether a word, or two of them, at ``at`` begin a title or go on with the sentence."""
    match = _WORDS.match(page.text, at)
    if match is None:
        return True
    words, stops = match[0].lower(), _STOPS
    if page.text[max(0, at - 60) : at + 60].isascii():
        # Without its marks "đô" is "do": folded words are compared only where the text has none.
        words, stops = fold(words), _FOLDED_STOPS
    parts = [word.rstrip(".") for word in words.split()]
    return parts[0] in stops or " ".join(parts) in stops


def _read_open_name(page: Page, start: int, end: int) -> int:
    """Read an office's name word by word."""
    ignores_case = page.text[start:end].isupper() or page.text[start:end].islower()
    for _ in range(_OPEN_WORDS_MAX):
        known = _KNOWN_FIELD.match(page.folded, end)
        if known is not None:
            end = known.end()
            continue
        match = _WORD.match(page.text, end) or _DASHED.match(page.text, end)
        if match is None or _ends_name(page, match, ignores_case=ignores_case):
            break
        end = match.start("word") + len(match["word"].rstrip("."))
        if match["word"].endswith("."):
            break
    return end


def _ends_name(page: Page, match: re.Match[str], *, ignores_case: bool) -> bool:
    word, gap, at = match["word"], match["gap"], match.start("word")
    if word[0].isupper() and "\n" in gap and not ignores_case and gap.count("\n") > 1:
        return True
    if gap.strip():
        return _begins_another(page, at)
    if (ignores_case or word[0].islower()) and _is_stop(page, at):
        return True
    if word.lower() not in ("và", "va", "&"):
        return False
    following = _WORD.match(page.text, match.end())
    return following is None or not following["word"][0].isupper() or _begins_another(page, following.start("word"))


def _begins_another(page: Page, at: int) -> bool:
    """Whether an authority or a document begins at ``at``: then "và" joins two, and does not stand inside a name."""
    return any(pattern.match(page.folded, at) for pattern in (_NATIONAL_RE, _MINISTRY, _LOCAL, _PARTY, _DOCUMENT))
