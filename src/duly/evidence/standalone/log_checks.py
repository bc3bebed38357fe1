"""What the standalone verifier asks of the public log and its witnesses."""

import base64
import hashlib
import re
from collections.abc import Iterator

from duly.evidence.standalone.form import card_of
from duly.evidence.standalone.reading import SKEW, Bundle, No, need, sha

ED25519 = bytes.fromhex("302a300506032b6570032100")
NOT_ENTERED = "this bundle is not entered in a public log"


def verifier_keys(text: str, word: str) -> dict[tuple[str, bytes], bytes]:
    """The keys of the lines `word name+id+base64`, by name and id."""
    found: dict[tuple[str, bytes], bytes] = {}
    for line in re.findall(rf"^{word}(\S+)$", text, re.MULTILINE):
        name, identifier, body = line.split("+", 2)
        raw = base64.b64decode(body, validate=True)
        own = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
        fits = own.hex() == identifier and len(raw) == 33
        need(fits, "", f"the key of {name} is damaged")
        found[name, own] = raw
    return found


def ed25519(
    bundle: Bundle, file: str, key: bytes, message: bytes, signed: bytes
) -> None:
    body = base64.b64encode(ED25519 + key).decode()
    block = f"-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----\n"
    words = ["pkeyutl", "-verify", "-pubin", "-inkey", bundle.put(block.encode())]
    words += ["-rawin", "-in", bundle.put(message), "-sigfile", bundle.put(signed)]
    bundle.openssl(file, *words)


def entered(bundle: Bundle) -> str | None:
    origin = card_of(bundle)["log"]
    present, promised = (
        any(n.startswith("log/") for n in bundle.files),
        origin is not None,
    )
    need(present or not promised, "log/entry.json", "the log entry was taken out")
    need(promised or not present, "log", "the bundle was not to be entered in a log")
    return str(origin) if promised else None


def note(bundle: Bundle) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """The checkpoint's text, and its signatures as name, key id and the rest."""
    text, gap, tail = bundle.file("log/checkpoint").decode().rpartition("\n\n")
    need(gap and tail.endswith("\n"), "log/checkpoint", "this is no signed note")
    found = []
    for line in tail.splitlines():
        mark, name, body = line.split(" ")
        raw = base64.b64decode(body, validate=True)
        need(mark == "—" and len(raw) > 4, "log/checkpoint", "not a signature line")
        found.append((name, raw[:4], raw[4:]))
    return text + "\n", found


def log_key(bundle: Bundle, origin: str) -> tuple[bytes, bytes]:
    for roots in (bundle.roots, bundle.file("ltv/roots.pem")):
        for (name, identifier), raw in verifier_keys(roots.decode(), "log ").items():
            if name == origin and raw[0] == 1:
                return identifier, raw[1:]
    raise No("ltv/roots.pem", f"there is no key of the log {origin}")


def state(bundle: Bundle, origin: str) -> tuple[int, bytes]:
    lines = note(bundle)[0].split("\n")
    need(lines[0] == origin, "log/checkpoint", "it is of another log")
    return int(lines[1]), base64.b64decode(lines[2], validate=True)


def log_checkpoint(bundle: Bundle) -> str:
    origin = entered(bundle)
    if origin is None:
        return NOT_ENTERED
    text, signatures = note(bundle)
    identifier, key = log_key(bundle, origin)
    own = [s for name, i, s in signatures if (name, i) == (origin, identifier)]
    need(own, "log/checkpoint", "the log did not sign it")
    for signed in own:
        ed25519(bundle, "log/checkpoint", key, text.encode(), signed)
    lines = bundle.file("log/log.pem").decode().splitlines()
    same = base64.b64decode("".join(lines[1:-1])) == ED25519 + key
    need(same, "log/log.pem", "it holds another key than that of the log")
    size, root = state(bundle, origin)
    check_tiles(bundle, size, root)
    return f"{origin} signed its state at {size} entries"


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def fold(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        pairs = [node(*hashes[i : i + 2]) for i in range(0, len(hashes) - 1, 2)]
        hashes = pairs + hashes[len(hashes) & ~1 :]
    return hashes[0]


def check_tiles(bundle: Bundle, size: int, root: bytes) -> None:
    """The hashes that ride in the bundle give the root: all of a small log, the right edge of a large one."""
    tiles = {n[9:]: c for n, c in bundle.files.items() if n.startswith("log/tile/")}
    if not tiles:
        return
    whole, width, level, peaks = size <= 1024, size, 0, []
    while width:
        full, rest = divmod(width, 256)
        names = [tile(level, one) for one in range(0 if whole else full, full)]
        names += [f"{tile(level, full)}.p/{rest}"] if rest else []
        hashes: list[bytes] = []
        for name in names:
            raw = tiles.pop(name, b"")
            count = rest if ".p/" in name else 256
            need(
                len(raw) == 32 * count,
                f"log/tile/{name}",
                "the tile is missing or damaged",
            )
            hashes += [raw[i : i + 32] for i in range(0, len(raw), 32)]
        if whole and level == 0:
            need(
                fold(list(hashes)) == root,
                f"log/tile/{names[0]}",
                "it does not give the root",
            )
        peaks.append(hashes[len(hashes) - rest :])
        width, level = full, level + 1
    need(not tiles, "log/tile", "there are tiles that the checkpoint does not need")
    found: bytes | None = None
    for row in peaks:
        every = row if found is None else [*row, found]
        found = fold(every) if every else found
    need(found == root, "log/tile", "the tiles do not give the root of the checkpoint")


def tile(level: int, index: int) -> str:
    name = f"{index % 1000:03}"
    while index := index // 1000:
        name = f"x{index % 1000:03}/{name}"
    return f"{level}/{name}"


def proof(bundle: Bundle) -> tuple[bytes, int, list[bytes], bytes]:
    file = "log/entry.tlog-proof"
    head, _, tail = bundle.file(file).partition(b"\n\n")
    lines = head.decode("ascii").split("\n")
    need(lines.pop(0) == "c2sp.org/tlog-proof@v1", file, "this is no log proof")
    salt = base64.b64decode(lines.pop(0).removeprefix("extra "), validate=True)
    index = int(lines.pop(0).removeprefix("index "))
    path = [base64.b64decode(line, validate=True) for line in lines]
    need(all(len(one) == 32 for one in path), file, "a hash has the wrong length")
    return salt, index, path, tail


def log_inclusion(bundle: Bundle) -> str:
    origin = entered(bundle)
    if origin is None:
        return NOT_ENTERED
    file, (size, root) = "log/entry.tlog-proof", state(bundle, origin)
    _, index, path, tail = proof(bundle)
    need(
        tail == bundle.file("log/checkpoint"), file, "it belongs to another checkpoint"
    )
    need(0 <= index < size, file, "the entry lies outside the log")
    found = hashlib.sha256(b"\x00" + bundle.file("log/entry.json")).digest()
    place, last = index, size - 1
    for sibling in path:
        need(last, file, "the path is too long")
        if place & 1 or place == last:
            found = node(sibling, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node(found, sibling)
        place, last = place >> 1, last >> 1
    need(last == 0 and found == root, file, "the entry is not in the log it names")
    return f"the entry is number {index} of {size}"


def log_binding(bundle: Bundle) -> str:
    if entered(bundle) is None:
        return NOT_ENTERED
    salt = proof(bundle)[0]
    digest = sha(salt + bytes.fromhex(sha(bundle.file("SHA256SUMS"))))
    expected = {"v": 1, "kind": "bundle", "digest": digest}
    same = bundle.object("log/entry.json") == expected and len(salt) == 32
    need(same, "log/entry.json", "the entry is that of another bundle")
    return "the entry names the list of files of this bundle"


def witness(bundle: Bundle) -> str:
    origin = entered(bundle)
    if origin is None:
        return NOT_ENTERED
    keys = verifier_keys(bundle.file("log/witnesses.txt").decode(), "")
    lines = bundle.file("log/witnesses.txt").decode().splitlines()
    need(len(lines) == len(keys), "log/witnesses.txt", "a line is no key")
    _, signatures = note(bundle)
    known = {*keys, (origin, log_key(bundle, origin)[0])}
    for name, identifier, _ in signatures:
        need((name, identifier) in known, "log/checkpoint", f"unknown key: {name}")
    for key in keys:
        signed = any((name, identifier) == key for name, identifier, _ in signatures)
        need(signed, "log/witnesses.txt", f"{key[0]} has not cosigned")
    seen = [*cosigners(bundle, keys)]
    return f"{len(seen)} witness(es) cosigned" if seen else "no witness has cosigned"


def cosigners(bundle: Bundle, keys: dict[tuple[str, bytes], bytes]) -> Iterator[str]:
    text, signatures = note(bundle)
    for name, identifier, signed in signatures:
        raw = keys.get((name, identifier))
        if raw is None or raw[0] != 4:
            continue
        need(
            len(signed) == 72, "log/checkpoint", f"the cosignature of {name} is damaged"
        )
        second = int.from_bytes(signed[:8], "big")
        need(
            second <= bundle.at + SKEW,
            "log/checkpoint",
            f"{name} signed later than that",
        )
        message = f"cosignature/v1\ntime {second}\n{text}".encode()
        ed25519(bundle, "log/checkpoint", raw[1:], message, signed[8:])
        yield name
