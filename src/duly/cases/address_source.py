"""Where was the address read that a mail goes to? By it stands whether the company designated or uses it for this."""

import hashlib
from urllib.parse import urlsplit

from duly.cases.catalogue import entry_for
from duly.cases.envelope import case_file_of
from duly.cases.models import Case
from duly.evidence.canonical import canonical_json
from duly.knowledge.providers import Contact
from duly.letters.case_file import InlineContact


def address_source(case: Case, to: str) -> dict[str, str]:
    """`kind` is `catalogue` or `typed` (by the person); `url` and `captured_at` where they are known.

    `sha256` is that of the catalogue's record of the address, `purpose` what the company gives it for. Nothing of
    it tells who the person is.
    """
    case_file = case_file_of(case)
    entry = entry_for(case_file)
    if entry:
        found = next((one for one in entry.contacts if _is(one, to)), None)
        return _of_catalogue(found) if found else {"kind": "typed"}
    inline = getattr(case_file.provider, "contacts", ())
    return _typed(next((one for one in inline if _is(one, to)), None))


def _is(contact: Contact | InlineContact, to: str) -> bool:
    return contact.kind == "email" and contact.value.casefold() == to.casefold()


def _of_catalogue(contact: Contact) -> dict[str, str]:
    source = contact.source
    known = {
        "kind": "catalogue",
        "purpose": contact.purpose,
        "url": source.url,
        "captured_at": source.seen.isoformat() if source.seen else "",
    }
    record = canonical_json({**known, "value": contact.value, "title": source.title})
    return _without_gaps({**known, "sha256": hashlib.sha256(record).hexdigest()})


def _typed(contact: InlineContact | None) -> dict[str, str]:
    """A person may have typed anything as the source: of it, only the page on the web."""
    if contact is None:
        return {"kind": "typed"}
    day = contact.checked_on
    return _without_gaps(
        {
            "kind": "typed",
            "purpose": contact.purpose,
            "url": _page(contact.source),
            "captured_at": day.isoformat() if day else "",
        }
    )


def _page(source: str) -> str:
    try:
        parts = urlsplit(source)
    except ValueError:
        return ""
    if parts.scheme not in ("https", "http") or "@" in source:
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


def _without_gaps(known: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in known.items() if value}
