"""click in Vietnamese: headings of the help, and what is wrong with a command line."""

from __future__ import annotations

import click


def _write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), prefix="Cách dùng: ")


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    records = [record for param in command.get_params(ctx) if (record := param.get_help_record(ctx)) is not None]
    if records:
        with formatter.section("Tùy chọn"):
            formatter.write_dl(records)


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
    name = f"“{error.param.get_error_hint(error.ctx)}”" if getattr(error, "param", None) and error.ctx else ""
    match error:
        case click.MissingParameter():
            text = f"thiếu tham số {name.strip('“”')}"
        case click.NoSuchOption():
            near = f"; có phải là {', '.join(error.possibilities)}?" if error.possibilities else ""
            text = f"không có tùy chọn {error.option_name}{near}"
        case click.BadParameter():
            text = f"giá trị của {name.strip('“”')} không hợp lệ: {_explain_value(error)}"
        case _:
            text = _TEXTS.get(type(error).__name__, error.format_message())
            if error.message.startswith("No such command"):
                text = f"không có lệnh {error.message.split(' ', 3)[3].rstrip('.')}"
            elif error.message.startswith("Got unexpected extra"):
                text = f"thừa tham số {error.message.partition('(')[2].rstrip(')')}"
    path = error.ctx.command_path if error.ctx else "docgen"
    return f"Lỗi: {text}.\nXem hướng dẫn: {path} --help"


_TEXTS = {"BadOptionUsage": "tùy chọn thiếu giá trị hoặc có giá trị thừa", "NoArgsIsHelpError": "thiếu lệnh"}


def _explain_value(error: click.BadParameter) -> str:
    if error.param is not None and isinstance(error.param.type, click.Choice):
        return f"chọn một trong: {', '.join(map(str, error.param.type.choices))}"
    if error.param is not None and isinstance(error.param.type, click.IntRange):
        return "phải là số nguyên lớn hơn 0"
    return error.message
