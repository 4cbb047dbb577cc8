"""Previews: real pages of a draft, its mistakes, and nothing laid out twice."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from docgen.drafting import load_organs
from docgen.errors import NotFoundError
from docgen.rendering import open_renderer
from docgen.settings import load_settings
from docgen.workflow.preview import Previewer

SETTINGS = load_settings({})
ORGANS = load_organs(SETTINGS.organs_file)
TEXT = Path("samples/ke-hoach/ha-nam-2023.vb.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def previewer() -> Iterator[Previewer]:
    """A previewer of this installation."""
    with Previewer(SETTINGS, open_renderer(SETTINGS)) as opened:
        yield opened


@pytest.mark.slow
def test_a_draft_is_laid_out_once_for_all_who_ask(previewer: Previewer) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: previewer.preview(TEXT, ORGANS), range(4)))
    assert len({id(preview) for preview in found}) == 1
    assert found[0].pages == 5
    assert found[0].problems == ()
    picture = previewer.draw(found[0].key, 1)
    with Image.open(picture) as image:
        assert image.size == (745, 1053)  # A4 at 90 dpi
        assert image.mode == "L"
    renamed = {key: organ.model_copy(update={"name": "Ủy ban nhân dân tỉnh Nam Hà"}) for key, organ in ORGANS.items()}
    assert previewer.preview(TEXT, renamed).key != found[0].key  # the same text, printed otherwise
    for page in (0, 6):
        with pytest.raises(NotFoundError):
            previewer.draw(found[0].key, page)


def test_mistakes_are_told_instead_of_pages(previewer: Previewer) -> None:
    preview = previewer.preview(TEXT.replace("2. Yêu cầu", "7. Yêu cầu"), ORGANS)
    assert preview.key == ""
    assert preview.problems[0].line == 25


def test_without_libreoffice_it_says_so_and_tries_again(tmp_path: Path) -> None:
    settings = load_settings({"DOCGEN_SOFFICE": str(tmp_path / "soffice")})
    with Previewer(settings, open_renderer(SETTINGS)) as previewer:
        first = previewer.preview(TEXT, ORGANS)
        assert first.trouble
        assert previewer.preview(TEXT, ORGANS) is not first


def test_nothing_stays_behind() -> None:
    previewer = Previewer(SETTINGS, open_renderer(SETTINGS))
    folder = previewer._folder
    assert folder.is_dir()
    previewer.close()
    assert not folder.exists()
