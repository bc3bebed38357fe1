"""Take incoming mail from a mail server, and decide about mail that belongs to no case."""

import argparse
import hashlib
import sys
from datetime import UTC, datetime

from duly.cli.answer import emit, refuse
from duly.cli.stored._home import is_initialised, set_up_django

TRY_AGAIN = (
    75  # EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and comes again
)
LARGEST_MAIL = 25_000_000  # as by LMTP
WORDS = {
    "told": "{kind} for {reference}, written into the case.",
    "known": "{kind} for {reference}: known already.",
    "suggested": "A mail for {reference}, by the sender's domain alone: a person says what it is.",
    "set aside": "A mail of no case here, kept and set aside.",
}
NOT_SET_UP = (
    "duly: e-mail with proof is not set up here; `duly doctor` says what is missing."
)
MORE = """Without an option one mail is read from standard input: 0 when it is kept, 75 when the mail server
should bring it again, 2 for wrong use."""


def run(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    if not is_initialised():
        return refuse("duly: there is no data folder yet. Run `duly init` first.")
    if options.lmtp is not None:
        return _listen(options.lmtp)
    named = (options.show, options.assign, options.drop)
    if options.waiting or any(one is not None for one in named):
        set_up_django()
        from duly.cli.stored._waiting_mail import decide

        return decide(options)
    raw = sys.stdin.buffer.read(LARGEST_MAIL + 1)
    if len(raw) > LARGEST_MAIL:
        return refuse(f"duly: more than the {LARGEST_MAIL} octets that are kept here.")
    if not raw.strip():
        return refuse("duly: there is no mail on standard input.")
    set_up_django()
    return _take(raw, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="duly mail-intake", description=__doc__, epilog=MORE
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--source-id",
        default="",
        help="the server's own name of this mail; the same again changes nothing (default: its SHA-256)",
    )
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "--lmtp",
        metavar="PLACE",
        help="listen for LMTP at HOST:PORT or at the path of a socket, until SIGTERM",
    )
    one.add_argument(
        "--waiting", action="store_true", help="list the mails that are set aside"
    )
    one.add_argument("--show", metavar="ID", help="the octets of one of them")
    one.add_argument(
        "--assign",
        nargs=2,
        metavar=("ID", "REFERENCE"),
        help="it belongs to this case; it closes nothing",
    )
    one.add_argument("--drop", metavar="ID", help="it belongs nowhere: remove it")
    return parser


def _listen(place: str) -> int:
    set_up_django()
    from duly.cases.actions.poll_mail import mail_reader
    from duly.cli.stored._lmtp import BadPlace, listen

    if mail_reader() is None:
        return refuse(NOT_SET_UP)
    try:
        listen(place)
    except BadPlace as reason:
        return refuse(f"duly: {reason}")
    except OSError as reason:
        return refuse(f"duly: nothing can listen at {place}: {reason}")
    return 0


def _take(raw: bytes, options: argparse.Namespace) -> int:
    from django.db import DatabaseError

    from duly.cases.actions.poll_mail import mail_reader
    from duly.cases.actions.take_mail import take_mail

    reader = mail_reader()
    if reader is None:
        print(NOT_SET_UP, file=sys.stderr)
        return TRY_AGAIN
    name = options.source_id or hashlib.sha256(raw).hexdigest()
    try:
        taken = take_mail(
            raw, source_id=f"pipe:{name}", reader=reader, now=datetime.now(UTC)
        )
    except (OSError, DatabaseError) as reason:
        print(f"duly: not kept, bring it again: {reason}", file=sys.stderr)
        return TRY_AGAIN
    words = WORDS[taken.word].format(kind=taken.kind, reference=taken.reference)
    emit(
        {"outcome": taken.word, "kind": taken.kind, "reference": taken.reference},
        as_json=options.json,
        text=words,
    )
    return 0
