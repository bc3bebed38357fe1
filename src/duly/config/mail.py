"""Mail to the sender (a fresh link): through the mailbox that sends e-mail with proof, where one is set up."""

from collections.abc import Mapping

from duly.channels.registered_email.settings import (
    BadSetting,
    Settings,
    read_settings,
)


def mailbox(environ: Mapping[str, str]) -> Settings | None:
    """The mailbox, or None: one that is not set up is no fault."""
    try:
        found = read_settings(environ)
    except BadSetting:
        return None
    return found if found.host and found.from_address else None
