"""Do the proofs that were handed out still hold? `duly evidence audit`."""

import argparse
from datetime import UTC, datetime

from duly.cli.answer import emit
from duly.cli.stored._home import run_command


def run(arguments: list[str]) -> int:
    return run_command(_parser(), arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="duly evidence", description=__doc__)
    commands = parser.add_subparsers(required=True)
    audit = commands.add_parser(
        "audit", help="verify the proofs of the last 90 days and a sample of the others"
    )
    audit.add_argument("--sample", type=int, default=200)
    audit.add_argument("--seed", type=int, help="picks the sample; by default the day")
    audit.add_argument("--json", action="store_true")
    audit.set_defaults(command=audit_proofs)
    return parser


def audit_proofs(options: argparse.Namespace) -> int:
    from duly.cases.actions import audit

    now = datetime.now(UTC)
    seed = now.date().toordinal() if options.seed is None else options.seed
    found = audit.audit_proofs(sample=max(options.sample, 0), seed=seed, now=now)
    failures = [
        {"reference": name.partition(":")[0], "reason": reason}
        for name, reason in found.failures
    ]
    lines = [f"{found.held} of {found.checked} hold; {found.issued} were issued."]
    lines += [f"{one['reference']}: {one['reason']}" for one in failures]
    emit(
        {
            "ok": not failures,
            "issued": found.issued,
            "checked": found.checked,
            "held": found.held,
            "failures": failures,
            "seed": seed,
        },
        as_json=options.json,
        text="\n".join(lines),
    )
    return 1 if failures else 0
