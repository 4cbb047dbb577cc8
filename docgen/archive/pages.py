"""What a reader finds on opening a package: index.html and README.txt. No script, no style or font from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, Final
from urllib.parse import quote

from docgen.archive.package import (
    ATTACHMENT,
    CHECKPOINT,
    DOCX,
    DOSSIER_XML,
    DRAFT,
    INCOMING,
    JOINED_PDF,
    LIST_PDF,
    LIST_XLSX,
    MADE_PDF,
    METS,
    PDF,
    PREMIS,
    TRAIL_FOLDER,
    PackageInfo,
)
from docgen.archive.xml_text import write_text as text

_VIETNAM: Final = timezone(timedelta(hours=7))
_ROLES: Final = {
    PDF: "PDF/A",
    MADE_PDF: "PDF/A (tạo khi xuất)",
    DOCX: "Word",
    DRAFT: "Bản thảo",
    ATTACHMENT: "Tệp kèm theo",
    "metadata": "Thông tin",
}
_STYLE: Final = """
  body { font-family: "Times New Roman", "Liberation Serif", serif; font-size: 12pt; color: #111; background: #fff;
         max-width: 68rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.4; }
  h1 { font-size: 1.5rem; margin: .2rem 0 1rem; } h2 { font-size: 1.15rem; margin: 1.6rem 0 .5rem; }
  .organ { text-transform: uppercase; font-weight: bold; margin: 0; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; margin: 0; }
  dt { color: #444; } dd { margin: 0; }
  table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #888; padding: .3rem .45rem;
  vertical-align: top; text-align: left; } th { background: #eee; } td.n, td.d { text-align: center; }
  td.d, td.c { white-space: nowrap; } td a { white-space: nowrap; display: block; } .state { font-style: italic; }
  pre { background: #f4f4f4; padding: .6rem; overflow-x: auto; }
  @media print { body { margin: 0; max-width: none; font-size: 10pt; } thead { display: table-header-group; }
    tr { break-inside: avoid; } a { color: inherit; text-decoration: none; } }
"""


def write_index(info: PackageInfo, listed: Iterable[Mapping[str, Any]], paths: set[str]) -> Iterator[bytes]:
    """Yield the page piece by piece. ``listed`` is what the journal says of documents, ``paths`` the general files."""
    yield (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(info.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<p class="organ">{text(info.organ_name)}</p>\n<h1>{text(info.title)}</h1>\n<dl>\n'
    ).encode()
    for name, value in _describe(info):
        yield f"<dt>{text(name)}</dt><dd>{text(value)}</dd>\n".encode()
    yield "</dl>\n<h2>Danh sách văn bản</h2>\n".encode()
    yield _links(paths).encode()
    heads = ("STT", "Số, ký hiệu", "Ngày", "Tên loại và trích yếu nội dung", "Cơ quan ban hành, người ký", "Tệp")
    yield f"<table>\n<thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead>\n<tbody>\n".encode()
    for number, item in enumerate(listed, 1):
        yield _row(number, item).encode()
    yield f"</tbody>\n</table>\n{_closing(info, paths)}</body>\n</html>\n".encode()


def _describe(info: PackageInfo) -> Iterator[tuple[str, str]]:
    dossier = info.dossier
    if dossier is not None:
        row = dossier.record
        yield (
            "Mã hồ sơ",
            ".".join(filter(None, (dossier.code.organ_id, str(row["file_catalog"]), row["file_notation"]))),
        )
        yield "Thời hạn bảo quản", row["maintenance"]
        days = [f"{day.day}/{day.month}/{day.year}" if day else "…" for day in (row["start_date"], row["end_date"])]
        yield "Thời gian", f"từ {days[0]} đến {days[1]}"
        if row["creator"]:
            yield "Người lập hồ sơ", row["creator"]
    yield "Số văn bản", str(info.count)
    moment = datetime.fromisoformat(info.made_at).astimezone(_VIETNAM)
    yield "Thời điểm của gói", f"{moment.day}/{moment.month}/{moment.year} {moment:%H:%M} (giờ Việt Nam)"


def _links(paths: set[str]) -> str:
    known = {
        JOINED_PDF: "cả hồ sơ trong một tệp PDF",
        LIST_PDF: "mục lục văn bản (PDF)",
        LIST_XLSX: "mục lục văn bản (Excel)",
        DOSSIER_XML: "thông tin hồ sơ (XML)",
    }
    links = [f'<a href="{path}">{name}</a>' for path, name in known.items() if path in paths]
    return f"<p>Xem thêm: {', '.join(links)}.</p>\n" if links else ""


def _row(number: int, item: Mapping[str, Any]) -> str:
    links = "".join(
        f'<a href="{quote(path)}">{text(_name_link(item["kind"], role, name))}</a>'
        for role, path, name in item["files"]
        if role in _ROLES
    )
    arrival = f"<br>Văn bản đến số {text(item['arrival'])}" if item["kind"] == INCOMING else ""
    state = f'<br><span class="state">{text(item["note"])}</span>' if item["note"] else ""
    signer = f"<br>{text(item['full_name'])}" if item["full_name"] else ""
    return (
        f'<tr id="vb-{number}"><td class="n">{number}</td><td class="c">{text(item["code"])}{arrival}</td>'
        f'<td class="d">{text(item["day"])}</td><td>{text(item["type_name"])} {text(item["subject"])}{state}</td>'
        f"<td>{text(item['organ'])}{signer}</td><td>{links}</td></tr>\n"
    )


def _name_link(kind: str, role: str, name: str) -> str:
    if role == ATTACHMENT:
        return f"Tệp: {name}"
    # What arrived is kept as it arrived: nobody says that it is PDF/A.
    return "PDF" if kind == INCOMING and role == PDF else _ROLES[role]


def _closing(info: PackageInfo, paths: set[str]) -> str:
    trail = f'<a href="{CHECKPOINT}">điểm kiểm chứng</a>' if CHECKPOINT in paths else "điểm kiểm chứng"
    return (
        "<h2>Kiểm chứng gói này</h2>\n<p>Trong thư mục của gói, không cần phần mềm riêng:</p>\n"
        "<pre>sha256sum -c manifest-sha256.txt\nsha512sum -c manifest-sha512.txt\n"
        "sha256sum -c tagmanifest-sha256.txt</pre>\n"
        "<p>Có docgen thì kiểm chứng cả gói (tệp .zip), nhật ký và từng văn bản: "
        "<code>docgen archive verify GÓI.zip</code></p>\n"
        f"<p>Nhật ký các việc đã làm với văn bản: thư mục <code>{TRAIL_FOLDER}</code>, {trail}; "
        f'cấu trúc của gói: <a href="{METS}">METS</a>, <a href="{PREMIS}">PREMIS</a>; '
        f"cách đọc: README.txt. Kho gốc: {text(info.store_id)}.</p>\n"
    )


def write_readme(info: PackageInfo) -> bytes:
    """Return README.txt: how to read and verify the package with whatever tools there are."""
    return _README.format(title=info.title, organ=info.organ_name, count=info.count, store=info.store_id).encode()


_README: Final = """{title}
{organ}

Gói lưu trữ có {count} văn bản, theo Nghị định 30/2020/NĐ-CP. Mở index.html bằng trình duyệt để xem; không cần mạng,
không cần phần mềm riêng.

TRONG GÓI CÓ GÌ
  index.html                     danh sách văn bản, đường dẫn đến từng tệp
  bagit.txt, bag-info.txt        gói theo chuẩn BagIt 1.0 (RFC 8493)
  manifest-sha256.txt, -sha512   mã băm của mọi tệp trong data/
  tagmanifest-*.txt              mã băm của các tệp bên ngoài data/
  data/METS.xml                  cấu trúc của gói (METS), trong đó có các việc đã làm với văn bản (PREMIS)
  data/premis.xml                định dạng, mã băm của từng tệp (PREMIS 3)
  data/muc-luc.pdf, .xlsx        mục lục văn bản
  data/ho-so/                    thông tin hồ sơ (nếu gói là một hồ sơ)
  data/van-ban/NNNN-.../         mỗi văn bản một thư mục:
     *.pdf (PDF/A-2u), *.docx, bản thảo; van-ban.xml: các trường của Phụ lục VI;
     ban-ghi.json: bản ghi trong sổ, đúng như nhật ký đã băm
  data/nhat-ky/N.jsonl           đoạn nhật ký: dòng đầu nói về chuỗi, mỗi dòng sau là một việc
  data/nhat-ky/diem-kiem-chung.json   dòng cuối của nhật ký; có chữ ký Ed25519 nếu khi xuất có khóa

KIỂM CHỨNG BẰNG TAY
  sha256sum -c manifest-sha256.txt ; sha512sum -c manifest-sha512.txt ; sha256sum -c tagmanifest-sha256.txt

  Mỗi dòng của nhật ký là một mảng JSON: [số thứ tự, thời điểm, người, việc, loại, mã, dữ kiện, mã băm].
  Mã băm của dòng:
     SHA-256 của bốn phần, mỗi phần viết là "độ dài tính bằng byte", dấu ":", rồi chính phần đó:
       1. docgen/audit/1
       2. {store}/<số của chuỗi>/<số thứ tự>
       3. mã băm (32 byte) của dòng trước; với dòng đầu tiên của chuỗi là SHA-256 của docgen/audit/1 nối với tên cơ quan
       4. mảng JSON của 6 chuỗi: thời điểm, người, việc, loại, mã, dữ kiện (không dấu cách, UTF-8, giữ chữ có dấu)
  "record" trong dữ kiện là SHA-256 của ban-ghi.json; "files" là mã băm của các tệp lúc ban hành.
  Chữ ký của điểm kiểm chứng: Ed25519 trên "docgen/checkpoint/1", xuống dòng, rồi JSON của tệp đó bỏ "signature", khóa
  xếp theo bảng chữ cái, không dấu cách.
"""
