"""The fixed words of administrative documents, folded (no case, no diacritics)."""

from __future__ import annotations

import re

from docgen.checking.recognition.folding import fold
from docgen.model import DOCUMENT_TYPES, DocumentType


def _join_lines(words: str) -> str:
    return "".join(line.removeprefix("    ") for line in words.split("\n"))


NATION = fold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
MOTTO = fold("Độc lập - Tự do - Hạnh phúc")
PARTY = fold("ĐẢNG CỘNG SẢN VIỆT NAM")
URGENCY = frozenset(map(fold, ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HỎA TỐC HẸN GIỜ")))
CIRCULATION = frozenset(map(fold, ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")))
SECRECY = frozenset(map(fold, ("MẬT", "TỐI MẬT", "TUYỆT MẬT")))

TYPES: dict[str, DocumentType] = {fold(kind.name): kind for kind in DOCUMENT_TYPES.values() if kind.slug != "cong-van"}
"""The types by their folded names; a công văn prints none."""

TYPES_BY_ABBREVIATION: dict[str, DocumentType] = {
    kind.abbreviation.upper(): kind for kind in DOCUMENT_TYPES.values() if kind.abbreviation
}

LEGAL_TYPES = frozenset(
    map(fold, ("LUẬT", "BỘ LUẬT", "PHÁP LỆNH", "NGHỊ ĐỊNH", "THÔNG TƯ", "THÔNG TƯ LIÊN TỊCH", "LỆNH"))
)
"""Types that only legal normative documents have."""

# How the name of an agency begins; "TỈNH …", "XÃ …" go on with a name that began on the line before.
_ORGANS = """
    uy ban|ubnd|hdnd|ubmttq|ubmt|hoi dong|so|bo|cuc|chi cuc|tong cuc|vu|phong(?!,| chong)|ban|truong|trung tam|vien|
    benh vien|cong an|toa an|van phong|thanh tra|kho bac|bao hiem|cong ty|tong cong ty|tap doan|hoc vien|dai hoc|doan|
    dang uy|lien doan|lien minh|hoi|mat tran|to|kiem toan|ngan hang|dai|bao|tram|chinh phu|thu tuong|chu tich|quoc hoi|
    quan khu|chi nhanh|nha|thue|hai quan|thu vien|bao tang|quy|xi nghiep|tieu ban|thuong truc|doi|ho so|dang bo|
    huyen uy|tinh uy|thanh uy
"""
ORGAN_START = re.compile(f"(?:{_join_lines(_ORGANS)})\\b")
PLACE_START = re.compile(r"(tinh|thanh pho|tp|huyen|quan|thi xa|thi tran|xa|phuong|dac khu|viet nam)\b")

COMPETENCE = re.compile(r"(?:t\.?\s?m|k\.?\s?t|t\.?\s?l|t\.?\s?u\.?\s?q|q|t/m|t/l)(?:\s?[./:]\s?|\s)(?=\S)")
"""Folded competence: TM., KT., TL., TUQ., Q. and the ways in which people misspell them."""

_POSITIONS = """
    chu tich|giam doc|tong giam doc|bo truong|thu truong|thu tuong|chanh|cuc truong|vu truong|vien truong|hieu truong|
    chi cuc truong|tong cuc truong|thu ky|chu toa|chu tri|dai dien|nguoi |to truong|to pho|bi thu|tong thanh tra|
    tong kiem toan|thong doc|chu nhiem|doi truong|ke toan|ben [ab]\\b|truong|thanh vien|can bo|tong bien tap|vien|pho
"""
POSITION = re.compile(f"(?:pho |quyen |q\\. )?(?:{_join_lines(_POSITIONS)})")

RECIPIENTS = re.compile(r"noi nhan\s*(?:van ban)?\s*[:.;]?")
ADDRESSEES = re.compile(r"kinh gui\s*[:;.]?")
DISPATCH = re.compile(r".{3,100}\bdien\s*:")
INVITATION = re.compile(r".{0,120}\bkinh moi\s*:")
BASIS = re.compile(
    r"-?\s?(?:can cu\b|theo de nghi\b|xet de nghi\b|thuc hien\b|theo\b|xet\b|tren co so\b|sau khi\b|xet thay\b)"
)
FIRST_BASIS = re.compile(r"-?\s?can cu\b")
RESOLUTION = re.compile(r"quyet (?:dinh|nghi)\s*[:;.]?")
OPENING_RESOLUTION = re.compile(r"quyet (?:dinh|nghi)\s*:")
AUTHORITY = (
    "chu tich", "uy ban", "ubnd", "hoi dong", "giam doc", "bo truong", "cuc truong", "thu tuong", "chinh phu", "so ",
    "truong ", "hieu truong", "chi cuc truong", "tong cuc truong", "vien truong", "tong giam doc", "ban ", "thu truong",
    "thuong truc", "tham quyen", "chanh ", "tong ", "bo ", "benh vien", "trung tam",
)  # fmt: skip
"""How the line with the authority to issue begins: an office or an agency."""
APPENDIX_LABEL = re.compile(
    r"phu luc(?:\s+(?:so\s*)?(?P<number>[ivxlc]+|\d{1,2}[a-z]?|[a-z]))?\s*(?:$|[.:;-]\s*(?P<title>.*)$)", re.IGNORECASE
)
ISSUED_WITH = re.compile(r"\(?\s*(?:ban hanh\s+)?kem theo\b")
DRAFTER_MARK = re.compile(r"[A-ZĐ]{1,8}(?:\s?[-.]\s?[A-ZĐ]{1,8})?\.?\s?\(?\d{1,4}\)?(?:\s?b)?")
CONTACT = re.compile(r"^(?:dia chi|dien thoai|dt\b|tel\b|e-?mail|website|fax|so dien thoai)")
SEPARATOR = re.compile(r"[\s_\-–—=*~─⎯]{3,}")
"""A row of characters that stands for a drawn line."""


def is_opening_line(folded: str) -> bool:
    """Whether a folded line stands below heading and title only: a basis, Kính gửi, QUYẾT ĐỊNH:, Điều 1."""
    return bool(
        FIRST_BASIS.match(folded)
        or ADDRESSEES.match(folded)
        or OPENING_RESOLUTION.match(folded)
        or folded.startswith(("dieu 1.", "dieu 1:"))
    )
