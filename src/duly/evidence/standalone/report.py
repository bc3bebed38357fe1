"""Outside clocks, the grade, and the answer of the standalone verifier."""

import argparse
import hashlib
import json
import pathlib
import sys
import time
from collections.abc import Callable
from typing import Any

from duly.evidence.standalone.checks import (
    asic,
    digests,
    evidence_chain,
    evidence_form,
    files_listed,
    letter_reviewed,
    letter_seal,
    seal,
    sources,
    timestamps,
    tokens,
)
from duly.evidence.standalone.log_checks import (
    cosigners,
    entered,
    log_binding,
    log_checkpoint,
    log_inclusion,
    log_key,
    verifier_keys,
    witness,
)
from duly.evidence.standalone.reading import (
    BROKEN,
    NO_BUNDLE,
    OWN,
    PEM,
    STAMPING,
    Bundle,
    No,
    Signature,
    inside,
    iso,
    need,
    parts,
    read,
)


def evidence_record(bundle: Bundle) -> str:
    names = sorted(name for name in bundle.files if name.endswith(".ers"))
    for name in names:
        token, root = read_record(bundle, name)
        imprint = parts(inside(Signature(token).content)[2][1])[1][1]
        need(imprint == root, name, "the timestamp is for something else")
        made_for = Signature(token).certificate.purposes() == (True, [STAMPING])
        need(made_for, name, "the clock's certificate is not made for timestamps alone")
    return f"{len(names)} evidence record(s) of RFC 4998"


def read_record(bundle: Bundle, name: str) -> tuple[bytes, bytes]:
    """The token of an RFC 4998 record and the root it stamps, computed from SHA256SUMS."""
    stamps = inside(bundle.file(name))[-1][1]
    chain = parts(stamps)
    need(
        len(chain) == 1 == len(parts(chain[0][1])),
        name,
        "only a single timestamp is read",
    )
    fields = parts(parts(chain[0][1])[0][1])
    tree = next((parts(one[1]) for one in fields if one[0] == 0xA2), [])
    found = hashlib.sha256(bundle.file("SHA256SUMS")).digest()
    lists = [[one[1] for one in parts(part[1])] for part in tree]
    own = not lists or lists[0] == [found]
    need(own, name, "its first list must hold this bundle's digest alone")
    for part in lists[1:]:
        found = hashlib.sha256(b"".join(sorted({found, *part}))).digest()
    return fields[-1][2], found


def grade(bundle: Bundle) -> str:
    """Who vouches for the time; counted are only clocks and witnesses known from outside the bundle."""
    if not bundle.outside:
        return "self"
    own, others = operator_roots(bundle)
    need(own, "roots", "the seal leads to none of the given roots")
    stamped = {name: (bundle.file(name), over) for name, over in tokens(bundle).items()}
    for name, (raw, over) in stamped.items():
        if name not in OWN and leads(
            bundle, raw, ["-data", bundle.put(bundle.file(over))], others
        ):
            return "independent-tsa"
    for name in sorted(bundle.files):
        if name.endswith(".ers"):
            token, root = read_record(bundle, name)
            if leads(bundle, token, ["-digest", root.hex()], others):
                return "independent-tsa"
    origin = entered(bundle)
    if origin is None:
        return "self"
    keys = verifier_keys(bundle.roots.decode(), "witness ")
    own_key = log_key(bundle, origin)[1]
    foreign = {name: raw for name, raw in keys.items() if raw[1:] != own_key}
    return "witnessed" if any(cosigners(bundle, foreign)) else "self"


def operator_roots(bundle: Bundle) -> tuple[list[bytes], bytes]:
    raw, content = bundle.file("SHA256SUMS.p7s"), bundle.file("SHA256SUMS")
    at = Signature(bundle.file("SHA256SUMS.tst")).gen_time()
    own, others = [], b""
    for root in PEM.findall(bundle.roots):
        try:
            need(root.strip() in bundle.own_roots, "", "believed for the time alone")
            bundle.cms("SHA256SUMS.p7s", raw, content, root, at)
            own.append(root)
        except No:
            others += root if root.endswith(b"\n") else root + b"\n"
    return own, others


def leads(bundle: Bundle, token: bytes, over: list[str], roots: bytes) -> bool:
    if not roots:
        return False
    at = str(Signature(token).gen_time())
    words = ["ts", "-verify", "-token_in", "-in", bundle.put(token), *over]
    try:
        bundle.openssl("", *words, "-CAfile", bundle.put(roots), "-attime", at)
    except No:
        return False
    return True


CHECKS: tuple[tuple[str, Callable[[Bundle], str]], ...] = (
    ("files-listed", files_listed),
    ("digests", digests),
    ("seal", seal),
    ("asic-manifest", asic),
    ("timestamps", timestamps),
    ("letter-seal", letter_seal),
    ("letter-reviewed", letter_reviewed),
    ("evidence-form", evidence_form),
    ("evidence-chain", evidence_chain),
    ("sources", sources),
    ("log-checkpoint", log_checkpoint),
    ("log-inclusion", log_inclusion),
    ("log-binding", log_binding),
    ("witness", witness),
    ("evidence-record", evidence_record),
    ("time-grade", grade),
)


def ask(name: str, check: Callable[[Any], str], argument: Any) -> dict[str, Any]:
    try:
        return {"name": name, "ok": True, "detail": check(argument)}
    except No as no:
        return {"name": name, "ok": False, "detail": str(no), "file": no.file}
    except BROKEN as broken:
        return {"name": name, "ok": False, "detail": f"cannot be read: {broken!r}"}


def verify(path: pathlib.Path, roots: bytes | None, at: float) -> dict[str, Any]:
    """Every check by name; `grade` is None where the bundle could not be read."""
    try:
        bundle = Bundle(read(path), roots, at)
    except NO_BUNDLE as no:
        first = {"name": "container", "ok": False, "detail": str(no)}
        return {
            "ok": False,
            "grade": None,
            "anchored": roots is not None,
            "checks": [first],
        }
    checks = [ask(name, check, bundle) for name, check in CHECKS]
    ok = all(check["ok"] for check in checks)
    bundle.work.cleanup()
    found = checks[-1]["detail"] if ok else "self"
    return {"ok": ok, "grade": found, "anchored": bundle.outside, "checks": checks}


def main() -> int:
    options = argparse.ArgumentParser(description="Checks a proof bundle.")
    options.add_argument("bundle", type=pathlib.Path)
    options.add_argument("--roots", type=pathlib.Path, help="roots from outside")
    options.add_argument("--at", help="judge as of this moment (default: now)")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    try:
        at = iso(given.at) if given.at else time.time()
        roots = given.roots.read_bytes() if given.roots else None
        answer = verify(given.bundle, roots, at)
    except (OSError, ValueError) as reason:
        sys.stderr.write(f"verify.py: {reason}\n")
        return 2
    lines = [
        f"{'ok' if c['ok'] else 'NO'}  {c['name']}: {c['detail']}"
        for c in answer["checks"]
    ]
    if not answer["anchored"]:
        lines.append(
            "--  the roots come from the bundle itself; get roots.pem from outside and give --roots"
        )
    lines.append("This proof holds." if answer["ok"] else "This proof does not hold.")
    sys.stdout.write((json.dumps(answer) if given.json else "\n".join(lines)) + "\n")
    return 0 if answer["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
