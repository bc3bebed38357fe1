"""The process with limits: reads one task from standard input, answers on standard output, and may be killed."""

import json
import resource
import sys
from typing import Any

from duly.letters.limits import CPU_SECONDS, MEMORY_BYTES, REFUSED


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    head, _, body = sys.stdin.buffer.read().partition(b"\n")
    options = json.loads(head)
    answer = TASKS[options.pop("task")](body, options)
    if isinstance(answer, Refusal):
        sys.stdout.write(json.dumps(answer.document))
        return REFUSED
    sys.stdout.buffer.write(answer)
    return 0


class Refusal:
    """What the task says no to, as the caller will raise it again."""

    def __init__(self, **document: Any) -> None:
        self.document = document


def check_print(pdf: bytes, options: dict[str, Any]) -> bytes | Refusal:
    from duly.letters.print_check import UnreadablePdf, fits, print_check

    try:
        findings = print_check(pdf, **options)
    except UnreadablePdf as reason:
        return Refusal(kind="UnreadablePdf", message=str(reason))
    found = [finding.as_document() for finding in findings]
    document = {"ok": fits(findings), "findings": found}
    return json.dumps(document, ensure_ascii=False).encode()


TASKS = {"print-check": check_print}

if __name__ == "__main__":
    sys.exit(main())
