"""Speed of making Word files: ``python -m benchmarks.generation [--quick] [--part NAME]… [--many N]``.

The same content through every engine: distinct three-page plans, from data to finished bytes. Ours goes through the
public API, from validated documents; docxtpl and the engines of node fill leaner templates than ours and need not break
lines or draw rules.

The clock of a machine may change between two minutes, so ours and a peer take turns every 25 documents, twice through
200: a ratio is that of such neighbours, and what is printed is the median, with the range of the middle half. No
document is rendered twice: what we remember of one (how its title breaks) must not help.

Then a table of 2,000 rows and 50,000 documents in a row with their memory; one document a process comes first: the
short parts before the long. With --quick everything is a tenth as long; --part runs some parts alone (plans, rows,
cold, many).
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import count, product
from pathlib import Path
from typing import Any

import docx
from docxtpl import DocxTemplate

from benchmarks.node_peers import ENGINES, NodePeer, install_peers
from benchmarks.plan_content import COLUMNS, ROOT, TABLE_ROWS, make_document, make_peer_template, make_record
from docgen.model import Document
from docgen.rendering import Renderer, TemplateFolder
from docgen.settings import load_settings

PLANS, TURNS = 400, 16
BIG_ROWS, BIG_TURNS = 2_000, 12
MANY = 50_000
PARTS = ("plans", "rows", "cold", "many")
SAMPLE = ROOT / "samples" / "ke-hoach" / "ha-tinh-2022.vb.txt"

Records = list[dict[str, Any]]
Run = Callable[[Records], tuple[float, bytes]]
"""Renders records; returns the seconds that one takes but for the first, which warms up, and the last document."""


def make_renderer() -> Renderer:
    """Return a renderer of the shipped templates, with no cache but its own memory."""
    settings = load_settings({})
    return Renderer(TemplateFolder(settings.templates_folder), settings.legal_refs_folder)


def run_ours(renderer: Renderer, records: Records) -> tuple[float, bytes]:
    """Documents are validated before the clock starts: every engine begins with its data in hand."""
    documents: list[Document] = [make_document(record) for record in records]
    return _time_all(renderer.render, documents)


def run_docxtpl(template: bytes, records: Records) -> tuple[float, bytes]:
    """The way of docxtpl's own documentation: open, render, save."""

    def render(record: dict[str, Any]) -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(record, autoescape=True)
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()

    return _time_all(render, records)


def run_python_docx(template: bytes, records: Records) -> tuple[float, bytes]:
    """python-docx from scratch, in a lean package with the same styles."""

    def render(record: dict[str, Any]) -> bytes:
        document = docx.Document(io.BytesIO(template))
        _write_with_python_docx(document, record)
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()

    return _time_all(render, records)


def _time_all(render: Callable[[Any], bytes], items: list[Any]) -> tuple[float, bytes]:
    gc.collect()  # what others left behind
    render(items[0])  # their turn took the processor's caches; the clock runs for the others
    start = time.perf_counter()
    for item in items[1:]:
        last = render(item)
    return (time.perf_counter() - start) / (len(items) - 1), last


def _write_with_python_docx(document: Any, record: dict[str, Any]) -> None:
    """Write the way that is quick: styles by their id, the cells of a table asked for once."""

    def fill(cell: Any, *lines: tuple[str, str]) -> None:
        for index, (style, text) in enumerate(lines):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            paragraph.add_run(text)
            paragraph._p.style = style

    def write(style: str, text: str) -> None:
        document.add_paragraph(text)._p.style = style

    head = document.add_table(2, 2)._cells
    fill(head[0], ("CoQuanChuQuan", record["parent_organ"]), ("CoQuanBanHanh", record["organ"]))
    nation = ("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("TieuNgu", "Độc lập - Tự do - Hạnh phúc")
    fill(head[1], *nation)
    fill(head[2], ("SoKyHieu", record["code"]))
    fill(head[3], ("DiaDanhThoiGian", record["place_and_date"]))
    write("TenLoai", "KẾ HOẠCH")
    write("TrichYeu", record["subject"])
    for section in record["sections"]:
        write("MucLaMa", section["heading"])
        for paragraph in section["paragraphs"]:
            write("NoiDung", paragraph["text"])
    rows = [COLUMNS, *(tuple(row.values()) for row in record["rows"])]
    cells = document.add_table(len(rows), len(COLUMNS))._cells
    for cell, text in zip(cells, (text for row in rows for text in row), strict=True):
        fill(cell, ("BangTrai", text))
    end = document.add_table(1, 2)._cells
    fill(end[0], ("NoiNhanTieuDe", "Nơi nhận:"), *(("NoiNhan", f"- {r['text']};") for r in record["recipients"]))
    fill(end[1], ("QuyenHanChucVu", record["position"]), ("HoTen", record["full_name"]))


@contextmanager
def open_peers(folder: Path) -> Iterator[dict[str, Run]]:
    """Give the peers by name; those of node live in processes of their own."""
    peers: dict[str, Run] = {
        "docxtpl": partial(run_docxtpl, make_peer_template("docxtpl")),
        "python-docx": partial(run_python_docx, make_peer_template("empty")),
    }
    with ExitStack() as stack:
        if install_peers():
            for engine in ENGINES:
                peer = NodePeer(engine, folder, make_peer_template("mustache"))
                stack.callback(peer.close)
                peers[engine] = peer.render
        yield peers


def _read_text(data: bytes) -> set[str]:
    body = docx.Document(io.BytesIO(data)).element.body
    return {"".join(t.text or "" for t in p.iter("{*}t")).strip(" .;/-") for p in body.iter("{*}p")}


def _check_content(record: dict[str, Any], made: dict[str, bytes]) -> None:
    """Nobody may win by leaving something out: every text of the record stands in every document."""
    wanted = {record["subject"], record["full_name"], *(p["text"] for s in record["sections"] for p in s["paragraphs"])}
    wanted |= {text for row in record["rows"] for text in row.values()}
    for engine, data in made.items():
        missing = {text.strip(" .;/-") for text in wanted} - _read_text(data)
        if missing:
            raise SystemExit(f"{engine} làm mất chữ: {sorted(missing)[:3]}")


def compare_engines(
    ours: Run, peers: dict[str, Run], pieces: Iterator[Records], turns: int, promises: dict[str, float]
) -> bool:
    """Let ours and each peer take turns on the next ``pieces``; print a row for each.

    Return whether ours is as much quicker as promised.
    """
    warm_up = next(pieces)
    _check_content(warm_up[-1], {name: run(warm_up)[1] for name, run in {"docgen": ours, **peers}.items()})
    pairs: dict[str, list[tuple[float, float]]] = {name: [] for name in peers}
    for _, (name, peer) in product(range(turns), peers.items()):
        records = next(pieces)
        pairs[name].append((ours(records)[0], peer(records)[0]))
    own = statistics.median(mine for found in pairs.values() for mine, _ in found)
    kept = True
    print(
        "| bộ máy | ms mỗi văn bản | văn bản mỗi giây | docgen nhanh hơn | nửa giữa | hứa |\n|---|---|---|---|---|---|"
    )
    print(f"| docgen | {own * 1000:.2f} | {1 / own:.0f} | | | |")
    for name, found in pairs.items():
        low, ratio, high = statistics.quantiles([peer / mine for mine, peer in found], n=4, method="inclusive")
        each = statistics.median(peer for _, peer in found)
        promise = promises.get(name)
        kept &= promise is None or ratio >= promise
        said = "" if promise is None else f"≥ {promise:.0f} lần{'' if ratio >= promise else ' KHÔNG ĐẠT'}"
        print(f"| {name} | {each * 1000:.2f} | {1 / each:.0f} | {ratio:.1f} lần | {low:.1f}–{high:.1f} | {said} |")
    return kept


def make_pieces(size: int, table_rows: int = TABLE_ROWS) -> Iterator[Records]:
    """Yield the records of so many plans at a time, all distinct."""
    numbers = count()
    while True:
        yield [make_record(next(numbers), table_rows) for _ in range(size)]


def measure_cold_start(folder: Path, turns: int) -> bool:
    """One document, whole process, its template in the cache. Promise: 1.3 times `import jinja2` plus 0.1 s."""
    environment = {**os.environ, "DOCGEN_CACHE": str(folder / "cache")}

    def run(*command: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True, cwd=ROOT, env=environment)
        return time.perf_counter() - start

    ours = ("-m", "docgen", "render", str(SAMPLE), "-o", str(folder / "out"))
    run(*ours)
    pairs = [(run(*ours), run("-c", "import jinja2")) for _ in range(turns)]
    spent, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
    limit = 1.3 * floor + 0.1
    said = "đạt" if spent <= limit else "KHÔNG ĐẠT"
    print(
        f"một văn bản, cả tiến trình, mẫu có sẵn trong bộ nhớ đệm: {spent * 1000:.0f} ms; import jinja2 "
        f"{floor * 1000:.0f} ms; hứa {limit * 1000:.0f} ms: {said}"
    )
    return spent <= limit


def measure_many(renderer: Renderer, many: int) -> None:
    """Render many documents one after the other: the rate and the growth of memory after the first hundredth."""
    documents = [make_document(make_record(index)) for index in range(100)]
    start = time.perf_counter()
    early = 0
    for index in range(many):
        document = documents[index % len(documents)]
        renderer.render(document.model_copy(update={"subject": f"{document.subject} lần {index}"}))
        if index == many // 100:
            early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{many} văn bản liên tiếp, một nhân: {seconds:.0f} s, {many / seconds:.0f} văn bản mỗi giây; bộ nhớ cao nhất "
        f"{peak // 1024} MB, thêm {(peak - early) / 1024:.1f} MB sau văn bản thứ {many // 100}"
    )


def compare_all(ours: Run, folder: Path, parts: Collection[str], share: int) -> bool:
    """Compare the engines on plans and on long tables; return whether the promises are kept."""
    kept = True
    with open_peers(folder) as peers:
        if "plans" in parts:
            turns = max(TURNS // share, 4)
            print(f"\n{turns * PLANS // TURNS} kế hoạch ba trang khác nhau, {turns} cặp lượt xen kẽ\n", flush=True)
            pieces = make_pieces(1 + PLANS // TURNS)
            kept &= compare_engines(ours, peers, pieces, turns, {"docxtpl": 25, "docxtemplater": 10})
        if "rows" in parts:
            turns = max(BIG_TURNS // share, 2)
            print(f"\nmột kế hoạch có bảng {BIG_ROWS // share} hàng, {turns} cặp lượt xen kẽ\n", flush=True)
            kept &= compare_engines(ours, peers, make_pieces(2, BIG_ROWS // share), turns, {"docxtpl": 10})
    return kept


def main() -> int:
    """Print the tables; 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generation")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    parser.add_argument("--part", action="append", choices=PARTS, help="run this part alone; may be repeated")
    parser.add_argument("--many", type=int, default=0, metavar="N", help=f"documents in a row ({MANY})")
    asked = parser.parse_args()
    parts, share = asked.part or PARTS, 10 if asked.quick else 1
    renderer, kept = make_renderer(), True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "cold" in parts:
            kept &= measure_cold_start(folder, 15 // share + 2)
        if {"plans", "rows"} & {*parts}:
            kept &= compare_all(partial(run_ours, renderer), folder, parts, share)
        if "many" in parts:
            print(flush=True)
            measure_many(renderer, asked.many or MANY // share)
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
