"""The process with limits: reads one task from standard input, answers on standard output, and may be killed."""

import json
import resource
import signal
import sys
from datetime import date
from typing import Any

from duly.letters.compiling import CannotTypeset
from duly.letters.flatten import BadEnclosure, flatten
from duly.letters.limits import CPU_SECONDS, MEMORY_BYTES, REFUSED, WALL_SECONDS
from duly.letters.print_findings import UnreadablePdf
from duly.letters.typeset import DoesNotFit, typeset


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(WALL_SECONDS)
    head, _, body = sys.stdin.buffer.read().partition(b"\n")
    options = json.loads(head)
    task = TASKS[options.pop("task")]
    try:
        answer = task(body, options)
    except (BadEnclosure, UnreadablePdf, DoesNotFit, CannotTypeset) as reason:
        sys.stdout.write(
            json.dumps({"kind": type(reason).__name__, "message": str(reason)})
        )
        return REFUSED
    sys.stdout.buffer.write(answer)
    return 0


def check_pdf(pdf: bytes, options: dict[str, Any]) -> bytes:
    from duly.letters.print_check import fits, print_check

    findings = print_check(pdf, **options)
    found = [finding.as_document() for finding in findings]
    return json.dumps({"ok": fits(findings), "findings": found}).encode()


def flatten_enclosure(content: bytes, options: dict[str, Any]) -> bytes:
    return flatten(content, **options)


def typeset_letter(body: bytes, options: dict[str, Any]) -> bytes:
    dated = date.fromisoformat(options["dated"])
    pages = typeset(json.loads(body), form=options["form"], dated=dated)
    return json.dumps([len(page) for page in pages]).encode() + b"\n" + b"".join(pages)


TASKS = {
    "flatten": flatten_enclosure,
    "print-check": check_pdf,
    "typeset": typeset_letter,
}

if __name__ == "__main__":
    sys.exit(main())
