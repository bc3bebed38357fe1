"""From its headers alone: may this mail of the person's mailbox be about one of our sendings?

The mailbox is private: what is no candidate is neither fetched whole nor stored.
"""

from collections.abc import Iterable
from email import message_from_bytes

from duly.replies.bounce_signs import DAEMON, FAILED_SUBJECT, ONLY_REPORTS_HAVE
from duly.replies.mail import LARGEST_HEADER, mail_of
from duly.replies.matching import OpenDispatch, marks_of, match


def is_candidate(
    header: bytes, dispatches: Iterable[OpenDispatch], *, secret: bytes
) -> bool:
    """`header`: the header block as it came. Reports name their sending only inside, so all of them count."""
    mail = mail_of(message_from_bytes(header[:LARGEST_HEADER]))
    if mail.message.get_content_type() == "multipart/report":
        return True
    if any(mail.message.get(name) is not None for name in ONLY_REPORTS_HAVE):
        return True
    if DAEMON.search(mail.header("From") or "<>") and FAILED_SUBJECT.search(
        mail.header("Subject")
    ):
        return True
    return match(marks_of(mail), dispatches, secret=secret) is not None
