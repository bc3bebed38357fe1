"""Do the proofs that were handed out still hold? All recent ones and a sample of the old, counted."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from duly.evidence.verify import Verdict

RECENT = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """One bundle that was handed out; `name` finds it again."""

    name: str
    issued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What was looked at and what came out; fit to be published, it names no case but a failing one."""

    issued: int
    checked: int
    held: int
    failures: tuple[tuple[str, str], ...]


def chosen(
    issued: Sequence[Issued], *, now: datetime, sample: int, seed: int
) -> tuple[Issued, ...]:
    """Every bundle of the last 90 days, and `sample` of the older ones, picked by `seed`."""
    recent = [one for one in issued if now - one.issued_at <= RECENT]
    older = [one for one in issued if now - one.issued_at > RECENT]
    # Not a secret: whoever repeats the audit with the same seed must see the same bundles.
    picked = random.Random(seed).sample(older, min(sample, len(older)))  # noqa: S311
    return (*recent, *picked)


def audit(
    issued: Sequence[Issued],
    *,
    verify: Callable[[str], Verdict],
    now: datetime,
    sample: int,
    seed: int,
) -> Audit:
    """Verify the chosen ones; `verify` reads a bundle by its name and gives its verdict."""
    looked_at = chosen(issued, now=now, sample=sample, seed=seed)
    failures = []
    for one in looked_at:
        verdict = verify(one.name)
        reasons = [check.detail for check in verdict.checks if not check.ok]
        if not verdict.ok:
            failures.append((one.name, reasons[0]))
    return Audit(
        issued=len(issued),
        checked=len(looked_at),
        held=len(looked_at) - len(failures),
        failures=tuple(failures),
    )
