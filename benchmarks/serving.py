"""The web service under an office's load: what a clerk waits for when ten draft, fifty browse, sixteen programs issue.

    python -m benchmarks.serving            all parts, each under three minutes
    python -m benchmarks.serving drafts     saving a draft, and from there to the picture of its first page; ten clerks
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

from docgen.drafting import Organs, load_organs
from docgen.drafting.draft_form import open_draft
from docgen.records.accounts import set_password
from docgen.records.api_tokens import create_token
from docgen.records.documents import Actor, approve
from docgen.records.roles import Role
from docgen.records.store import Store, open_store
from docgen.records.submission import Submission, submit
from docgen.records.users import set_user
from docgen.records.working_drafts import DraftText, create_draft
from docgen.workflow.organs_file import ORGANS_FILE

_PASSWORD = "mat khau de do toc do"  # noqa: S105 - of a store that is thrown away
_TOKEN = re.compile(r'name="_ma_phien" value="([0-9a-f]{64})"')
_AS_SCRIPT = {"Accept": "application/json"}
_PICTURE = re.compile(r'src="(/trang/[0-9a-f]{64}/1\.png)"')
_PAGES = 3
_LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_HEAD = """---
document_type: ke-hoach
organ: so-noi-vu
drafting_unit: VP
subject: Kế hoạch công tác {0}
recipients: [Các phòng thuộc Sở, 'Lưu: VT, VP']
signature: {{position: GIÁM ĐỐC, full_name: Trần Thị Bình}}
---
Thực hiện chương trình công tác năm, Sở Nội vụ ban hành kế hoạch như sau:
"""
_ORGANS = """so-noi-vu:
  name: Sở Nội vụ tỉnh Hoa Lư
  abbreviation: SNV
  place: Hoa Lư
  regime: head
"""
_LINE = "Các phòng rà soát hồ sơ, đối chiếu số liệu và báo cáo Giám đốc Sở trước ngày 20 hằng tháng, lần {}."


@dataclass(frozen=True, slots=True)
class Site:
    """A running service."""

    url: str
    store: Store
    actor: Actor
    organs: Organs


def write_draft(name: object, lines: int = 36) -> str:
    """Return a draft; 36 lines fill three pages."""
    return _HEAD.format(name) + "".join(f"{one}. {_LINE.format(one)}\n" for one in range(1, lines + 1))


def fill_form(name: str) -> dict[str, str]:
    """Return a draft as the editor sends it: the fields of its form and the body."""
    opened = open_draft(write_draft(name))
    if not opened.is_whole:
        raise RuntimeError("bản thảo đo không hiện được thành biểu mẫu")
    return {f"f.{field}": value for field, value in opened.values.items()} | {"noi_dung": opened.body}


@dataclass(slots=True)
class Clerk:
    """Somebody at the editor of a draft."""

    browser: Any
    csrf: str
    draft: str
    revision: int = 1

    def save(self, name: str) -> float:
        """Save a text that nobody saved before; return the seconds."""
        form = fill_form(name) | {"_ma_phien": self.csrf, "phien": str(self.revision)}
        send = partial(self.browser.post, f"{self.draft}/luu", data=form, headers=_AS_SCRIPT)
        seconds, answer = timed(send)
        saved = answer.json()
        if saved["revision"] != self.revision + 1 or name not in saved["text"]:
            raise RuntimeError(f"chưa lưu được chữ mới: {answer.text[:300]}")
        self.revision += 1
        return seconds

    def look(self) -> float:
        """Ask for the pages of what was saved; return the seconds until the picture of the first is there."""
        seconds, answer = timed(partial(self.browser.get, f"{self.draft}/xem"))
        found = _PICTURE.search(answer.text)
        if found is None or f"{_PAGES} trang</h2>" not in answer.text:
            raise RuntimeError(f"không có {_PAGES} trang xem trước: {answer.text[:600]}")
        drawing, picture = timed(partial(self.browser.get, found[1]))
        if not picture.content.startswith(b"\x89PNG"):
            raise RuntimeError("trang xem trước không phải là ảnh")
        return seconds + drawing


def hand_in_all(site: Site, count: int) -> list[int]:
    """Return the ids of so many approved documents."""
    from docgen.drafting import parse_draft

    made = []
    for one in range(count):
        text = write_draft(one, 3)
        submission = Submission(f"{one}.vb.txt", text.encode(), parse_draft(text, site.organs))
        key = int(submit(site.store, submission, site.actor)["id"])
        approve(site.store, key, site.actor)
        made.append(key)
    return made


def measure_drafts() -> bool:
    """Ten clerks write at once: each pauses every three seconds, then saves and sees the new pages."""
    with running() as site, ThreadPoolExecutor(10) as pool:
        clerks = [sit_down(site, number) for number in range(10)]
        for clerk in clerks:  # warm: as it is for whoever has looked once
            clerk.look()
        saves: list[float] = []
        looks: list[float] = []

        def work(number: int) -> None:
            time.sleep(number * 0.3)
            for turn in range(10):
                saves.append(clerks[number].save(f"lần {number}-{turn}"))
                looks.append(clerks[number].look())
                time.sleep(3.0)

        def look_at_once(number: int) -> float:
            clerks[number].save(f"cùng lúc {number}")
            return clerks[number].look()

        list(pool.map(work, range(10)))
        together = sorted(pool.map(look_at_once, range(10)))
    print(f"cả 10 người bấm trong cùng một khoảnh khắc: giữa {together[5]:.2f} s, lâu nhất {together[-1]:.2f} s")
    good = report("lưu dự thảo, 10 người cùng lúc", saves, 0.100)
    return report("từ khi lưu xong đến khi thấy trang mới, 10 người cùng lúc", looks, 1.0) and good


def sit_down(site: Site, number: int) -> Clerk:
    """Return a clerk with a draft of three pages."""
    draft = create_draft(site.store, DraftText(write_draft(number)), site.actor)["id"]
    return Clerk(*sign_in(site), f"/du-thao/{draft}")


def measure_registers() -> bool:
    """Fifty clerks look through the registers, each thinking for a second between two pages."""
    with running() as site:
        from docgen.records.reserving import reserve

        organ = site.organs["so-noi-vu"]
        for key in hand_in_all(site, 400):
            reserve(site.store, key, site.actor, organ=organ, day=site.actor.now.date())
        browsers = [sign_in(site)[0] for _ in range(50)]
        found: list[float] = []

        def look(number: int) -> None:
            browser = browsers[number]
            time.sleep(number / 50)
            for page in (1, 2, 3, 4, 1, 2):
                query = f"/so/di?nam={site.actor.now.year}&thang=0&trang={page}"
                found.append(timed(partial(browser.get, query))[0])
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


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Return how many seconds a request took, and its answer; one that fails ends the run."""
    started = time.perf_counter()
    answer = call()
    seconds = time.perf_counter() - started
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.request.url}: {answer.status_code} {answer.text[:300]}")
    return seconds, answer


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
        organs_file = Path(folder) / ORGANS_FILE
        organs_file.write_text(_ORGANS, encoding="utf-8")
        set_user(store, actor.name, set(Role), actor, full_name="Lê Thị Hoa")
        set_password(store, actor.name, _PASSWORD, actor)
        command = [sys.executable, "-m", "docgen", "serve", "--store", folder, "--port", str(port)]
        environ = os.environ | {"DOCGEN_WEB_SIGN_INS_PER_MINUTE": "100000"}
        process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(url, process)
            yield Site(url, store, actor, load_organs(organs_file))
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
