"""The web service under an office's load: what a clerk waits for when ten draft, fifty browse, sixteen programs issue.

    python -m benchmarks.serving            all parts, each under three minutes
    python -m benchmarks.serving drafts     saving a draft, a fresh preview of three pages, with ten clerks at once
    python -m benchmarks.serving registers  fifty clerks looking through the registers
    python -m benchmarks.serving issuing    500 documents numbered and issued through the API by 16 clients
    python -m benchmarks.serving page       the bytes of the first page, with everything that it loads

The service runs as it is installed, in a process of its own, on a store on disk. Answers that are no success count as
lost, and a lost or double number ends the run with an error.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx2 as httpx

from docgen.drafting.draft_form import open_draft
from docgen.records.accounts import set_password
from docgen.records.api_tokens import create_token
from docgen.records.documents import Actor, approve
from docgen.records.roles import Role
from docgen.records.store import Store, open_store
from docgen.records.submission import Submission, submit
from docgen.records.users import set_user
from docgen.records.working_drafts import DraftText, create_draft

_PASSWORD = "mat khau de do toc do"  # noqa: S105 - of a store that is thrown away
_TOKEN = re.compile(r'name="_ma_phien" value="([0-9a-f]{64})"')
_AS_SCRIPT = {"Accept": "application/json"}
_LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_HEAD = """---
document_type: ke-hoach
organ: {{name: Sở Nội vụ tỉnh Hoa Lư, abbreviation: SNV, place: Hoa Lư, regime: head}}
drafting_unit: VP
subject: Kế hoạch công tác {0}
recipients: [Các phòng thuộc Sở, 'Lưu: VT, VP']
signature: {{position: GIÁM ĐỐC, full_name: Trần Thị Bình}}
---
Thực hiện chương trình công tác năm, Sở Nội vụ ban hành kế hoạch như sau:
"""
_LINE = "Các phòng rà soát hồ sơ, đối chiếu số liệu và báo cáo Giám đốc Sở trước ngày 20 hằng tháng, lần {}."


@dataclass(frozen=True, slots=True)
class Site:
    """A running service."""

    url: str
    store: Store
    actor: Actor


def write_draft(name: object, lines: int = 46) -> str:
    """Return a draft; 46 lines fill three pages."""
    return _HEAD.format(name) + "".join(f"{one}. {_LINE.format(one)}\n" for one in range(1, lines + 1))


def fill_form(name: str) -> dict[str, str]:
    """Return a draft as the editor sends it: the fields of its form and the body."""
    opened = open_draft(write_draft(name))
    return {f"f.{field}": value for field, value in opened.values.items()} | {"noi_dung": opened.body}


def hand_in_all(site: Site, count: int) -> list[int]:
    """Return the ids of so many approved documents."""
    from docgen.drafting import parse_draft

    made = []
    for one in range(count):
        text = write_draft(one, 3)
        submission = Submission(f"{one}.vb.txt", text.encode(), parse_draft(text))
        key = int(submit(site.store, submission, site.actor)["id"])
        approve(site.store, key, site.actor)
        made.append(key)
    return made


def measure_drafts() -> bool:
    """Ten clerks save and look at their drafts at once, each at a pace of their own."""
    with running() as site, ThreadPoolExecutor(10) as clerks:
        browsers = [sign_in(site) for _ in range(10)]
        drafts = [create_draft(site.store, DraftText(write_draft(one)), site.actor)["id"] for one in range(10)]
        saves: list[float] = []
        previews: list[float] = []

        def work(number: int) -> None:
            (browser, csrf), draft = browsers[number], f"/du-thao/{drafts[number]}"
            browser.get(f"{draft}/xem")  # warm: every LibreOffice has been started
            time.sleep(3 + number * 0.7)
            for turn in range(1, 13):
                form = fill_form(f"{number}-{turn}") | {"_ma_phien": csrf, "phien": str(turn)}
                saves.append(timed(partial(browser.post, f"{draft}/luu", data=form, headers=_AS_SCRIPT), 200))
                time.sleep(1.0)
                if turn % 4 == 0:
                    previews.append(timed(partial(browser.get, f"{draft}/xem"), 200))
                    time.sleep(2.0)

        list(clerks.map(work, range(10)))
    good = report("lưu dự thảo, 10 người cùng lúc", saves, 0.100)
    return report("xem trước 3 trang mới, 10 người cùng lúc", previews, 1.0) and good


def measure_registers() -> bool:
    """Fifty clerks look through the registers, each thinking for a second between two pages."""
    with running() as site:
        from docgen.model import Organ
        from docgen.records.reserving import reserve

        organ = Organ(name="Sở Nội vụ tỉnh Hoa Lư", abbreviation="SNV", place="Hoa Lư")
        for key in hand_in_all(site, 400):
            reserve(site.store, key, site.actor, organ=organ, day=site.actor.now.date())
        browsers = [sign_in(site)[0] for _ in range(50)]
        found: list[float] = []

        def look(number: int) -> None:
            browser = browsers[number]
            time.sleep(number / 50)
            for page in (1, 2, 3, 4, 1, 2):
                query = f"/so/di?nam={site.actor.now.year}&thang=0&trang={page}"
                found.append(timed(partial(browser.get, query), 200))
                time.sleep(1.0)

        with ThreadPoolExecutor(50) as clerks:
            list(clerks.map(look, range(50)))
    return report("xem sổ, 50 người cùng lúc", found, 0.200)


def measure_issuing(count: int = 500, programs: int = 16) -> bool:
    """Sixteen programs issue what is approved; each request is sent twice with the same key."""
    with running() as site:
        keys = hand_in_all(site, count)
        token, _ = create_token(site.store, site.actor.name, "đo", 1, site.actor)
        waiting = iter(keys)
        lock = threading.Lock()
        numbers: dict[int, set[int]] = {key: set() for key in keys}
        lost: list[str] = []
        started = time.perf_counter()

        def issue(_: int) -> None:
            headers = {"Authorization": f"Bearer {token}"}
            with httpx.Client(base_url=site.url, headers=headers, timeout=300) as program:
                while True:
                    with lock:
                        key = next(waiting, None)
                    if key is None or time.perf_counter() - started > 150:
                        return
                    for _ in range(2):
                        body = {"override_check": "đo tốc độ"}
                        own = {"Idempotency-Key": f"ban-hanh-{key}"}
                        answer = program.post(f"/api/v1/documents/{key}/issue", json=body, headers=own)
                        if answer.status_code == 200:
                            numbers[key].add(answer.json()["code_number"])
                        else:
                            lost.append(f"{key}: {answer.status_code} {answer.text[:200]}")

        with ThreadPoolExecutor(programs) as pool:
            list(pool.map(issue, range(programs)))
        seconds = time.perf_counter() - started
    done = [found for found in numbers.values() if found]
    given = sorted(number for found in done for number in found)
    exact = given == list(range(1, len(done) + 1)) and not lost
    print(f"{len(done)} văn bản qua API, {programs} bên gọi: {seconds:.0f} s, {len(done) / seconds:.1f} văn bản/s")
    print(f"  số từ 1 đến {len(done)}, mỗi số một lần: {'đúng' if exact else 'SAI'}; lỗi: {lost[:3]}")
    return exact and len(done) == count


def measure_page() -> bool:
    """Weigh the first page as a browser loads it for the first time."""
    with running() as site:
        with httpx.Client(base_url=site.url) as browser:
            sizes = [weigh(browser, "/dang-nhap")]
        browser, _ = sign_in(site)
        sizes.append(weigh(browser, "/"))
    for name, size in zip(("trang đăng nhập", "trang đầu"), sizes, strict=True):
        print(f"{name}: {size / 1000:.0f} kB (dưới 150 kB)")
    return max(sizes) < 150_000


def weigh(browser: Any, path: str) -> int:
    """Return the bytes of a page and of the files that it names."""
    page = browser.get(path)
    return len(page.content) + sum(len(browser.get(link).content) for link in set(_LINKED.findall(page.text)))


def sign_in(site: Site) -> tuple[Any, str]:
    """Return a browser in which the clerk is signed in, and the token of its forms."""
    browser = httpx.Client(base_url=site.url, timeout=120, follow_redirects=False)
    browser.post("/dang-nhap", data={"ten": site.actor.name, "mat_khau": _PASSWORD})
    found = _TOKEN.search(browser.get("/").text)
    if found is None:
        raise RuntimeError("không đăng nhập được")
    return browser, found[1]


def timed(call: Callable[[], Any], status: int) -> float:
    """Return how long a request took; one that fails ends the run."""
    started = time.perf_counter()
    answer = call()
    seconds = time.perf_counter() - started
    if answer.status_code != status:
        raise RuntimeError(f"{answer.request.url}: {answer.status_code} {answer.text[:300]}")
    return seconds


def report(name: str, seconds: list[float], limit: float) -> bool:
    """Print the median, p95 and maximum of a figure; whether the p95 is below its limit."""
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    middle = ordered[len(ordered) // 2]
    verdict = "đạt" if p95 < limit else "CHƯA ĐẠT"
    shown = f"giữa {middle * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, lâu nhất {ordered[-1] * 1000:.0f} ms"
    print(f"{name}: {shown} ({len(ordered)} lần; p95 dưới {limit * 1000:.0f} ms: {verdict})")
    return p95 < limit


@contextmanager
def running() -> Iterator[Site]:
    """Run the service on a new store with one clerk who may do everything."""
    with tempfile.TemporaryDirectory(prefix="docgen-do-web-") as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        actor = Actor("hoa", datetime.now(UTC))
        store = open_store(Path(folder))
        set_user(store, actor.name, set(Role), actor, full_name="Lê Thị Hoa")
        set_password(store, actor.name, _PASSWORD, actor)
        command = [sys.executable, "-m", "docgen", "serve", "--store", folder, "--port", str(port)]
        environ = os.environ | {"DOCGEN_WEB_SIGN_INS_PER_MINUTE": "100000"}
        process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(url, process)
            yield Site(url, store, actor)
        finally:
            process.terminate()
            process.wait(90)
            store.close()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the service answers, and LibreOffice is warm."""
    for _ in range(300):
        try:
            httpx.get(f"{url}/dang-nhap").raise_for_status()
        except httpx.HTTPError:
            if process.poll() is not None:
                raise RuntimeError("dịch vụ không chạy") from None
            time.sleep(0.1)
        else:
            time.sleep(8)
            return
    raise RuntimeError("dịch vụ không trả lời")


PARTS = {
    "drafts": measure_drafts,
    "registers": measure_registers,
    "issuing": measure_issuing,
    "page": measure_page,
}


if __name__ == "__main__":
    chosen = sys.argv[1:] or list(PARTS)
    verdicts = [PARTS[name]() for name in chosen]
    sys.exit(0 if all(verdicts) else 1)
