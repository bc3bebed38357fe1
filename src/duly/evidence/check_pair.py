"""Checks over two bundles: do they tell one history of the case and of the log, or was one of them forked?"""

from collections.abc import Callable

from duly.evidence import check_log, log
from duly.evidence.checkpoint import Checkpoint, read_checkpoint
from duly.evidence.note import BadNote, check_signed
from duly.evidence.subject import Doubt, Subject
from duly.evidence.tiles import MissingTile, ReadFile, Tree, joined


def one_case(first: Subject, second: Subject, *, log: ReadFile | None) -> str:
    """Two bundles of one case: the shorter chain of records is the beginning of the longer."""
    del log
    if first.card["reference"] != second.card["reference"]:
        return "the bundles belong to two cases"
    shorter, longer = sorted((first, second), key=lambda one: len(one.records))
    pairs = zip(shorter.records, longer.records, strict=False)
    for place, (name, other) in enumerate(pairs, start=1):
        if shorter.files.get(name) != longer.files.get(name) or name != other:
            raise Doubt(name, f"the two bundles tell event {place} differently")
    return f"the first {len(shorter.records)} records are the same in both"


def one_log(first: Subject, second: Subject, *, log: ReadFile | None) -> str:
    """The log seen in the earlier bundle is the beginning of the log seen in the later."""
    if not (check_log.is_entered(first) and check_log.is_entered(second)):
        return "not compared: only bundles that are entered in a log can be"
    earlier, later = sorted(
        (_view(first), _view(second)), key=lambda view: view[0].size
    )
    (old, old_subject), (new, new_subject) = earlier, later
    if old.origin != new.origin:
        return f"not compared: {old.origin} and {new.origin} are two logs"
    if old.size == new.size and old.root != new.root:
        raise Doubt("log/checkpoint", f"the log was forked: two roots at {old.size}")
    read = joined(check_log.log_tiles(new_subject), check_log.log_tiles(old_subject))
    _check_growth(old, new, lambda path: read(path) or (log(path) if log else None))
    return f"{new.origin} only grew from {old.size} to {new.size} entries"


def _check_growth(old: Checkpoint, new: Checkpoint, read: ReadFile) -> None:
    if old.size == new.size:
        return
    try:
        proof = Tree(size=new.size, read=read).consistency_proof(old.size)
    except MissingTile as reason:
        raise Doubt(
            "log/tile",
            f"the tile {reason} is needed to compare them; fetch the log's folder and give it with --log",
        ) from reason
    except IndexError as reason:
        raise Doubt("log/checkpoint", reason) from reason
    if not log.verify_consistency(
        size1=old.size, size2=new.size, root1=old.root, root2=new.root, proof=proof
    ):
        raise Doubt(
            "log/checkpoint",
            f"the log was forked or rolled back: its state at {old.size} is not the beginning of that at {new.size}",
        )


def _view(subject: Subject) -> tuple[Checkpoint, Subject]:
    note = check_log.checkpoint_note(subject)
    try:
        check_signed(note, key=check_log.log_key(subject))
        return read_checkpoint(note), subject
    except BadNote as reason:
        raise Doubt("log/checkpoint", reason) from reason


CHECKS: tuple[tuple[str, Callable[..., str]], ...] = (
    ("one-case", one_case),
    ("one-log", one_log),
)
