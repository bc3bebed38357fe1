"""Secrets that bind a report or an answer to one dispatch: what they are, and whether one is ours."""

import base64
import hmac
import re
from hashlib import sha256
from typing import Literal

Purpose = Literal["reply", "envelope", "envid", "orcpt"]
LENGTH = 20  # 100 bits of base32, lower case: mail systems fold the case of local parts
TOKEN = re.compile(rf"[a-z2-7]{{{LENGTH}}}")


def mail_token(secret: bytes, *, key: str, purpose: Purpose) -> str:
    """HMAC-SHA256 of a dispatch key for one purpose: one token tells nothing of the others."""
    digest = hmac.new(secret, f"{purpose}\0{key}".encode(), sha256).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:LENGTH]


def is_token_of(text: str, secret: bytes, *, key: str, purpose: Purpose) -> bool:
    """Compared in constant time; upper case counts as lower. Without a secret anybody could make it: it is none."""
    return bool(secret) and hmac.compare_digest(
        text.lower().encode("utf-8", "replace"),
        mail_token(secret, key=key, purpose=purpose).encode(),
    )


def token_mark(token: str) -> str:
    """What stands in the evidence for a token that only servers on the way may know.

    The sender gets the evidence, and could write a report with it otherwise. Whoever has a true report can check it
    by this all the same.
    """
    return f"[sha256:{sha256(token.encode()).hexdigest()}]"


def token_in_address(address: str) -> str | None:
    """The token behind `+` (`me+token@…`) or as the local part's tail (`case-token@…`)."""
    local = address.rpartition("@")[0].lower()
    found = re.search(rf"(?:^|[+=-])({TOKEN.pattern})$", local)
    return found[1] if found else None
