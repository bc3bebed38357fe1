"""The data folder and Django, set up for the commands that need them."""

import os
from pathlib import Path


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
