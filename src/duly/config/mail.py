"""Mail of the site itself (a fresh link, a code): the way that sends e-mail with proof, where one is set up."""

from collections.abc import Mapping

from duly.channels.registered_email.settings import (
    Settings,
    read_settings,
)
from duly.kit.environment import BadSetting


def mailbox(environ: Mapping[str, str]) -> Settings | None:
    """The mailbox, or None: one that is not set up is no fault. With a `host` it is a mail server to hand over to."""
    try:
        found = read_settings(environ)
    except BadSetting:
        return None
    can_go = found.host or found.transport != "submission"
    return found if can_go and found.from_address else None
