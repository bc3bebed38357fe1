"""Reads one mail under limits of time and memory; run as a process of its own."""

import json
import resource
import sys
from collections.abc import Mapping
from pathlib import Path

from duly.replies.reading import as_document, read_message

CPU_SECONDS = 10
MEMORY_OCTETS = 512 * 1024 * 1024
HEADROOM_OCTETS = 256 * 1024 * 1024


def main() -> None:
    """First line of standard input: options as JSON; then the raw mail. Writes the document."""
    limit_this_process()
    options = json.loads(sys.stdin.buffer.readline())
    raw = sys.stdin.buffer.read()
    sys.stdout.buffer.write(reading_as_json(raw, **options))


def limit_this_process() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    memory = max(MEMORY_OCTETS, mapped_octets() + HEADROOM_OCTETS)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def mapped_octets() -> int:
    """What a fork inherits counts against its limit, though nothing of it is its own."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[0]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def reading_as_json(raw: bytes, *, txt: Mapping[str, str], border: str | None) -> bytes:
    return json.dumps(as_document(read_message(raw, txt=txt, border=border))).encode()


if __name__ == "__main__":
    main()
