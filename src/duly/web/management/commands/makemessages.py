"""Collect the sentences to translate: those of the pages, and those that the books say (`kit/said.py`)."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Django's own, which also knows `said` and `said_of`."""

    def __init__(self) -> None:
        super().__init__()
        self.xgettext_options = [
            *self.xgettext_options,
            "--keyword=said",
            "--keyword=said_of:1,2",
        ]
