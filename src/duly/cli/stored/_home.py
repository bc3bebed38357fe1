"""The data folder and Django, set up for the commands that need them."""

import argparse
import os
from pathlib import Path

from duly.cli.answer import refuse


def home() -> Path:
    """DULY_HOME, by default ./var."""
    return Path(os.environ.get("DULY_HOME") or "var").resolve()


def set_up_django() -> None:
    """Load settings and models. A bad setting stops here and names itself."""
    os.umask(0o077)  # whatever is written from here on is the owner's alone
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duly.config.settings")
    import django

    django.setup()


def is_initialised() -> bool:
    return (home() / "keys" / "wrapping.key").exists()


def run_command(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    """The chosen command of a parser whose commands set `command`; it needs a data folder."""
    options = parser.parse_args(arguments)
    if not is_initialised():
        return refuse("duly: there is no data folder yet. Run `duly init` first.")
    set_up_django()
    return int(options.command(options))
