"""The public log: its newest checkpoint, the proof of an entry, and what a witness signs."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duly.cli.answer import Unreadable, emit, read_bytes
from duly.cli.stored._home import home, run_command

if TYPE_CHECKING:
    from duly.cli.stored._witnessing import Brought
    from duly.evidence.keys import Keys
    from duly.evidence.note import SignedNote


def run(arguments: list[str]) -> int:
    return run_command(_parser(), arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="duly log", description=__doc__)
    commands = parser.add_subparsers(required=True)
    checkpoint = commands.add_parser("checkpoint", help="the newest signed state")
    checkpoint.add_argument(
        "--seen",
        type=int,
        metavar="SIZE",
        help="as a request to a witness that has seen SIZE entries (0 for none)",
    )
    checkpoint.set_defaults(command=show_checkpoint)
    prove = commands.add_parser("prove", help="the newest proof of a case is in it")
    prove.add_argument("reference")
    prove.set_defaults(command=prove_entry)
    witness = commands.add_parser(
        "witness", help="sign another log's checkpoint, if it continues what was seen"
    )
    witness.add_argument("file", help="its checkpoint, a request, or `-`")
    witness.add_argument("--log-key", help="its vkey, the first time")
    witness.set_defaults(command=sign_as_witness)
    cosigned = commands.add_parser("cosigned", help="take in what a witness signed")
    cosigned.add_argument("file")
    cosigned.set_defaults(command=take_in)
    for command in (checkpoint, prove, witness, cosigned):
        command.add_argument("--json", action="store_true")
        command.add_argument("--out", help="write the text to this file")
    return parser


def _keys() -> "Keys":
    from duly.evidence.keys import open_keys

    return open_keys(home() / "keys", now=datetime.now(UTC))


def _answer(options: argparse.Namespace, document: dict[str, Any], text: str) -> int:
    if options.out:
        Path(options.out).write_text(text, "utf-8")
        text = f"{options.out} is written.\n"
    emit(document, as_json=options.json, text=text.removesuffix("\n"))
    return 0


def _no(message: str) -> int:
    print(f"duly: {message}", file=sys.stderr)
    return 1


def _state(note: "SignedNote") -> dict[str, Any]:
    from duly.evidence.checkpoint import read_checkpoint

    checkpoint = read_checkpoint(note)
    return {
        "origin": checkpoint.origin,
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
        "checkpoint": bytes(note).decode(),
    }


def show_checkpoint(options: argparse.Namespace) -> int:
    from duly.cases.actions.cosign import log_key, log_store_of, newest_checkpoint
    from duly.evidence.witness import request

    keys = _keys()
    note = newest_checkpoint(keys)
    if note is None:
        return _no("the log is empty; `duly init` makes its first entries.")
    document = _state(note)
    document["log_key"] = str(log_key(document["origin"], keys=keys))
    text = document["checkpoint"]
    if options.seen is not None:
        store = log_store_of(document["origin"])
        try:
            text = bytes(request(note, old=options.seen, read=store.read)).decode()
        except IndexError as reason:
            return _no(str(reason))
        document["request"] = text
    return _answer(options, document, text)


def prove_entry(options: argparse.Namespace) -> int:
    from duly.cases.actions.log import newest_leaf, proof_of
    from duly.cases.queries import case_by_reference

    case = case_by_reference(options.reference)
    if case is None:
        return _no(f"there is no case {options.reference!r} here.")
    row = newest_leaf(case)
    if row is None:
        return _no("no proof of this case was entered, or the case is deleted.")
    proof = proof_of(row)
    document = {
        "reference": case.reference,
        "index": row.index,
        "leaf": bytes(row.leaf).decode(),
        "proof": bytes(proof).decode(),
        **_state(proof.note),
    }
    return _answer(options, document, document["proof"])


def sign_as_witness(options: argparse.Namespace) -> int:
    from duly.cli.stored._witnessing import bring
    from duly.evidence.note import BadNote
    from duly.evidence.witness import NotConsistent
    from duly.evidence.witness_book import UnknownLog, WitnessBook

    signer = _keys().witness
    try:
        brought = bring(options.file, log_key=options.log_key)
        signed = WitnessBook(folder=home() / "witnessed").cosign(
            brought.asked,
            signer=signer,
            now=datetime.now(UTC),
            log_key=brought.log_key,
            tiles=brought.tiles,
        )
    except UnknownLog as reason:
        return _no(
            f"{reason} is seen for the first time: give its key with --log-key "
            "(`duly log checkpoint --json` of that installation says it as log_key)."
        )
    except (BadNote, NotConsistent) as reason:
        return _no(f"not signed: {reason}.")
    return _signed(options, signed, witness_key=str(signer.verifier), brought=brought)


def _signed(
    options: argparse.Namespace,
    signed: "SignedNote",
    *,
    witness_key: str,
    brought: "Brought",
) -> int:
    document = _state(signed)
    document["witness_key"] = witness_key
    document["cosignature"] = f"{signed.signatures[-1]}"
    if brought.log_key:
        print(f"duly: the log's key is {brought.log_key}", file=sys.stderr)
    return _answer(options, document, document["checkpoint"])


def take_in(options: argparse.Namespace) -> int:
    from duly.cases.actions.cosign import UnknownWitness, take_cosignature
    from duly.evidence.log_store import BrokenLog
    from duly.evidence.note import BadNote
    from duly.evidence.tiles import MissingTile

    raw = read_bytes(options.file)
    try:
        note, witnesses = take_cosignature(raw, keys=_keys())
    except (BadNote, UnknownWitness, BrokenLog) as reason:
        return _no(f"not taken: {reason}.")
    except (MissingTile, IndexError) as reason:
        raise Unreadable(f"our log has not grown that far: {reason}") from reason
    document = {**_state(note), "witnesses": list(witnesses)}
    text = f"signed by {', '.join(witnesses)} at {document['size']} entries\n"
    return _answer(options, document, text)
