"""A store of made-up records for ``benchmarks.searching``: entered once, in steps, and kept in a folder.

Subjects are such as offices write: a third of them speak of plans, others name one of 4,000 villages or a decision by
its number, so that there are words of every frequency. Every tenth record is made up, the others are copies of it: what
a database does with them takes as long, and they are there in minutes.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, func, inspect, select, text

from docgen.records.search_index import DOCUMENT, Entry, describe_entry
from docgen.records.search_postings import create_index, rebuild_index, write_numbers
from docgen.records.search_words import read_words
from docgen.records.store import Store, open_store
from docgen.records.tables import documents, organs, search_texts

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "support"))

from postgresql_server import running_postgresql

BATCH: Final = 5_000
COPIES: Final = 10
FIRST_DAY: Final = date(2016, 7, 1)
DAYS: Final = 3_650

TYPES: Final = (
    ("Kế hoạch", "KH", 40),
    ("Quyết định", "QĐ", 20),
    ("Công văn", "", 20),
    ("Báo cáo", "BC", 10),
    ("Thông báo", "TB", 6),
    ("Tờ trình", "TTr", 4),
)
ORGANS: Final = (("Ủy ban nhân dân tỉnh Hoa Lư", "UBND"), *(
    (f"{name} tỉnh Hoa Lư", short)
    for name, short in (("Sở Nội vụ", "SNV"), ("Sở Tài chính", "STC"), ("Sở Tư pháp", "STP"), ("Sở Y tế", "SYT"),
                        ("Sở Xây dựng", "SXD"), ("Thanh tra", "TTT"), ("Văn phòng Ủy ban nhân dân", "VP"))
))  # fmt: skip
ACTS: Final = ("triển khai", "thực hiện", "tổ chức", "kiểm tra", "đánh giá", "sơ kết", "tổng kết", "tăng cường",
               "rà soát", "phê duyệt", "báo cáo kết quả", "giám sát", "hướng dẫn", "đôn đốc", "xây dựng")  # fmt: skip
THINGS: Final = (
    "công tác cải cách hành chính", "Chỉ số cải cách hành chính", "công tác văn thư, lưu trữ",
    "phòng, chống dịch bệnh trên đàn vật nuôi", "chương trình xây dựng nông thôn mới",
    "kỷ luật, kỷ cương hành chính", "giải phóng mặt bằng dự án đường ven biển",
    "công tác bảo đảm trật tự an toàn giao thông", "kỳ thi tốt nghiệp trung học phổ thông",
    "công tác phòng, chống thiên tai và tìm kiếm cứu nạn", "chuyển đổi số trong cơ quan nhà nước",
    "tinh giản biên chế", "dự toán ngân sách nhà nước", "thanh tra việc chấp hành pháp luật đất đai",
    "công tác dân vận chính quyền", "bảo hiểm y tế toàn dân", "cấp giấy chứng nhận quyền sử dụng đất",
    "quy hoạch chi tiết khu dân cư", "công tác tiếp công dân", "đề án vị trí việc làm",
    "tuyển dụng công chức cấp xã", "sắp xếp đơn vị hành chính", "kế hoạch đầu tư công trung hạn",
    "kế hoạch sử dụng đất hằng năm", "số hóa hồ sơ giải quyết thủ tục hành chính", "phổ cập giáo dục, xóa mù chữ",
)  # fmt: skip
_FIRST: Final = (
    "An", "Bình", "Cẩm", "Diên", "Đông", "Gia", "Hải", "Hòa", "Hưng", "Kim", "Lộc", "Mỹ", "Nam", "Nghĩa", "Nhân",
    "Phú", "Phước", "Quảng", "Sơn", "Tân", "Thanh", "Thạch", "Thọ", "Thuận", "Tiên", "Trung", "Vạn", "Vĩnh", "Xuân",
    "Yên", "Bắc", "Cao", "Đại", "Đức", "Hồng", "Hương", "Khánh", "Lâm", "Liên", "Long", "Minh", "Ngọc", "Nhơn",
    "Phong", "Quang", "Quỳnh", "Tam", "Thái", "Thiện", "Thịnh", "Trường", "Tường", "Văn", "Việt", "Vũ", "Đoan",
    "Hiệp", "Hoằng", "Kỳ", "Tây", "Trực", "Ứng",
)  # fmt: skip
_MIDDLE: Final = ("Văn", "Thị", "Minh", "Quốc", "Đức", "Thanh", "Hồng", "Ngọc", "Xuân", "Hữu")
_FAMILIES: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")


def make_row(key: int, count: int) -> dict[str, Any]:
    """Return the row of ``tables.documents`` with this id, of a store of ``count`` records: days rise with the ids."""
    chance = random.Random(key)  # noqa: S311
    pick = chance.choice
    name, short, _ = chance.choices(TYPES, [weight for _, _, weight in TYPES])[0]
    organ = min(int(chance.expovariate(0.5)), len(ORGANS) - 1)
    day = FIRST_DAY + timedelta(days=key * DAYS // count)
    subject = f"{pick(ACTS)} {pick(THINGS)}"
    subject = f"{subject[0].upper()}{subject[1:]}"
    if chance.random() < 0.6:
        subject += f" xã {pick(_FIRST)} {pick(_FIRST)}"
    subject += f" năm {day.year}"
    if chance.random() < 0.2:
        subject += f" theo Quyết định số {chance.randrange(1, 4000)}/QĐ-TTg"
    moment = f"{day.isoformat()}T02:00:00Z"
    return {
        "id": key,
        "organ_id": organ + 1,
        "state": "issued" if chance.random() < 0.97 else "recalled",
        "version": 1,
        "document_type": "ke-hoach",
        "type_name": name,
        "code_number": key * 10 % count * (DAYS // 365) // 10 + 1,  # begins anew about each year
        "code_notation": f"{short}-{ORGANS[organ][1]}" if short else f"{ORGANS[organ][1]}-VP",
        "promulgation_date": day,
        "place": "Hoa Lư",
        "subject": subject,
        "competence": "[]",
        "position": "CHỦ TỊCH" if not organ else "GIÁM ĐỐC",
        "full_name": f"{pick(_FAMILIES)} {pick(_MIDDLE)} {pick(_FIRST)}",
        "addressees": "[]",
        "recipients": json.dumps(["Như Điều 3", f"UBND xã {pick(_FIRST)} {pick(_FIRST)}", "Lưu: VT"]),
        "drafting_unit": "VP",
        "description": "",
        "note": "",
        "document_code": "",
        "due_date": None,
        "created_at": moment,
        "created_by": "an",
        "changed_at": moment,
    }  # fmt: skip


def make_text(key: int, count: int) -> str:
    """Return a text of about ``count`` words, another for each key: tasks, villages, people, numbers."""
    chance = random.Random(key)  # noqa: S311
    pick = chance.choice
    said: list[str] = []
    while sum(map(_count_words, said)) < count:
        said.append(
            f"{pick(ACTS)} {pick(THINGS)} xã {pick(_FIRST)} {pick(_FIRST)}, do {pick(_FAMILIES)} {pick(_MIDDLE)}"
            f" {pick(_FIRST)} phụ trách, kinh phí {chance.randrange(1, 2000)} triệu đồng"
        )
    return ". ".join(said)


def _count_words(said: str) -> int:
    return said.count(" ") + 1


def _describe(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row of ``tables.search_texts`` of a document, with the words of a file of a page or so."""
    chance = random.Random(-row["id"])  # noqa: S311
    pick = chance.choice
    organ = ORGANS[row["organ_id"] - 1][0]
    entry = Entry(
        DOCUMENT,
        row["id"],
        row["promulgation_date"],
        row["state"],
        row["type_name"],
        organ,
        (f"{row['code_number']}/{row['code_notation']}", f"{row['type_name']} {row['subject']}"),
        (row["position"], row["full_name"], row["place"], *json.loads(row["recipients"])),
    )
    said = [f"Căn cứ kế hoạch công tác năm, {organ} ban hành {row['type_name']} {row['subject']} như sau"]
    said += [f"{pick(ACTS)} {pick(THINGS)} xã {pick(_FIRST)} {pick(_FIRST)}" for _ in range(chance.randrange(2, 9))]
    body = read_words(f"{'. '.join(said)}. {row['full_name']}")
    return describe_entry(entry) | {"text_folded": body.folded, "text_exact": body.exact}


def fill(store: Store, count: int, seconds: float = float("inf")) -> bool:
    """Enter ``count`` records (a multiple of COPIES) and index them; return whether that is done.

    Stops after about ``seconds`` and goes on when called again: each step is a transaction, and is written down.
    """
    deadline = time.monotonic() + seconds
    steps = list(_list_steps(count))
    with store.write() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS bench_steps (name VARCHAR(40) PRIMARY KEY)"))
        done = set(connection.execute(text("SELECT name FROM bench_steps")).scalars())
    if done >= {name for name, _ in steps}:
        return True
    for name, act in steps:
        if name in done:
            continue
        if time.monotonic() > deadline:
            return False
        with store.write() as connection:
            act(connection)
            connection.execute(text("INSERT INTO bench_steps VALUES (:name)"), {"name": name})
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    store.engine.dispose()  # as after an upgrade: the connection that has filled FTS5 is slow for good
    return True


def count_records(store: Store) -> int:
    """Return how many records a filled store has."""
    with store.read() as connection:
        return int(connection.execute(select(func.count()).select_from(search_texts)).scalar_one())


def _list_steps(count: int) -> Iterator[tuple[str, Callable[[Connection], None]]]:
    yield "start", _start
    for first in range(COPIES, count + 1, COPIES * BATCH):
        keys = range(first, min(first + COPIES * BATCH, count + 1), COPIES)
        yield f"records from {first}", partial(_enter, keys, count)
    for copy in range(1, COPIES):
        yield f"copy {copy}", partial(_copy, copy)
    yield "index", _build_index


def _start(connection: Connection) -> None:
    """Enter the organs, and set the index aside: it is built at once in the end."""
    connection.execute(organs.insert(), [{"id": place, "name": name} for place, (name, _) in enumerate(ORGANS, 1)])
    if connection.dialect.name == "postgresql":
        connection.execute(text("DROP INDEX ix_search_index_keys"))


def _enter(keys: range, count: int, connection: Connection) -> None:
    rows = [make_row(key, count) for key in keys]
    described = [_describe(row) for row in rows]
    if connection.dialect.name == "sqlite":
        connection.execute(documents.insert(), rows)
        connection.execute(search_texts.insert(), described)
        return
    keys = [{"id": row["id"], "keys": write_numbers(row)} for row in described]
    cursor: Any = connection.connection.cursor()
    for table, some in (("documents", rows), ("search_texts", described), ("search_index", keys)):
        with cursor.copy(f"COPY {table} ({', '.join(some[0])}) FROM STDIN") as copy:
            for row in some:
                copy.write_row(tuple(row.values()))


def _copy(copy: int, connection: Connection) -> None:
    """Enter a copy of each record that was made, under an id of its own."""
    tables = ["documents", "search_texts"]
    if connection.dialect.name == "postgresql":
        tables.append("search_index")
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # no looking up what is there
    for table in tables:
        names = [column["name"] for column in inspect(connection).get_columns(table)]
        moved = [f"{name} - :copy" if name in ("id", "subject_id") else name for name in names]
        kept = f"SELECT {', '.join(moved)} FROM {table} WHERE {_MADE[table]}"  # noqa: S608
        connection.execute(text(f"INSERT INTO {table} ({', '.join(names)}) {kept}"), {"copy": copy})


_MADE: Final = {
    "documents": f"id % {COPIES} = 0",
    "search_texts": f"subject_id % {COPIES} = 0",
    "search_index": f"(id & {(1 << 30) - 1}) % {COPIES} = 0",
}


def _build_index(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        create_index(connection)
        return
    rebuild_index(connection)


@contextmanager
def open_database(name: str, folder: Path | None = None) -> Iterator[Store]:
    """Open the store of a database, with all its promises of durability: kept in ``folder``, or gone at the end."""
    with tempfile.TemporaryDirectory(prefix="docgen-bench-") as passing:
        Path(passing).chmod(0o711)  # the server of PostgreSQL runs under another name
        place = (folder or Path(passing)) / name
        if name == "sqlite":
            store = open_store(place)
            yield store
            store.close()
            return
        with running_postgresql(durable=True, folder=place) as server:
            store = open_store(place / "store", server.url("postgres"))
            yield store
            store.close()
