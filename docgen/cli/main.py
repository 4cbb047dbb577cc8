"""The ``docgen`` command: it finds the subcommand, and turns every error into a message and an exit code."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from docgen.cli.lazy import LazyGroup
from docgen.cli.vietnamese import explain_usage_error
from docgen.errors import DocgenError, ExitCode

_COMMANDS = {
    "new": "docgen.cli.new:new",
    "render": "docgen.cli.render:render",
    "batch": "docgen.cli.batch:batch",
    "check": "docgen.cli.check:check",
    "refs": "docgen.cli.refs:refs",
    "cite": "docgen.cli.cite:cite",
    "pdf": "docgen.cli.pdf:pdf",
    "records": "docgen.cli.records:records",
    "round": "docgen.cli.round:round_group",
    "archive": "docgen.cli.archive:archive",
    "serve": "docgen.cli.serve:serve",
    "schema": "docgen.cli.schema:schema",
    "template": "docgen.cli.template:template",
    "doctor": "docgen.cli.doctor:doctor",
}


@click.group(cls=LazyGroup, targets=_COMMANDS, epilog="Ví dụ: docgen new ke-hoach -o ke-hoach.vb.txt")
@click.version_option(package_name="docgen", prog_name="docgen", message="%(prog)s %(version)s", help="Hiện phiên bản.")
def cli() -> None:
    """Soạn văn bản hành chính đúng Nghị định 30/2020/NĐ-CP từ bản thảo chữ thường."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and end the process with its exit code (``docgen.errors.ExitCode``)."""
    # Asked to end, unwind as on Ctrl-C: temporary files go, LibreOffice does not outlive us.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # pydantic would look through every installed package for plugins of which docgen uses none: 15 ms at each start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # What a command imports stays: looking through it for garbage again and again takes a twelfth of a short run.
    gc.set_threshold(100_000)
    code = run(arguments)
    # The system takes back what is left: Python need not look through it all for what it could free first.
    gc.freeze()
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code. The one place that catches everything."""
    try:
        result = cli.main(arguments, prog_name="docgen", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        _say(error.ctx.get_help() if error.ctx else "docgen --help")
        return ExitCode.USAGE
    except click.UsageError as error:
        _say(explain_usage_error(error))
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        _say("Đã dừng theo yêu cầu.")
        return 130
    except DocgenError as error:
        _say(f"Lỗi: {error}")
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output went away (docgen schema | head): nothing to say, and nobody to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except Exception as error:
        if os.environ.get("DOCGEN_DEBUG"):
            raise
        _say(
            f"Lỗi của docgen ({type(error).__name__}: {error}).\n"
            "Đây là lỗi của chương trình, không phải của bạn. "
            "Chạy lại với DOCGEN_DEBUG=1 và gửi kết quả cho người phụ trách."
        )
        return ExitCode.BUG
    return result if isinstance(result, int) else ExitCode.DONE


def _say(text: str) -> None:
    click.echo(text, err=True)
