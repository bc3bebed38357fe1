"""Who really sent this? DKIM against DNS answers that are handed in, and only our own border's results.

Keys rotate: the answers asked on arrival are stored with the mail, so that it verifies years later, offline.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Literal

from duly.kit.mail_address import domain_of
from duly.replies.mail import HEADER_END, addresses_of

Result = Literal["pass", "fail", "unverified"]
TAG = re.compile(r"(?:^|;)\s*([dsl])\s*=\s*([^;\s]+)")
METHOD = re.compile(r"(?:^|;)\s*(spf|dkim|dmarc|arc)\s*=\s*(\w+)([^;]*)", re.IGNORECASE)
PROPERTY = re.compile(
    r"(?:header\.d|header\.from|smtp\.mailfrom|header\.i)\s*=\s*@?([^\s;]+)"
)
SIGNED = re.compile(r"(?:^|;)\s*h\s*=\s*([^;]+)")
SPLIT_ALONE = re.compile(rb"\r(?!\n)|\nFrom ")
MOST_SIGNATURES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """`txt` is the DNS answer that was used; `aligned`: the signing domain is the From domain or above it.

    `headers` are the names, in lower case, that it covers wherever they stand in the mail.
    """

    domain: str
    selector: str
    result: Result
    aligned: bool
    txt: str | None = None
    headers: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The DNS name that holds the key."""
        return f"{self.selector}._domainkey.{self.domain}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderResult:
    """One method of an Authentication-Results header (RFC 8601) that our own border wrote."""

    method: str
    result: str
    domain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Authentication:
    """`is_aligned`: a signature of the From domain passed, here or at our border."""

    from_domain: str
    signatures: tuple[Signature, ...]
    border: tuple[BorderResult, ...]
    foreign_results: int

    @property
    def is_aligned(self) -> bool:
        return any(s.result == "pass" and s.aligned for s in self.signatures) or any(
            b.method in ("dkim", "dmarc")
            and b.result == "pass"
            and is_aligned(b.domain, self.from_domain)
            for b in self.border
        )

    @property
    def signed_headers(self) -> frozenset[str]:
        """What the From domain itself signed; whoever holds the mailbox can add any other header to a signed mail."""
        passed_at_border = {
            b.domain for b in self.border if (b.method, b.result) == ("dkim", "pass")
        }
        ours = [
            s.headers
            for s in self.signatures
            if s.aligned
            and (
                s.result == "pass"
                or (s.result == "unverified" and s.domain in passed_at_border)
            )
        ]
        return frozenset().union(*ours)


def authentication_of(
    raw: bytes,
    message: Message,
    *,
    txt: Mapping[str, str] | None = None,
    border: str | None = None,
) -> Authentication:
    """`txt`: DNS name to TXT answer, without a dot at the end. `border`: the authserv-id of our own server;
    results of any other are counted and not believed, since anybody can write that header."""
    from_domain = next(map(domain_of, addresses_of(message, "From")), "")
    results = [str(value) for value in message.get_all("Authentication-Results", [])]
    # The uppermost alone: what stands below it came with the mail, under whatever name.
    ours = [
        value
        for value in results[:1]
        if border and authserv_id(value) == border.lower()
    ]
    return Authentication(
        from_domain=from_domain,
        signatures=signatures_of(raw, message, from_domain, txt or {}),
        border=tuple(one for value in ours for one in border_results(value)),
        foreign_results=len(results) - len(ours),
    )


def signatures_of(
    raw: bytes, message: Message, from_domain: str, txt: Mapping[str, str]
) -> tuple[Signature, ...]:
    found = []
    headers = message.get_all("DKIM-Signature", [])[:MOST_SIGNATURES]
    is_split = bool(headers) and is_split_alone(raw)
    for number, header in enumerate(headers):
        tags = dict(TAG.findall(" ".join(str(header).split())))
        domain, selector = tags.get("d", "").lower(), tags.get("s", "").lower()
        answer = txt.get(f"{selector}._domainkey.{domain}")
        result: Result = verified(raw, number, answer) if answer else "unverified"
        # RFC 6376 section 8.2: behind the length that is signed, anybody may write on.
        if result == "pass" and ("l" in tags or not is_seen_alike(raw, message)):
            result = "fail"
        if is_split:
            result = "fail"
        found.append(
            Signature(
                domain=domain,
                selector=selector,
                result=result,
                aligned=is_aligned(domain, from_domain),
                txt=answer,
                headers=covered(message, str(header)),
            )
        )
    return tuple(found)


def covered(message: Message, signature: str) -> frozenset[str]:
    """Names in `h=` as often as they stand in the mail: RFC 6376 section 5.4.2 signs from the foot up, so that one
    written above the signed ones is not covered, and is the one that a reader sees first."""
    listed = SIGNED.search(" ".join(signature.split()))
    names = [name.strip().lower() for name in listed[1].split(":")] if listed else []
    standing = Counter(name.lower() for name in message.keys())  # noqa: SIM118 # one for each header
    return frozenset(
        name for name, times in Counter(names).items() if standing[name] <= times
    )


def is_split_alone(raw: bytes) -> bool:
    """A lone CR in the header ends a line for us, who read the words, and not for whoever checks the signature; a
    "From " line the other way about. An unsigned header would become the first sentence of a signed mail.
    """
    end = HEADER_END.search(raw)
    return bool(SPLIT_ALONE.search(raw, 0, end.start() if end else len(raw)))


def is_seen_alike(raw: bytes, message: Message) -> bool:
    """Whether the check of the signature saw the same headers as we do."""
    import dkim

    names = [name.decode("latin-1").lower() for name, _ in dkim.rfc822_parse(raw)[0]]
    return names == [name.lower() for name in message.keys()]  # noqa: SIM118 # one for each header


def verified(raw: bytes, number: int, answer: str) -> Result:
    import dkim

    def stored(name: bytes, timeout: int = 5) -> bytes:  # noqa: ARG001 # dkimpy's signature
        return answer.encode("utf-8", "replace")

    try:
        passed = dkim.DKIM(raw).verify(idx=number, dnsfunc=stored)
    except (dkim.DKIMException, ValueError, IndexError, KeyError):
        return "fail"
    return "pass" if passed else "fail"


def is_aligned(domain: str, from_domain: str) -> bool:
    """Relaxed alignment without a list of public suffixes: one is the other, or lies below it, with a dot in it."""
    if not domain or not from_domain or "." not in domain:
        return False
    return (
        domain == from_domain
        or from_domain.endswith(f".{domain}")
        or domain.endswith(f".{from_domain}")
    )


def authserv_id(value: str) -> str:
    words = value.partition(";")[0].split()
    return words[0].lower() if words else ""


def border_results(value: str) -> list[BorderResult]:
    text = re.sub(r"\([^()]*\)", " ", " ".join(value.split()))
    return [
        BorderResult(
            method=method.lower(),
            result=result.lower(),
            domain=domain_of(f"@{named[1]}")
            if (named := PROPERTY.search(rest))
            else "",
        )
        for method, result, rest in METHOD.findall(text.partition(";")[2])
    ]
