"""Our own DKIM signature (RFC 6376), made once with the message and sent with the same bytes on every attempt."""

from duly.channels.registered_email.settings import Settings
from duly.kit.environment import BadSetting

SIGNED_HEADERS = (
    b"from",
    b"to",
    b"reply-to",
    b"subject",
    b"date",
    b"message-id",
    b"mime-version",
    b"content-type",
    b"auto-submitted",
    b"x-case-reference",
    b"x-log-checkpoint",
)


def signed(raw: bytes, settings: Settings) -> bytes:
    """The message with a DKIM-Signature in front; unchanged without a key. Raises BadSetting."""
    if not settings.dkim_key:
        return raw
    import dkim

    try:
        signature: bytes = dkim.sign(
            raw,
            settings.dkim_selector.encode(),
            settings.dkim_domain.encode(),
            settings.dkim_key,
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=list(SIGNED_HEADERS),
        )
    except (dkim.DKIMException, ValueError) as reason:
        raise BadSetting(
            f"DULY_REGISTERED_EMAIL_DKIM_KEY: the key cannot sign ({reason})"
        ) from reason
    return signature + raw
