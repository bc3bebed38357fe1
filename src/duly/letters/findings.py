"""What may stand against a letter going out: every code of `duly letter-check`, its weight and its words."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["block", "warn"]

# The contract of CLI.md, in its order. A check may soften a code to `warn` only where
# the contract says so; SOFTENED lists those.
CODES: dict[str, Severity] = {
    "foreign-law": "block",
    "law-not-in-force": "block",
    "uncitable-rule": "block",
    "wrong-act": "block",
    "wrong-language": "block",
    "mixed-languages": "block",
    "unresolved-field": "block",
    "untranslated-key": "block",
    "placeholder-address": "block",
    "address-country-mismatch": "block",
    "recipient-unverified": "block",
    "privacy-desk-only": "block",
    "missing-identifier": "block",
    "missing-sender": "block",
    "false-channel-claim": "block",
    "invented-department": "block",
    "lawyer-claim": "block",
    "unprintable-character": "block",
    "bidi-control": "block",
    "too-long": "block",
}

SOFTENED = frozenset(
    {
        "recipient-unverified",  # the person typed the address
        "privacy-desk-only",  # the person typed the address
        "uncitable-rule",  # an unknown statute of the person's own country
        "missing-identifier",  # the person says "I do not have it"
        "too-long",  # a second page only warns and re-prices
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`where` names the field, or the line of the text (`line 12`); `message` says what is wrong and what to do."""

    code: str
    severity: Severity
    where: str
    message: str

    def as_document(self) -> dict[str, str]:
        """The fields of CLI.md, in its order."""
        return {
            "code": self.code,
            "severity": self.severity,
            "where": self.where,
            "message": self.message,
        }


def blocking(code: str, *, where: str, message: str) -> Finding:
    """A finding that stops the letter."""
    return Finding(
        code=code, severity=CODES[code], where=visible(where), message=visible(message)
    )


def warning(code: str, *, where: str, message: str) -> Finding:
    """A finding that the person may pass over; only for the codes in SOFTENED."""
    if code not in SOFTENED:
        raise ValueError(f"{code} always blocks")
    return Finding(
        code=code, severity="warn", where=visible(where), message=visible(message)
    )


def visible(text: str) -> str:
    """A message quotes the text it blames: half a character or a bidi control in it must not break the answer."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() or sign == "\u00a0" else f"\\u{ord(sign):04x}"
        for sign in text
    )


def may_go_out(findings: tuple[Finding, ...]) -> bool:
    """No finding blocks."""
    return all(finding.severity != "block" for finding in findings)


def check_document(findings: tuple[Finding, ...]) -> dict[str, object]:
    """The answer of `duly letter-check`, CLI.md."""
    return {
        "ok": may_go_out(findings),
        "findings": [finding.as_document() for finding in findings],
    }
