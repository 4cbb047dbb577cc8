"""A real Chromium, and a service that really runs, on a free port, with an office of its own."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import running_office
from running_office import RunningOffice
from web_office import NAMES, PASSWORD, Office

from docgen.records.roles import Role

AXE = Path(sys.prefix) / "share" / "docgen" / "axe.min.js"
# The machine may be busy: what is waited for comes, or the test fails.
PATIENCE_MS = int(os.environ.get("DOCGEN_PATIENCE_MS", "60000"))


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Office, str]]:
    """An office that is served; its address."""
    import uvicorn

    with tempfile.TemporaryDirectory(prefix="docgen-browser-", ignore_cleanup_errors=True) as folder:
        office = Office(Path(folder))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(office.app, host="127.0.0.1", port=port, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        yield office, f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(60)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser of the system; the one of playwright cannot be downloaded everywhere."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.fail("không có Chromium: apt-get install chromium (make test cài giúp)")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


class Person:
    """Somebody at a browser of their own; whatever the console complains of fails the test."""

    def __init__(self, browser: Any, address: str, role: Role) -> None:
        self.address = address
        self.page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(f"{address}/dang-nhap")
        self.page.get_by_label("Tên đăng nhập").fill(NAMES[role])
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.page.wait_for_url(f"{address}/")

    def go(self, url: str) -> Any:
        """Open a page."""
        self.page.goto(f"{self.address}{url}")
        return self.page


@pytest.fixture
def at_browser(chromium: Any, served: tuple[Office, str]) -> Iterator[Any]:
    """Return a function that seats somebody of a role at a browser."""
    people: list[Person] = []

    def seat(role: Role) -> Person:
        people.append(Person(chromium, served[1], role))
        return people[-1]

    yield seat
    for person in people:
        person.page.context.close()
    assert [text for person in people for text in person.complaints] == []


@pytest.fixture(scope="module")
def running() -> Iterator[RunningOffice]:
    with tempfile.TemporaryDirectory(prefix="docgen-browser-", ignore_cleanup_errors=True) as folder:
        office = RunningOffice(Path(folder)).start()
        yield office
        office.stop()


@pytest.fixture
def visit(chromium: Any, running: RunningOffice) -> Iterator[Callable[..., Any]]:
    """Return what opens a browser of its own in which somebody is signed in; errors of its pages fail the test."""
    contexts, complaints = [], []

    def open_page(name: str, *, width: int = 1280, height: int = 900) -> Any:
        context = chromium.new_context(
            base_url=running.url, viewport={"width": width, "height": height}, locale="vi-VN", accept_downloads=True
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: complaints.append(m.text) if "Content Security Policy" in m.text else None)
        page.goto("/dang-nhap")
        page.fill("#ten", name)
        page.fill("#mat_khau", running_office.PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints
