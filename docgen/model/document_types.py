"""The 29 types of administrative documents (Decree 30/2020/NĐ-CP, Article 7) and what each one asks for.

Abbreviations stand in Annex III, part I. Công văn and thư công have none.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Addressing(Enum):
    """Whether a type names its addressees (Annex I, part I, II.9.a)."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


class DocumentType(NamedTuple):
    """What one type of document is called and asks for.

    ``slug`` names it in drafts and folders, ``name`` is Vietnamese, ``abbreviation`` its ký hiệu ("" when it has none).
    """

    slug: str
    name: str
    abbreviation: str
    addressing: Addressing = Addressing.NONE
    has_subject: bool = True
    has_legal_bases: bool = False
    has_articles: bool = False
    has_second_signer: bool = False
    has_place_and_date: bool = True


_TYPES = (
    DocumentType("nghi-quyet", "Nghị quyết", "NQ", has_legal_bases=True),
    DocumentType("quyet-dinh", "Quyết định", "QĐ", has_legal_bases=True, has_articles=True),
    DocumentType("chi-thi", "Chỉ thị", "CT"),
    DocumentType("quy-che", "Quy chế", "QC"),
    DocumentType("quy-dinh", "Quy định", "QyĐ"),
    DocumentType("thong-cao", "Thông cáo", "TC"),
    DocumentType("thong-bao", "Thông báo", "TB"),
    DocumentType("huong-dan", "Hướng dẫn", "HD"),
    DocumentType("chuong-trinh", "Chương trình", "CTr"),
    DocumentType("ke-hoach", "Kế hoạch", "KH"),
    DocumentType("phuong-an", "Phương án", "PA"),
    DocumentType("de-an", "Đề án", "ĐA"),
    DocumentType("du-an", "Dự án", "DA"),
    DocumentType("bao-cao", "Báo cáo", "BC", Addressing.OPTIONAL),
    DocumentType("bien-ban", "Biên bản", "BB", has_second_signer=True, has_place_and_date=False),
    DocumentType("to-trinh", "Tờ trình", "TTr", Addressing.REQUIRED),
    DocumentType("hop-dong", "Hợp đồng", "HĐ", has_second_signer=True),
    DocumentType("cong-van", "Công văn", "", Addressing.REQUIRED),
    DocumentType("cong-dien", "Công điện", "CĐ", Addressing.REQUIRED),
    DocumentType("ban-ghi-nho", "Bản ghi nhớ", "BGN", has_second_signer=True),
    DocumentType("ban-thoa-thuan", "Bản thỏa thuận", "BTT", has_second_signer=True),
    DocumentType("giay-uy-quyen", "Giấy ủy quyền", "GUQ"),
    DocumentType("giay-moi", "Giấy mời", "GM", Addressing.REQUIRED),
    DocumentType("giay-gioi-thieu", "Giấy giới thiệu", "GGT", has_subject=False),
    DocumentType("giay-nghi-phep", "Giấy nghỉ phép", "GNP", has_subject=False),
    DocumentType("phieu-gui", "Phiếu gửi", "PG"),
    DocumentType("phieu-chuyen", "Phiếu chuyển", "PC"),
    DocumentType("phieu-bao", "Phiếu báo", "PB"),
    DocumentType("thu-cong", "Thư công", "", Addressing.OPTIONAL),
)

DOCUMENT_TYPES: dict[str, DocumentType] = {document_type.slug: document_type for document_type in _TYPES}
"""The types by slug, in the order of Article 7."""


def find_document_type(slug: str) -> DocumentType | None:
    """Return the type with this slug, or None."""
    return DOCUMENT_TYPES.get(slug)
