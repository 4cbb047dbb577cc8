"""click in Vietnamese: headings of the help, and what is wrong with a command line."""

from __future__ import annotations

import re

import click

_USAGE_WORDS = (("[OPTIONS]", "[TÙY CHỌN]"), ("COMMAND [ARGS]...", "LỆNH [THAM SỐ]..."))
_REMARK = r"\s*\[(required|[^\[\]]*[<>]=?[^\[\]]*)\]$"  # compiled for --help alone


def _write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    pieces = " ".join(command.collect_usage_pieces(ctx))
    for english, vietnamese in _USAGE_WORDS:
        pieces = pieces.replace(english, vietnamese)
    formatter.write_usage(ctx.command_path, pieces, prefix="Cách dùng: ")


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    options = (param for param in command.get_params(ctx) if isinstance(param, click.Option))
    records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
    with formatter.section("Tùy chọn"):
        formatter.write_dl([(names, re.sub(_REMARK, _translate_remark, text)) for names, text in records])


def _translate_remark(match: re.Match[str]) -> str:
    """Say "required" in Vietnamese; ranges stand in the help text already."""
    return "  (bắt buộc)" if match[1] == "required" else ""


def _write_epilog(command: click.Command, formatter: click.HelpFormatter) -> None:
    if command.epilog:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(command.epilog)


def _translate_help(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Hiện hướng dẫn này."
    return option


class VietnameseCommand(click.Command):
    """A command whose help is Vietnamese throughout."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        _write_options(self, ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example."""
        _write_epilog(self, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help with a Vietnamese text."""
        return _translate_help(super().get_help_option(ctx))


class VietnameseGroup(click.Group):
    """A group whose help is Vietnamese throughout."""

    command_class = VietnameseCommand

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        _write_options(self, ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, command.get_short_help_str(limit=90)) for name, command in commands if command])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example."""
        _write_epilog(self, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help with a Vietnamese text."""
        return _translate_help(super().get_help_option(ctx))


def explain_usage_error(error: click.UsageError) -> str:
    """Say in Vietnamese what is wrong with a command line, and how to get help."""
    path = error.ctx.command_path if error.ctx else "docgen"
    return f"Lỗi: {_explain(error).rstrip('.')}.\nXem hướng dẫn: {path} --help"


def _explain(error: click.UsageError) -> str:
    match error:
        case click.MissingParameter():
            return f"thiếu {_name(error)}"
        case click.NoSuchOption():
            near = f" (có phải là {', '.join(error.possibilities)}?)" if error.possibilities else ""
            return f"không có tùy chọn {error.option_name}{near}"
        case click.BadParameter():
            return f"giá trị của {_name(error)} không hợp lệ: {_explain_value(error)}"
        case click.BadOptionUsage():
            return f"tùy chọn {error.option_name} thiếu giá trị hoặc có giá trị thừa"
    # click tells these apart by their text alone.
    unknown = re.match(r"No such command '(.*?)'", error.message)
    extra = re.match(r"Got unexpected extra arguments? \((.*)\)", error.message)
    if unknown:
        return f"không có lệnh “{unknown[1]}”"
    return f"thừa tham số: {extra[1]}" if extra else error.message


def _name(error: click.BadParameter) -> str:
    param = error.param
    if param is None:
        return "tham số"
    return (
        param.opts[0]
        if isinstance(param, click.Option)
        else param.make_metavar(error.ctx or click.Context(click.Command("")))
    )


def _explain_value(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return f"chọn một trong: {', '.join(map(str, kind.choices))}"
    return "phải là số nguyên lớn hơn 0" if isinstance(kind, click.IntRange) else error.message
