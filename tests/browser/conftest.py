"""A real Chromium, headless, and the service that it looks at: one of each a module."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from running_office import PASSWORD, RunningOffice

playwright = pytest.importorskip("playwright.sync_api")

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(sys.prefix) / "share" / "docgen" / "axe.min.js"
# The machine may be busy: what is waited for comes, or the test fails.
PATIENCE_MS = 60_000


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    if not CHROMIUM.exists():
        pytest.skip("chưa có Chromium của hệ thống")
    with playwright.sync_playwright() as driver:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def running() -> Iterator[RunningOffice]:
    with tempfile.TemporaryDirectory(prefix="docgen-browser-", ignore_cleanup_errors=True) as folder:
        office = RunningOffice(Path(folder)).start()
        yield office
        office.stop()


@pytest.fixture
def visit(browser: object, running: RunningOffice) -> Iterator[Callable[..., object]]:
    """Return what opens a browser of its own in which somebody is signed in; errors of its pages fail the test."""
    contexts, complaints = [], []

    def open_page(name: str, *, width: int = 1280, height: int = 900) -> object:
        context = browser.new_context(  # type: ignore[attr-defined]
            base_url=running.url, viewport={"width": width, "height": height}, locale="vi-VN", accept_downloads=True
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: complaints.append(m.text) if "Content Security Policy" in m.text else None)
        page.goto("/dang-nhap")
        page.fill("#ten", name)
        page.fill("#mat_khau", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints
