"""Long after: verify again what was handed out, all of the last months and a sample of the rest, and publish the count."""

import json
from datetime import datetime
from pathlib import Path

from django.conf import settings

from duly.cases.files import Damaged, read_file
from duly.cases.models import Event
from duly.evidence.audit import Audit, Issued, audit
from duly.evidence.key_folder import write_atomic
from duly.evidence.keys import open_keys
from duly.evidence.verify import Verdict, verify_bundle


def audit_proofs(*, sample: int, seed: int, now: datetime) -> Audit:
    """Every proof that is kept and whose case was not erased; `seed` picks the sample of the old ones.

    The count goes to audit.json beside the public log; it names no case.
    """
    events = {
        f"{event.case.reference}:{event.seq}": event
        for event in Event.objects.select_related("case")
        .filter(name__in=("bundle.issued", "bundle.stamped"), case__erased_at=None)
        .order_by("pk")
    }
    roots = open_keys(settings.KEYS, now=now).roots

    def verify(name: str) -> Verdict:
        return verify_bundle(_kept(events[name]), roots=roots)

    found = audit(
        [Issued(name=name, issued_at=event.at) for name, event in events.items()],
        verify=verify,
        now=now,
        sample=sample,
        seed=seed,
    )
    _publish(found, seed=seed, now=now)
    return found


def _kept(event: Event) -> bytes:
    """What lies in the place of a lost file is no proof, and the verifier says so."""
    try:
        return read_file(event.case, event.payload["sha256"])
    except (FileNotFoundError, Damaged):
        return b""


def _publish(found: Audit, *, seed: int, now: datetime) -> None:
    document = {
        "at": now.isoformat(timespec="seconds"),
        "issued": found.issued,
        "checked": found.checked,
        "held": found.held,
        "failed": len(found.failures),
        "seed": seed,
    }
    raw = json.dumps(document, indent=1).encode()
    write_atomic(Path(settings.HOME) / "log" / "audit.json", raw)
