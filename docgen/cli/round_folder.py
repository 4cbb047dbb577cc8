"""What the commands of a round share: its folder, and where docgen's own data is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.settings import Settings

if TYPE_CHECKING:
    from docgen.parindex.round_reading import Round, RoundSources

folder_argument = click.argument("folder", metavar="THƯ_MỤC_ĐỢT", type=click.Path(path_type=Path))
organs_option = click.option(
    "--organs", metavar="TỆP", type=click.Path(path_type=Path), help="Tệp cơ quan (mặc định: DOCGEN_ORGANS)."
)


def find_sources(settings: Settings, organs: Path | None) -> RoundSources:
    """Return where what a round refers to is found."""
    from docgen.parindex.round_reading import RoundSources

    return RoundSources(
        organs or settings.organs_file,
        settings.templates_folder / "round" / "classes",
        settings.legal_refs_folder / "units",
    )


def open_round(folder: Path, settings: Settings, organs: Path | None) -> Round:
    """Read a round and say what could not be checked. Raises InputError with everything that is wrong."""
    from docgen.parindex.round_reading import read_round

    found = read_round(folder, find_sources(settings, organs))
    for note in found.notes:
        click.echo(f"Lưu ý: {note}.", err=True)
    return found
