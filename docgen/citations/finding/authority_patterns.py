"""What names of authorities look like in folded text.

A space in a pattern stands for any white space. Names are closed (Chính phủ, a ministry, a people's committee and its
place) or open: an office whose further words nobody can list.
"""

from __future__ import annotations

import re
from typing import Final

from docgen.citations.finding.authority_names import COMPOUNDS, CONCERNS, DUTIES, FIELDS, OFFICES, PROVINCES
from docgen.citations.finding.folding import any_of, fold, spaced
from docgen.citations.type_names import TYPE_BY_FOLDED

_END: Final = "(?![a-z0-9])"


def _any_of(*phrases: str) -> str:
    """Return a pattern for any of the phrases, the longest first; commas and hyphens inside may be set freely."""
    ordered = sorted({fold(phrase) for phrase in phrases}, key=len, reverse=True)
    return any_of(
        re.sub(r"(?:,| -) ", r"\\s{0,3}[-,]\\s{0,40}", re.escape(phrase).replace("\\", "")) for phrase in ordered
    )


_FIELDS: Final = _any_of(*FIELDS)
_TERM: Final = rf"(?: khoa [ivxlc0-9]{{1,6}}{_END})?"
_TERM_IN_BRACKETS: Final = rf"(?: \(khoa [ivxlc0-9]{{1,6}}\)|{_TERM})"
_ORDINAL: Final = rf"(?:[0-9]{{1,2}}|nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi|mot|lam){_END}"
_STATE: Final = "(?: nuoc (?:cong hoa xa hoi chu nghia|chxhcn) viet nam)?"
_LEVEL: Final = r"tinh|thanh pho|tp\.?|t\.p\.?|huyen|quan|thi xa|xa|phuong|thi tran|dac khu"
# Scanners spoil single letters: "Bo trudng", "B6", "S&".
_MINISTER: Final = "(?:(?:bo tr[a-z]{1,3}ng|thu truong)(?:, chu nhiem)?|thong doc|chu nhiem|tong) "
_COUNCIL: Final = "(?:uy ban nhan dan|ub nhan dan|ubnd|hoi dong nhan dan|hdnd|uy ban nd)"
_PERSON: Final = (
    "(?:(?:pho )?(?:chu tich(?: thuong truc)?|giam doc|cuc truong|truong ban|chanh van phong|truong phong)"
    "|p?ct|p?gd|thuong truc|doan dai bieu quoc hoi va) "
)

CONFERENCE: Final = (
    rf"hoi nghi (?:lan thu {_ORDINAL},? )?(?:ban chap hanh |bch )?(?:trung uong|tw)(?: dang)?(?: lan thu)?"
    rf"(?: {_ORDINAL})?,?(?: \(?khoa [ivxlc0-9]{{1,6}}\)?)?"
)
"""A session of the Party's committee, named without "của": "Nghị quyết 18 Hội nghị Trung ương 6 khóa XII"."""

NATIONAL: Final = spaced(
    rf"(?:{CONFERENCE}|(?:hoi nghi (?:lan thu )?{_ORDINAL}(?: {_ORDINAL})?,? (?:cua )?)?"
    rf"(?:(?:ban chap hanh |bch )?(?:trung uong|tw) dang(?: cong san viet nam)?(?: \(?khoa [ivxlc0-9]{{1,6}}\)?)?"
    rf"|(?:ban chap hanh|bch) (?:trung uong|tw)(?: doan)?{_TERM})"
    rf"|bo chinh tri{_TERM_IN_BRACKETS}(?:(?:, | va )ban bi thu{_TERM})?"
    rf"|ban bi thu(?: trung uong(?: dang| doan)?)?{_TERM_IN_BRACKETS}|tong bi thu"
    rf"|(?:pho )?thu tuong(?: chinh phu)?|chinh phu{_STATE}|ttg"
    rf"|(?:uy ban|ub) thuong vu quoc hoi{_TERM}|ubtvqh(?:[0-9]{{1,2}})?|quoc hoi{_STATE}{_TERM}|chu tich nuoc{_STATE}"
    r"|(?:bo truong,? chu nhiem )?van phong (?:chinh phu|quoc hoi|chu tich nuoc|trung uong dang)"
    rf"|(?:tong )?thanh tra chinh phu|(?:{_MINISTER})?(?:ngan hang nha nuoc|nhnn)(?: viet nam)?(?! chi nhanh)"
    r"|(?:tong )?(?:kiem toan nha nuoc|ktnn)(?: (?:khu vuc|chuyen nganh) [ivx]{1,4}[ab]?)?"
    r"|(?:hoi dong tham phan |chanh an )?(?:toa an nhan dan|tand) toi cao"
    rf"|(?:vien truong )?(?:vien kiem sat nhan dan|vksnd) toi cao|bao hiem xa hoi viet nam"
    rf"|(?:ban chi dao|uy ban) (?:trung uong|quoc gia|nha nuoc) ve (?:{_any_of(*CONCERNS)}))"
    # The space behind may be lost: "Chính phủvề".
    rf"(?:(?<=[)])|{_END}|(?=(?:ve|quy dinh|ban hanh|phe duyet) ))"
)
"""Authorities of the state and the Party of which there is one."""

MINISTRY: Final = spaced(rf"(?:{_MINISTER})?(?:b[o06]|uy ban) (?:{_FIELDS}){_END}")
"""A ministry, or who heads it."""

LOCAL: Final = spaced(
    rf"(?:{_PERSON})?(?:(?:(?:(?:(?:pho )?chanh )?van phong|vp) )?(?:doan (?:dai bieu quoc hoi|dbqh)(?:,| va| &) )?"
    rf"{_COUNCIL}(?:(?:(?: va| &|,|\s?-) |-){_COUNCIL})?|(?:s[o06&]|phong|thanh tra so) (?:{_FIELDS})){_END}"
)
"""A people's committee or council, a department or a division, without its place."""

PARTY: Final = spaced(
    rf"(?:(?:ban (?:thuong vu|chap hanh)|thuong truc|btv|bch|bi thu) )?(?:tinh|thanh|huyen|thi|quan) uy{_END}"
)
"""A committee of the Party in a province or district, without its place."""

OFFICE: Final = spaced(rf"(?:{_PERSON})?(?:{_any_of(*OFFICES)})(?: (?:{_any_of(*DUTIES)}))?{_END}")
"""The first words of an office whose name is open."""

COMPOUND: Final = spaced(rf" (?:{_any_of(*COMPOUNDS)}){_END}")
"""Words that are one, though the second of them alone would end a name."""

NEW_LINE: Final = spaced(
    r"(?:can cu|theo|xet|thuc hien|trien khai|dieu [0-9]|kinh gui|noi nhan|(?:quyet dinh|nghi quyet|so)\s?:)(?![a-z])"
)
"""Words with which a line of its own begins, never the rest of a name."""

DUTY: Final = spaced(
    rf"(?:(?<=\sban)|(?<=\sto)|(?<=\sdoan)(?! chi dao)|(?<=hoi\sdong)) (?:{_any_of(*DUTIES)}){_END}"
    rf"|(?:(?<=chi\sdao)|(?<=chi\shuy)|(?<=chi\scuc)|(?<=hoi\sdong)) phong\s?, chong{_END}"
)
"""What such an office is for, where it stands further behind in a name: "Thường trực Ban chỉ đạo"."""

PLACE: Final = spaced(rf"(?P<comma>\s{{0,3}},)? (?:cap (?:tinh|huyen|xa)|cac (?:{_LEVEL})|{_LEVEL}){_END}")
"""The level of a place: "tỉnh", "cấp xã", ", thành phố"; ``comma`` when one stands before it."""

PROVINCE: Final = spaced(rf" (?:{_any_of(*PROVINCES)}){_END}")
"""The name of a province."""

FIELD: Final = spaced(rf" (?:{_FIELDS}){_END}")
"""What a ministry or a department is for."""

TERM: Final = spaced(
    rf" khoa [ivxlc0-9]{{1,6}}{_END}(?:,? nhiem ky [0-9]{{4}}\s?-\s?[0-9]{{4}})?| nhiem ky [0-9]{{4}}\s?-\s?[0-9]{{4}}"
)
"""The term of a council or a committee."""

SESSION: Final = spaced(
    r"(?:, khoa [ivxlc0-9]{1,6})?(?:,|,? tai| -) (?:ky hop|hoi nghi) (?:(?:bat thuong |chuyen de )?(?:lan )?thu )?"
    rf"{_ORDINAL}(?: {_ORDINAL}){{0,2}}"
)
"""The session of a council, which belongs to no name."""

JOINT: Final = spaced(
    rf"lien (?:bo|so|nganh)\s?:? (?:(?:bo|so) )?(?:{_FIELDS})"
    rf"(?:(?:\s{{0,3}}[-,]\s{{0,40}}| va )(?:(?:bo|so) )?(?:{_FIELDS})){{1,5}}{_END}"
)
"""Several ministries or departments as one author: "Liên Bộ Tài chính - Nội vụ"."""

DOCUMENT: Final = spaced(
    "(?:quyet dinh|nghi (?:dinh|quyet)|thong tu|ke hoach|cong van|chi thi|(?:bo )?luat|van ban) "
    rf"|(?:{_any_of(*TYPE_BY_FOLDED)}) (?:so )?[0-9]"
)
"""The type of another document."""
