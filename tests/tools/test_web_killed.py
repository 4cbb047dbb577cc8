"""The service killed in the middle of its work and started again: nothing lost, nothing double. What is too large."""

from __future__ import annotations

import csv
import http.client
import http.cookiejar
import io
import json
import re
import socket
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from running_office import PASSWORD, RunningOffice
from sqlalchemy import select

from docgen.records.documents import Actor, approve
from docgen.records.submission import read_submission, submit
from docgen.records.tables import documents

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parents[2] / "samples"
_PATIENCE_S = 90


class Client:
    """A browser without windows: cookies, and the session's token in what it sends."""

    def __init__(self, url: str, name: str) -> None:
        self._url = url
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)
        self._csrf = ""
        self.post("/dang-nhap", {"ten": name, "mat_khau": PASSWORD})
        found = re.search(r'name="_ma_phien" value="([0-9a-f]{64})"', self.get("/").decode())
        assert found
        self._csrf = found[1]

    def get(self, url: str, accept: str = "text/html") -> bytes:
        request = urllib.request.Request(self._url + url, headers={"Accept": accept})  # noqa: S310 - our own address
        with self._opener.open(request, timeout=_PATIENCE_S) as answer:
            return bytes(answer.read())

    def post(self, url: str, fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes]] | None = None) -> str:
        """Send a form; return the address that it ends at."""
        border = uuid.uuid4().hex
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {"_ma_phien": self._csrf, **fields}.items()
        ]
        for name, (file, data) in (files or {}).items():
            head = f'--{border}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n\r\n'
            parts.append(head.encode() + data + b"\r\n")
        body = b"".join(parts) + f"--{border}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={border}"}
        request = urllib.request.Request(self._url + url, body, headers)  # noqa: S310 - our own address
        with self._opener.open(request, timeout=_PATIENCE_S) as answer:
            answer.read()
            return urllib.parse.urlsplit(answer.url).path


@pytest.fixture(scope="module")
def running() -> Iterator[RunningOffice]:
    with tempfile.TemporaryDirectory(prefix="docgen-killed-", ignore_cleanup_errors=True) as folder:
        office = RunningOffice(Path(folder)).start()
        yield office
        office.kill()


def wait_for(client: Client, job: str, wanted: Any) -> dict[str, Any]:
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        found: dict[str, Any] = json.loads(client.get(job, "application/json"))
        if wanted(found):
            return found
        time.sleep(0.05)
    raise AssertionError(found)


def test_a_job_goes_on_where_the_kill_left_it(running: RunningOffice) -> None:
    folder = SAMPLES / "hang-loat" / "thong-bao-ket-qua"
    head, *rows = csv.reader(io.StringIO((folder / "danh-sach.csv").read_text(encoding="utf-8-sig")))
    stream = io.StringIO()
    csv.writer(stream).writerows([head, *(rows[number % len(rows)] for number in range(600))])
    table = stream.getvalue().encode()
    client = Client(running.url, "hoa")
    files = {"ban_thao": ("a.vb.txt", (folder / "thong-bao.vb.txt").read_bytes()), "bang": ("b.csv", table)}
    job = client.post("/hang-loat", {}, files)
    begun = wait_for(client, job, lambda found: found["done"] > 40 or found["ended"])
    assert not begun["ended"]
    running.kill()
    running.start()
    client = Client(running.url, "hoa")
    done = wait_for(client, job, lambda found: found["ended"])
    assert done["state"] == "done", done
    assert done["result"]["documents"] == 600
    with zipfile.ZipFile(io.BytesIO(client.get(f"{job}/tep/van-ban.zip"))) as package:
        assert package.testzip() is None
        assert len(package.namelist()) == len(set(package.namelist())) == 600


def test_numbers_outlive_a_kill_in_the_middle_of_issuing(running: RunningOffice) -> None:
    store, now = running.open_store(), datetime.now(UTC)
    keys = []
    for _ in range(4):
        submission = read_submission(SAMPLES / "ke-hoach" / "ha-nam-2023.vb.txt")
        row = submit(store, submission, Actor("hoa", now))
        approve(store, row["id"], Actor("an", now))
        keys.append(row["id"])

    def issue(client: Client, key: int) -> None:
        with suppress(OSError, http.client.HTTPException):  # the service died under it
            client.post(f"/van-ban/{key}/ban-hanh", {})

    for pause in (0.4, 1.2):
        client = Client(running.url, "mai")
        threads = [threading.Thread(target=issue, args=(client, key)) for key in keys]
        for thread in threads:
            thread.start()
        time.sleep(pause)
        running.kill()
        for thread in threads:
            thread.join()
        running.start()
    client = Client(running.url, "mai")
    for key in keys:
        client.post(f"/van-ban/{key}/ban-hanh", {})
        client.post(f"/van-ban/{key}/ban-hanh", {})
    with store.read() as connection:
        query = select(documents.c.code_number, documents.c.state).where(documents.c.id.in_(keys))
        rows = connection.execute(query).all()
    store.close()
    assert sorted(number for number, _ in rows) == [1, 2, 3, 4]
    assert {state for _, state in rows} == {"issued"}


def test_a_hundred_megabytes_are_refused_before_they_come(running: RunningOffice) -> None:
    with socket.create_connection(("127.0.0.1", running.port), timeout=_PATIENCE_S) as connection:
        connection.sendall(
            b"POST /den/moi HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            b"Content-Length: 104857600\r\n\r\n--x\r\n"
        )
        assert connection.recv(64).startswith(b"HTTP/1.1 413")


def test_what_lies_about_its_length_is_refused_on_the_way(running: RunningOffice) -> None:
    with socket.create_connection(("127.0.0.1", running.port), timeout=_PATIENCE_S) as connection:
        head = b'--x\r\nContent-Disposition: form-data; name="tep"; filename="a"\r\n\r\n'
        connection.sendall(
            b"POST /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n"
            b"Content-Type: multipart/form-data; boundary=x\r\n\r\n" + f"{len(head):x}\r\n".encode() + head + b"\r\n"
        )
        piece = b"100000\r\n" + bytes(0x100000) + b"\r\n"
        with suppress(OSError):  # it may hang up before all is sent
            for _ in range(40):
                connection.sendall(piece)
        assert connection.recv(64).startswith(b"HTTP/1.1 413")
