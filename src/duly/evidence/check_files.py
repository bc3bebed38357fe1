"""Checks of the files: is every one listed, unchanged, and in the place that the standards give it?"""

import hashlib
import re
from collections.abc import Mapping

from duly.evidence.subject import (
    FIRST_MANIFEST,
    FIRST_SIGNATURE,
    TOKEN,
    Doubt,
    Subject,
)
from duly.kit.said import said

# What cannot stand in the list, because it is made after it; each of these is checked by itself.
AFTERWARDS = re.compile(
    r"SHA256SUMS(\.p7s|\.tst)?"
    r"|META-INF/(ASiCManifest[0-9]{3}\.xml|signature001\.p7s|timestamp[0-9]{3}\.tst|evidencerecord[0-9]{3}\.ers)"
    r"|log/(entry\.json|entry\.tlog-proof|checkpoint|log\.pem|witnesses\.txt)"
    r"|log/tile/[0-9]{1,2}/(x[0-9]{3}/)*[0-9]{3}(\.p/[0-9]{1,3})?"
)
ALWAYS = (
    "mimetype",
    "README.txt",
    "bundle.json",
    "letter.pdf",
    "ltv/roots.pem",
    "ltv/root.crl",
)
SEALED_AFTERWARDS = frozenset(
    {
        FIRST_MANIFEST,
        FIRST_SIGNATURE,
        "SHA256SUMS",
        "SHA256SUMS.p7s",
        "SHA256SUMS.tst",
    }
)


def files_listed(subject: Subject) -> str:
    """No file is missing, none was put in."""
    for name in (*subject.sums, *ALWAYS, *SEALED_AFTERWARDS):
        subject.file(name)
    for name in subject.files:
        if name not in subject.sums and not AFTERWARDS.fullmatch(name):
            raise Doubt(
                name, said("the file is not in the list; it was put in afterwards")
            )
    for name in ALWAYS:
        if name not in subject.sums:
            raise Doubt(name, said("the file is not in the list SHA256SUMS"))
    return said(
        "%(count)s files are listed, and there is no other", count=len(subject.sums)
    )


def digests(subject: Subject) -> str:
    """Every listed file has its listed SHA-256."""
    for name, digest in subject.sums.items():
        subject.check_digest(name, digest)
    return said("every file has the SHA-256 that the list gives")


def asic_manifest(subject: Subject) -> str:
    """The machine-readable lists say the same as SHA256SUMS, and each token has its own list."""
    manifests = dict(subject.manifests)
    subject.file(FIRST_MANIFEST)
    first = manifests.pop(FIRST_MANIFEST)
    if first.reference != FIRST_SIGNATURE:
        raise Doubt(FIRST_MANIFEST, f"it belongs to {first.reference!r}")
    listed = subject.sums
    told = {name: digest.hex() for name, digest in first.digests.items()}
    for name in sorted({*told, *listed} - {"mimetype"}):
        if told.get(name) != listed.get(name):
            raise Doubt(
                FIRST_MANIFEST,
                said("it differs from SHA256SUMS about %(name)s", name=name),
            )
    for name, manifest in manifests.items():
        _check_stamped(subject, name, manifest.digests)
    references = [manifest.reference for manifest in manifests.values()]
    tokens = [name for name in subject.files if TOKEN.fullmatch(name)]
    if sorted(references) != sorted(tokens):
        raise Doubt(
            "META-INF", said("timestamps and their lists do not belong together")
        )
    return said(
        "the list for machines agrees; lists with a timestamp: %(count)s",
        count=len(manifests),
    )


def _check_stamped(subject: Subject, name: str, told: Mapping[str, bytes]) -> None:
    found = {
        file: hashlib.sha256(subject.file(file)).digest() for file in SEALED_AFTERWARDS
    }
    for file in sorted({*told, *found}):
        if told.get(file) != found.get(file):
            raise Doubt(name, said("it does not cover %(file)s as it is", file=file))
