"""The keys of this installation: list, rotate, retire, import a bought seal."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duly.cli.answer import emit, read_bytes, refuse
from duly.cli.stored._home import home, run_command

if TYPE_CHECKING:
    from duly.evidence.key_events import KeyEvent
    from duly.evidence.key_folder import Card

KINDS = ("seal", "clock", "log", "witness")


def run(arguments: list[str]) -> int:
    from duly.evidence.key_folder import RootKeyAway
    from duly.evidence.keys import UnfitCertificate

    try:
        return run_command(_parser(), arguments)
    except (RootKeyAway, UnfitCertificate) as reason:
        print(f"duly: {reason}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="duly keys", description=__doc__)
    commands = parser.add_subparsers(required=True)
    listed = commands.add_parser("list", help="every key, its age and its end")
    listed.set_defaults(command=list_keys)
    rotate = commands.add_parser(
        "rotate", help="make the next key now; the former stays valid until its own end"
    )
    rotate.add_argument("kind", choices=KINDS)
    rotate.set_defaults(command=rotate_key)
    retire = commands.add_parser(
        "retire", help="end a key's use now, revoke it, delete it"
    )
    retire.add_argument("name")
    retire.set_defaults(command=retire_key)
    bought = commands.add_parser("import", help="take a bought seal into use")
    bought.add_argument(
        "--chain", required=True, help="PEM: the seal, its issuers, the root last"
    )
    bought.add_argument("--key", required=True, help="PEM: the private key")
    bought.set_defaults(command=import_seal)
    for command in (listed, rotate, retire, bought):
        command.add_argument("--json", action="store_true")
    return parser


def list_keys(options: argparse.Namespace) -> int:
    from duly.evidence.key_folder import read

    now = datetime.now(UTC)
    folder = home() / "keys"
    held = read(folder)
    listed = [_card(card, now=now) for card in held.cards]
    lines = [
        f"{one['state']:<10} {one['name']:<20} {one['algorithm']:<8} until {one['use_until'][:10]}"
        for one in listed
    ]
    away = not (folder / "root.key").exists()
    emit(
        {"keys": listed, "label": held.label, "root_key_away": away},
        as_json=options.json,
        text="\n".join(lines),
    )
    return 0


def _card(card: "Card", *, now: datetime) -> dict[str, Any]:
    ended = "retired" if card.retired_at else "past use"
    return {
        "name": card.name,
        "kind": card.kind,
        "algorithm": card.algorithm,
        "state": "usable" if card.usable_at(now) else ended,
        "made_at": card.made_at.isoformat(),
        "use_until": card.use_until.isoformat(),
        "retired_at": card.retired_at.isoformat() if card.retired_at else None,
        "age_days": (now - card.made_at).days,
        "imported": card.imported,
        "sha256": card.sha256,
    }


def rotate_key(options: argparse.Namespace) -> int:
    from duly.evidence.keys import rotate

    if options.kind == "witness":
        return refuse(
            "duly: a witness keeps its key; others know it by name. Retire it first."
        )
    now = datetime.now(UTC)
    return _published(rotate(home() / "keys", kind=options.kind, now=now), options)


def retire_key(options: argparse.Namespace) -> int:
    from duly.evidence.keys import retire

    now = datetime.now(UTC)
    if options.name == "root":
        return refuse("duly: the root is not retired; move root.key to a safe place.")
    try:
        event = retire(home() / "keys", name=options.name, now=now)
    except KeyError:
        return refuse(f"duly: there is no key {options.name!r}; see `duly keys list`.")
    return _published(event, options)


def import_seal(options: argparse.Namespace) -> int:
    from duly.evidence import keys

    chain = read_bytes(options.chain).decode("ascii", "replace")
    try:
        event = keys.import_seal(
            Path(home() / "keys"),
            chain_pem=chain,
            key_pem=read_bytes(options.key),
            now=datetime.now(UTC),
        )
    except ValueError as reason:
        return refuse(f"duly: that is no key with its certificate: {reason}")
    return _published(event, options)


def _published(event: "KeyEvent", options: argparse.Namespace) -> int:
    """The step is done; now say so in the log and in roots.pem."""
    from duly.cases.actions.keep_keys import UnfitSetting, publish_keys
    from duly.evidence.signers import KeyPastUse

    document = {
        "event": event.event,
        "name": event.card.name,
        "use_until": event.card.use_until.isoformat(),
        "sha256": event.card.sha256,
    }
    try:
        entered = publish_keys(now=datetime.now(UTC))
    except (KeyPastUse, UnfitSetting) as reason:
        print(f"duly: {reason}", file=sys.stderr)
        entered = ()
    emit(
        {**document, "entered": len(entered)},
        as_json=options.json,
        text=f"{event.event}: {event.card.name}, use until {event.card.use_until:%Y-%m-%d}. "
        f"{len(entered)} entry in the log.",
    )
    return 0
