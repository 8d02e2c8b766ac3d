"""Click commands whose help is written in the reader's language."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from khutwa.words import LANGUAGES, M, Message, current_language, set_language

F = TypeVar("F", bound=Callable[..., Any])


class TranslatedCommand(click.Command):
    """A command whose help is a message, rendered when it is asked for."""

    def __init__(
        self, *args: Any, message: Message, examples: tuple[str, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.message = message
        self.examples = examples

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, `--lang` first: help and complaints are to speak it too."""
        bind_click(current_language())
        return super().parse_args(ctx, language_first(args))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option; click words it once, before the language is known."""
        made = super().get_help_option(ctx)
        if made is not None:
            made.help = str(M("Show this message and exit."))
        return made

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the help."""
        return str(self.message).split("\n\n", 1)[0]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help and the examples."""
        self.help = str(self.message)
        super().format_help_text(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the options."""
        if self.examples:
            with formatter.section(str(M("Examples"))):
                for example in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{example}\n")


class TranslatedGroup(TranslatedCommand, click.Group):
    """A group whose help is a message."""


class TranslatedOption(click.Option):
    """An option whose help is a message."""

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.message = message

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:
        """Return the value in its type; "nan", which no range of click's keeps out, is refused."""
        found = super().type_cast_value(ctx, value)
        if any(each != each for each in (found if self.multiple else [found])):
            text = gettext.gettext("{value!r} is not a valid {number_type}.")
            raise click.BadParameter(text.format(value="nan", number_type="float"), ctx, self)
        return found

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line in the help."""
        self.help = str(self.message)
        return super().get_help_record(ctx)


def option(*names: str, message: Message, **kwargs: Any) -> Callable[[F], F]:
    """Return the decorator that adds an option with translated help."""
    return click.option(*names, cls=TranslatedOption, message=message, **kwargs)


def command(
    name: str, message: Message, *examples: str
) -> Callable[[Callable[..., Any]], TranslatedCommand]:
    """Return the decorator that makes a command which speaks `--lang` and `--json`."""

    def decorate(function: Callable[..., Any]) -> TranslatedCommand:
        function = language_option(json_option(function))
        made = click.command(name, cls=TranslatedCommand, message=message, examples=examples)
        result: TranslatedCommand = made(function)
        return result

    return decorate


def language_first(args: list[str]) -> list[str]:
    """Return the arguments with `--lang` and its value before all others."""
    for at, word in enumerate(args):
        if word == "--":
            break
        if word == "--lang" or word.startswith("--lang="):
            end = at + (2 if word == "--lang" else 1)
            return args[at:end] + args[:at] + args[end:]
    return args


def _speak(_ctx: click.Context, _param: click.Parameter, language: str | None) -> None:
    if language:
        set_language(language)
        bind_click(language)


def bind_click(language: str) -> None:
    """Let click's own words ("Usage:") come from our catalogue."""
    os.environ["LANGUAGE"] = language
    import khutwa.words

    gettext.bindtextdomain("khutwa", Path(khutwa.words.__file__).with_name("locales"))
    gettext.textdomain("khutwa")


language_option = option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    is_eager=True,
    callback=_speak,
    message=M("The language to write in; the locale's when not given."),
)

json_option = option(
    "--json", "as_json", is_flag=True, message=M("Write JSON for other programs instead of text.")
)
