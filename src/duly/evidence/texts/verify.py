"""Checks a proof with nothing but Python's standard library and openssl."""

from __future__ import annotations

import hashlib
import pathlib
import sys


def main(folder: str) -> int:
    root = pathlib.Path(folder)
    code = 0
    for line in (root / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split("  ", 1)
        if hashlib.sha256((root / name).read_bytes()).hexdigest() != digest:
            sys.stdout.write(f"NO  {name} was changed\n")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[-1]))
