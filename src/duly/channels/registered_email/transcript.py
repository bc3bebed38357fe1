"""What two mail servers said to each other, line by line: the evidence of a sending."""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from time import monotonic, time
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`dir` is C (us) or S (the server). A body is `octets` and `sha256`, never its text."""

    t_ms: int
    dir: str
    line: str | None = None
    octets: int | None = None
    sha256: str | None = None
    wire_octets: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Encryption:
    """`verified`: pkix (chain and name checked against the trust store) or none. A certificate *seen*; `chain_sha256`
    are the digests of what the server sent, the certificate first."""

    version: str
    cipher: str
    certificate_sha256: str
    certificate_der_hex: str
    chain_sha256: tuple[str, ...]
    verified: str


def wall_clock() -> datetime:
    return datetime.fromtimestamp(time(), UTC)


@dataclass(slots=True)
class Transcript:
    """Times are milliseconds after `started_at`, on a clock that never jumps.

    A transcript is a measurement and reads the wall clock itself: the `now` of a sending is the moment of
    intent, which stays the same for every attempt.
    """

    started_at: datetime = field(default_factory=wall_clock)
    began: float = field(default_factory=monotonic)
    lines: list[Line] = field(default_factory=list)
    host: str = ""
    port: int = 0
    peer: str = ""
    ehlo: tuple[str, ...] = ()
    encryption: Encryption | None = None
    stage: str = "connect"
    end_of_data_sent: bool = False
    dns: dict[str, Any] = field(default_factory=dict)
    earlier: list[dict[str, Any]] = field(default_factory=list)

    @property
    def elapsed_ms(self) -> int:
        return round((monotonic() - self.began) * 1000)

    @property
    def now(self) -> datetime:
        return self.started_at + timedelta(milliseconds=self.elapsed_ms)

    def begin(self, host: str, port: int) -> None:
        """A talk with the next server: where an earlier one stopped says nothing of this one, and is kept."""
        if self.host:
            self.earlier.append(self.with_one() | {"lines_until": len(self.lines)})
        self.host, self.port = host, port
        self.stage, self.end_of_data_sent = "connect", False
        self.peer, self.ehlo, self.encryption = "", (), None

    def ours(self, line: str) -> None:
        self.lines.append(Line(t_ms=self.elapsed_ms, dir="C", line=line))

    def theirs(self, line: str) -> None:
        self.lines.append(Line(t_ms=self.elapsed_ms, dir="S", line=line))

    def body(self, raw: bytes, *, wire_octets: int) -> None:
        self.lines.append(
            Line(
                t_ms=self.elapsed_ms,
                dir="C",
                octets=len(raw),
                sha256=sha256(raw).hexdigest(),
                wire_octets=wire_octets,
            )
        )

    def with_one(self) -> dict[str, Any]:
        """What is known of the server that is talked to now."""
        return {
            "host": self.host,
            "port": self.port,
            "peer": self.peer,
            "ehlo": list(self.ehlo),
            "tls": asdict(self.encryption) if self.encryption else None,
            "stage": self.stage,
            "end_of_data_sent": self.end_of_data_sent,
        }

    def as_document(self) -> dict[str, Any]:
        """`earlier` are the servers before the last one; the lines up to `lines_until` were said with them."""
        return {
            "started_at": self.started_at.astimezone(UTC).isoformat(),
            **self.with_one(),
            "dns": self.dns,
            "earlier": self.earlier,
            "lines": [
                {
                    name: value
                    for name, value in asdict(line).items()
                    if value is not None
                }
                for line in self.lines
            ],
        }

    def as_bytes(self) -> bytes:
        return json.dumps(
            self.as_document(), ensure_ascii=False, sort_keys=True, indent=1
        ).encode()
