"""The mail server of this machine brings mail by LMTP: listen until asked to stop."""

import asyncio
import hashlib
import os
import signal
import sys
from datetime import UTC, datetime
from functools import partial
from ipaddress import ip_address
from pathlib import Path

from duly.channels.registered_email.lmtp import Keep, Listener

PATIENCE_SECONDS = 30.0


class BadPlace(ValueError):
    """Neither HOST:PORT nor the path of a socket, or a place where anybody could bring mail; the message says which."""


def listen(place: str) -> None:
    """Returns after SIGTERM or SIGINT. Raises BadPlace; OSError when the place is taken."""
    asyncio.run(_listen(_read_place(place), keep=_keep))


def _read_place(place: str) -> tuple[str, int] | Path:
    if "/" in place:
        return Path(place.removeprefix("unix:"))
    host, _, port = place.removeprefix("inet:").rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise BadPlace(f"{place} is neither HOST:PORT nor the path of a socket.")
    host = host.strip("[]")
    if not _is_inside(host):
        raise BadPlace(
            f"{place} can be reached from outside, and LMTP has no password: give 127.0.0.1:PORT, an address of "
            "your own network, or the path of a socket."
        )
    return host, int(port)


def _is_inside(host: str) -> bool:
    """This machine, or a network that the outside does not reach; never every address at once."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_private and not address.is_unspecified


async def _listen(place: tuple[str, int] | Path, *, keep: Keep) -> None:
    listener = Listener(keep=keep)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    if isinstance(place, Path):
        server = await asyncio.start_unix_server(listener.meet, place)
        os.chmod(place, 0o666)  # noqa: S103 # the mail server is somebody else; the folder says who may come in
        where = str(place)
    else:
        server = await asyncio.start_server(listener.meet, *place)
        where = "{}:{}".format(*server.sockets[0].getsockname()[:2])
    print(f"duly: LMTP at {where}", file=sys.stderr, flush=True)
    try:
        await stop.wait()
    finally:
        server.close()
        await listener.end(patience=PATIENCE_SECONDS)
        if isinstance(place, Path):
            place.unlink(missing_ok=True)


async def _keep(raw: bytes, recipients: tuple[str, ...]) -> None:
    """Durable when it returns; the worker reads it in its next turn. An OSError of the disk rises."""
    from duly.cases.inbox import Kept, keep_raw
    from duly.cases.record import utc

    # The same mail may come once more for another recipient, whose address alone carries our token.
    name = hashlib.sha256("\n".join(recipients).encode() + b"\n" + raw).hexdigest()
    mail = Kept(
        source_id=f"lmtp:{name}",
        raw=raw,
        received_at=utc(datetime.now(UTC)),
        recipients=recipients,
    )
    await asyncio.to_thread(partial(keep_raw, mail))
