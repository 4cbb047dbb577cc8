"""What a document of its type must have (Article 8.2) and was not found."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.recognition.components import Components
from docgen.model import Addressing

NATION = "Quốc hiệu"
MOTTO = "Tiêu ngữ"
ORGAN = "tên cơ quan, tổ chức ban hành văn bản"
CODE = "số, ký hiệu"
PLACE_AND_DATE = "địa danh và thời gian ban hành"
TYPE_NAME = "tên loại văn bản"
SUBJECT = "trích yếu nội dung"
BODY = "nội dung văn bản"
SIGNATURE = "chức vụ, họ tên của người ký"
RECIPIENTS = "Nơi nhận"
ADDRESSEES = "Kính gửi"


def find_missing(components: Components) -> tuple[str, ...]:
    """Return the names (Vietnamese) of expected components that were not found, in their order on the page."""
    return tuple(_find_missing(components))


def _find_missing(components: Components) -> Iterator[str]:
    heading, kind = components.heading, components.document_type
    wanted: tuple[tuple[str, bool, object], ...] = (
        (NATION, True, heading.nation),
        (MOTTO, True, heading.motto),
        (ORGAN, True, heading.organ),
        (CODE, True, heading.code),
        (PLACE_AND_DATE, kind is None or kind.has_place_and_date, heading.place_and_date),
        (TYPE_NAME, not components.is_letter, components.type_name),
        (SUBJECT, kind is None or kind.has_subject, components.subject),
        (ADDRESSEES, kind is not None and kind.addressing is Addressing.REQUIRED, components.addressees),
        (BODY, True, components.main.body),
        (SIGNATURE, True, components.signature),
        (RECIPIENTS, True, components.recipients),
    )
    for name, expected, found in wanted:
        if expected and (found is None or found == ()):
            yield name
