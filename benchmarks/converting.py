"""DOCX to PDF/A, side by side in one run: `soffice --convert-to` one by one, unoserver, and docgen with its finishing.

Machines are noisy: the three take turns, and the figures are the medians of the ratios of neighbours. The document has
three pages; each of its copies has a name of its own.

    python -m benchmarks.converting           all parts, one after the other
    python -m benchmarks.converting speed     documents a second, beside the two peers
    python -m benchmarks.converting tail      the slowest of warm single conversions
    python -m benchmarks.converting memory    a thousand in one go: what the LibreOffices hold
    python -m benchmarks.converting poison    a document that never ends among a hundred
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from zipfile import ZIP_DEFLATED, ZipFile

from benchmarks.pairs import time_action
from docgen.office.convert import count_cores
from docgen.office.soffice import get_soffice
from docgen.pdf import PdfMaker
from docgen.settings import load_settings

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "ke-hoach" / "huong-son-127-2021.vb.txt"
PEER = "unoserver>=3.7,<4"
ROUNDS, DOCUMENTS, ONE_BY_ONE = 5, 40, 3
SINGLES = 60
HUNDRED, THOUSAND, SETTLED = 100, 1000, 300
TIMES_SOFFICE, TIMES_UNOSERVER, TAIL, GROWTH = 14.0, 1.3, 1.3, 1.1
POISON_DEADLINE_S = 10.0


def main(chosen: Sequence[str]) -> int:
    """Print the tables of the parts chosen; 1 when a promise is not kept."""
    kept = []
    with tempfile.TemporaryDirectory(prefix="docgen-bench-") as folder:
        for name in chosen or PARTS:
            number, measure = PARTS[name]
            kept.append(measure(write_documents(Path(folder) / name, number), Path(folder) / name))
    return int(not all(kept))


def write_documents(folder: Path, number: int) -> list[Path]:
    """Render the sample and copy it under ``number`` names."""
    command = [sys.executable, "-m", "docgen", "render", str(SAMPLE), "-o", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    (rendered,) = folder.glob("*.docx")
    return [Path(shutil.copy(rendered, folder / f"van-ban-{n}.docx")) for n in range(number)]


def measure_speed(documents: Sequence[Path], folder: Path) -> bool:
    """Time the three in turn, all warm."""
    to_soffice, to_unoserver = [], []
    seconds: dict[str, list[float]] = {"soffice --convert-to": [], "unoserver": [], "docgen": []}
    with serving_unoserver(folder) as ports, PdfMaker(load_settings({})) as maker:
        convert_with_unoserver(documents[: 2 * len(ports)], folder / "unoserver", ports)
        list(maker.make(documents[:16], folder / "docgen"))
        for _ in range(ROUNDS):
            alone = time_action(lambda: convert_one_by_one(documents[:ONE_BY_ONE], folder)) / ONE_BY_ONE
            peer = time_action(lambda: convert_with_unoserver(documents, folder / "unoserver", ports)) / len(documents)
            ours = time_action(lambda: make_all(maker, documents, folder)) / len(documents)
            to_soffice.append(alone / ours)
            to_unoserver.append(peer / ours)
            for name, value in zip(seconds, (alone, peer, ours), strict=True):
                seconds[name].append(value)
    print(f"{len(documents)} văn bản 3 trang, {count_cores()} nhân; trung vị của {ROUNDS} lượt xen kẽ")
    for name, values in seconds.items():
        print(
            f"  {name:<24}{1000 * statistics.median(values):>8.1f} ms/văn bản{1 / statistics.median(values):>8.1f}/giây"
        )
    kept = report("gấp soffice --convert-to", statistics.median(to_soffice), TIMES_SOFFICE)
    return report("gấp unoserver", statistics.median(to_unoserver), TIMES_UNOSERVER) and kept


def measure_tail(documents: Sequence[Path], folder: Path) -> bool:
    """Convert one document at a time, warm."""
    with PdfMaker(load_settings({})) as maker:
        make_all(maker, documents[:5], folder)
        times = sorted(time_action(lambda one=one: make_all(maker, [one], folder)) for one in documents)
    median, tail = statistics.median(times), times[int(0.95 * len(times))]
    print(f"một văn bản, nóng: trung vị {1000 * median:.0f} ms, p95 {1000 * tail:.0f} ms")
    return report("p95 / trung vị", tail / median, TAIL, at_most=True)


def measure_memory(documents: Sequence[Path], folder: Path) -> bool:
    """Convert a thousand in one go; what all LibreOffices hold may not grow after the first three hundred."""
    samples: list[tuple[int, int]] = []
    start = time.perf_counter()
    with PdfMaker(load_settings({})) as maker:
        for number, result in enumerate(maker.make(documents, folder / "docgen"), 1):
            if result.pdf is None:
                raise SystemExit(f"{result.source}: {result.problem}")
            if number % 20 == 0:
                samples.append((number, read_memory_mb()))
    seconds = time.perf_counter() - start
    settled = [mb for number, mb in samples if SETTLED <= number < SETTLED + 200]
    later = [mb for number, mb in samples if number >= len(documents) - 200]
    shown = ", ".join(f"{number}: {mb}" for number, mb in samples if number % 100 == 0)
    print(f"{len(documents)} văn bản một lần: {seconds:.0f} giây; bộ nhớ các LibreOffice (MB) sau n văn bản: {shown}")
    growth = statistics.median(later) / statistics.median(settled)
    return report(f"bộ nhớ cuối / sau {SETTLED}", growth, GROWTH, at_most=True)


def measure_poison(documents: Sequence[Path], folder: Path) -> bool:
    """Put a document that LibreOffice never finishes among the others: it costs its own time and nobody else's."""
    poison = write_poison(folder / "doc.docx")
    settings = load_settings({})._replace(convert_timeout_s=POISON_DEADLINE_S)
    with PdfMaker(settings) as maker:
        make_all(maker, documents[:16], folder)
        alone = time_action(lambda: make_all(maker, documents, folder))
        mixed = [*documents[:50], poison, *documents[50:]]
        start = time.perf_counter()
        results = list(maker.make(mixed, folder / "docgen"))
        cost = time.perf_counter() - start - alone
    failed = [result for result in results if result.pdf is None]
    for result in failed:
        print(f"  {result.source.name}: {result.problem}")
    print(f"{len(results) - len(failed)}/{len(results)} văn bản ra PDF; văn bản độc làm thêm {cost:.1f} giây")
    right = [result.source for result in failed] == [poison]
    return report("giây thêm / hạn giờ", cost / POISON_DEADLINE_S, 1.0, at_most=True) and right


def report(name: str, value: float, promise: float, *, at_most: bool = False) -> bool:
    """Print a figure beside what is promised; return whether that is kept."""
    kept = value <= promise if at_most else value >= promise
    print(f"  {name:<28}{value:>6.2f}   hứa {'≤' if at_most else '≥'} {promise:g}  {'đạt' if kept else 'KHÔNG ĐẠT'}")
    return kept


def make_all(maker: PdfMaker, documents: Sequence[Path], folder: Path) -> None:
    """Convert with docgen; a document that fails ends the measurement unless it is the poison's turn."""
    for result in maker.make(documents, folder / "docgen"):
        if result.pdf is None:
            raise SystemExit(f"{result.source}: {result.problem}")


def convert_one_by_one(documents: Sequence[Path], folder: Path) -> None:
    """Convert as most scripts do: a LibreOffice for each document, on one profile that exists already."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for document in documents:
        options = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'
        command = [get_soffice(), profile, "--headless", "--convert-to", options, "--outdir", folder / "soffice"]
        subprocess.run([*command, document], check=True, capture_output=True)


@contextmanager
def serving_unoserver(folder: Path) -> Iterator[list[int]]:
    """Install unoserver and run one for each core; yields their ports."""
    packages = folder / "packages"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--target", packages, "--no-deps", PEER]
    subprocess.run(pip, check=True, capture_output=True)
    sys.path.insert(0, str(packages))
    servers, ports = [], []
    for number in range(count_cores()):
        port, uno_port = find_free_port(), find_free_port()
        command = ["/usr/bin/python3", "-m", "unoserver.server", "--port", str(port), "--uno-port", str(uno_port)]
        command += ["--user-installation", str(folder / f"unoserver-profile-{number}"), "--executable", get_soffice()]
        servers.append(
            subprocess.Popen(
                [*map(str, command)],
                env=os.environ | {"PYTHONPATH": str(packages)},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        ports.append(port)
    try:
        for port in ports:
            wait_for_port(port)
        yield ports
    finally:
        for server in servers:
            os.killpg(server.pid, 9)
            server.wait()


def convert_with_unoserver(documents: Sequence[Path], out: Path, ports: Sequence[int]) -> None:
    """Convert with all servers at once, each always busy."""
    from unoserver.client import UnoClient

    out.mkdir(exist_ok=True)
    waiting: SimpleQueue[Path | None] = SimpleQueue()
    for item in (*documents, *(None for _ in ports)):
        waiting.put(item)

    def work(port: int) -> None:
        client = UnoClient(port=str(port))
        while document := waiting.get():
            target = str(out / f"{document.stem}.pdf")
            client.convert(
                inpath=str(document),
                outpath=target,
                convert_to="pdf",
                filtername="writer_pdf_Export",
                filter_options=["SelectPdfVersion=2"],
            )

    with ThreadPoolExecutor(len(ports)) as pool:
        list(pool.map(work, ports))


def find_free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, patience_s: float = 60) -> None:
    """Return when somebody listens on ``port``."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"unoserver không nghe ở cổng {port}")


def read_memory_mb() -> int:
    """Return what the LibreOffices below this process hold, in MB."""
    return sum(read_rss_mb(pid) for pid in list_descendants(os.getpid()))


def list_descendants(pid: int) -> list[int]:
    """Return the processes below ``pid``."""
    done = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    parents = {int(child): int(parent) for child, parent in (line.split() for line in done.stdout.splitlines())}
    found = [pid]
    for known in found:
        found += [child for child, parent in parents.items() if parent == known]
    return found[1:]


def read_rss_mb(pid: int) -> int:
    """Return what the process ``pid`` holds, when it is a LibreOffice."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    if not status.startswith("Name:\tsoffice.bin"):
        return 0
    return next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS:")), 0)


def write_poison(path: Path) -> Path:
    """Write a document that passes the gate and keeps LibreOffice busy for minutes: a table of 150,000 rows."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    rows = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>{n * 7919 % 999983}</w:t></w:r></w:p></w:tc></w:tr>" for n in range(150_000)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="a" Type="{kind}"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{space}"><w:body><w:tbl>{rows}</w:tbl><w:p/></w:body></w:document>',
    }
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return path


PARTS = {
    "speed": (DOCUMENTS, measure_speed),
    "tail": (SINGLES, measure_tail),
    "memory": (THOUSAND, measure_memory),
    "poison": (HUNDRED, measure_poison),
}
"""Each part with the number of documents it takes."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
