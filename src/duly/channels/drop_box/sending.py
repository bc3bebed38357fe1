"""Write the message into a folder: once for each key, whole or not at all."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import SMTP
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal

from duly.channels import (
    Artefact,
    Happening,
    Quote,
    Refused,
    SealedLetter,
    Sent,
    Unavailable,
    free_of_charge,
    no_callbacks,
)
from duly.kit.address import Address
from duly.kit.mail_address import BadMailAddress
from duly.kit.mail_message import Notice, UnsafeMessage, build_message
from duly.kit.said import said

NOWHERE = "nobody@example.invalid"  # RFC 2606: a domain that can never receive


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    folder: Path


def read_settings(environ: Mapping[str, str]) -> Settings:
    """`DULY_DROP_BOX_FOLDER`, else the folder `drop_box` in `DULY_HOME` (./var)."""
    folder = environ.get("DULY_DROP_BOX_FOLDER", "").strip()
    home = environ.get("DULY_HOME", "").strip() or "var"
    return Settings(folder=Path(folder) if folder else Path(home) / "drop_box")


class DropBox:
    """A mail that goes nowhere. It proves nothing but that the way to it works."""

    name = "drop_box"
    kind = "drop_box"
    idempotent = True
    searchable = True
    settle_seconds = 0
    ceiling = "E0"
    needs: Literal["postal_address", "email", "nothing"] = "nothing"

    def configured(self) -> str | None:
        folder = read_settings(os.environ).folder
        standing = next(p for p in (folder, *folder.absolute().parents) if p.exists())
        if standing.is_dir() and os.access(standing, os.W_OK):
            return None
        return (
            f"DULY_DROP_BOX_FOLDER: {folder} cannot be written. Name a folder that can."
        )

    def serves(self, *, origin: str, destination: str) -> bool:
        """A folder has no borders."""
        return bool(origin and destination)

    def quote(
        self,
        *,
        letter: SealedLetter | None,  # noqa: ARG002 # the contract's signature
        origin: str,
        destination: str,  # noqa: ARG002 # the contract's signature
        today: date,
    ) -> Quote:
        return free_of_charge(
            said("A file in a folder"),
            origin=origin,
            source=said("our own price"),
            today=today,
        )

    def send(
        self,
        letter: SealedLetter,
        address: Address | str,
        *,
        key: str,
        now: datetime,
        attempt: Callable[[Happening], None],  # noqa: ARG002 # nothing leaves the machine
    ) -> Sent:
        """`now` becomes the Date of the message. A key that was written before is not written again."""
        found = self.find(key)
        if found is not None:
            return found
        write_once(file_of(key), message_of(letter, address, key=key, now=now))
        written = self.find(key)
        if written is None:
            raise Unavailable(
                said("The message vanished from the drop box; try again.")
            )
        return written

    def find(self, key: str) -> Sent | None:
        """The message that was written for this key."""
        try:
            raw = file_of(key).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        dated = message_from_bytes(raw, policy=SMTP)["Date"]
        return sent(key, raw, at=parsedate_to_datetime(str(dated)).astimezone(UTC))

    def track(
        self,
        carrier_id: str,  # noqa: ARG002 # the contract's signature
        *,
        now: datetime,  # noqa: ARG002 # the contract's signature
    ) -> tuple[Happening, ...]:
        """Nothing happens to a file."""
        return ()

    def read_callback(
        self,
        body: bytes,  # noqa: ARG002 # the contract's signature
        headers: Mapping[str, str],  # noqa: ARG002 # the contract's signature
        *,
        now: datetime,  # noqa: ARG002 # the contract's signature
    ) -> tuple[Happening, ...]:
        """Nobody calls back."""
        raise no_callbacks()


def file_of(key: str) -> Path:
    """A digest of the key as the name: a key may hold anything, a file name may not."""
    folder = read_settings(os.environ).folder
    return folder / f"{sha256(key.encode()).hexdigest()[:32]}.eml"


def message_of(
    letter: SealedLetter, address: Address | str, *, key: str, now: datetime
) -> bytes:
    notice = Notice(
        key=key,
        date=now,
        sender_name=letter.sender_name,
        from_address=letter.sender_email or NOWHERE,
        to_address=address if isinstance(address, str) and address else NOWHERE,
        recipient_name=letter.recipient_name,
        subject=letter.subject,
        text=letter.text,
        language=letter.language,
        reference=letter.reference,
        pdf=letter.pdf,
        enclosures=tuple((each.name, each.content) for each in letter.enclosures),
        attachment_name=f"{letter.reference}.pdf",
        public_url=letter.public_url,
    )
    try:
        return build_message(notice)
    except (BadMailAddress, UnsafeMessage) as reason:
        raise Refused(str(reason)) from reason


def write_once(path: Path, raw: bytes) -> None:
    """A complete file appears under its name or none does. Raises Unavailable when the disk refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            dir=path.parent, prefix=".", suffix=".part", delete=False
        ) as part:
            part.write(raw)
            part.flush()
            os.fsync(part.fileno())
        place(Path(part.name), path)
    except OSError as reason:
        raise Unavailable(
            said(
                "The drop box cannot be written: %(reason)s",
                reason=reason.strerror or reason,
            )
        ) from reason


def place(part: Path, path: Path) -> None:
    try:
        # A link fails where a file stands: of two runners with one key the first one wins.
        path.hardlink_to(part)
    except FileExistsError:
        part.unlink()
    except OSError:
        part.replace(path)  # a file system without links: still whole or absent
    else:
        part.unlink()


def sent(key: str, raw: bytes, *, at: datetime) -> Sent:
    return Sent(
        carrier_id=file_of(key).stem,
        happened=Happening(
            name="dispatch.accepted",
            at=at,
            level="E0",
            source_id=key,
            detail={"by": "provider", "message_sha256": sha256(raw).hexdigest()},
        ),
        artefacts=(
            Artefact(
                name="message.eml",
                kind="message",
                media_type="message/rfc822",
                content=raw,
            ),
        ),
    )
