"""Mail of no case: listed without a word of what it says, shown whole, given to a case, or removed."""

import argparse
import sys
from datetime import UTC, datetime

from duly.cases.inbox import (
    SET_ASIDE,
    SHOWN_DIGITS,
    Kept,
    NoSuchMail,
    forget_raw,
    set_aside_mail,
    waiting,
)
from duly.cli.answer import emit, refuse


def decide(options: argparse.Namespace) -> int:
    if options.waiting:
        return _list(as_json=options.json)
    name = options.assign[0] if options.assign else options.show or options.drop or ""
    try:
        mail = set_aside_mail(name.lower())
    except NoSuchMail:
        return refuse(
            f"duly: no mail, or more than one, has the id {name}. `duly mail-intake --waiting` lists them."
        )
    if options.show is not None:
        sys.stdout.buffer.write(mail.raw)
        sys.stdout.buffer.flush()
        return 0
    if options.drop is not None:
        forget_raw(mail, folder=SET_ASIDE)
        return _done(mail, "dropped", as_json=options.json)
    return _assign(mail, options.assign[1], as_json=options.json)


def _list(*, as_json: bool) -> int:
    rows = [_row(mail) for mail in waiting(SET_ASIDE)]
    rows.sort(key=lambda row: (str(row["received"]), str(row["id"])))
    lines = [
        f"{row['id']}  {row['received'] or 'day unknown'}  {row['kind'] or 'unread'}"
        f"  {row['size']} octets  {row['sender_domain'] or 'no sender'}"
        for row in rows
    ]
    text = "\n".join(lines) or "No mail waits."
    emit({"ok": True, "waiting": rows}, as_json=as_json, text=text)
    return 0


def _row(mail: Kept) -> dict[str, str | int]:
    return {
        "id": mail.name[:SHOWN_DIGITS],
        "received": mail.received_at,
        "kind": mail.kind,
        "size": len(mail.raw),
        "sender_domain": mail.from_domain,
    }


def _assign(mail: Kept, reference: str, *, as_json: bool) -> int:
    from duly.cases.actions.assign_mail import NoSuchCase, assign_mail
    from duly.cases.actions.poll_mail import mail_reader

    reader = mail_reader()
    if reader is None:
        return refuse("duly: e-mail with proof is not set up here.")
    try:
        is_new = assign_mail(mail, reference, reader=reader, now=datetime.now(UTC))
    except NoSuchCase:
        return refuse(f"duly: there is no case {reference}.")
    outcome = "told" if is_new else "known"
    return _done(mail, outcome, reference=reference.strip().upper(), as_json=as_json)


def _done(mail: Kept, outcome: str, *, as_json: bool, reference: str = "") -> int:
    name = mail.name[:SHOWN_DIGITS]
    emit(
        {"ok": True, "id": name, "outcome": outcome, "reference": reference},
        as_json=as_json,
        text=" ".join(filter(None, (f"{name}: {outcome}", reference))),
    )
    return 0
