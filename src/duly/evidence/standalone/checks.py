"""What the standalone verifier asks, in order; the same questions by the same names as `duly verify`."""

import base64
import hashlib
import json
import re
import time
import xml.etree.ElementTree as Xml
from typing import Any

from duly.evidence.standalone.form import card_of, misfits
from duly.evidence.standalone.reading import (
    ASIC,
    COVERED,
    DS,
    EVENT,
    FIRST,
    FIRST_SEAL,
    LATER,
    NEEDED,
    OWN,
    PDF_WORD,
    RANGE,
    SEALING,
    SKEW,
    XML_SHA256,
    Bundle,
    No,
    Signature,
    inside,
    iso,
    need,
    parts,
    sha,
)


def sums(bundle: Bundle) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in bundle.file("SHA256SUMS").decode("ascii").split("\n")[:-1]:
        match = re.fullmatch(r"([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._/-]*)", line)
        need(match and match[2] not in found, "SHA256SUMS", f"unreadable: {line[:80]}")
        found[line[66:]] = line[:64]
    return found


def files_listed(bundle: Bundle) -> str:
    listed = sums(bundle)
    for name in (*listed, *NEEDED, *COVERED):
        bundle.file(name)
    for name in bundle.files:
        fits = name in listed or LATER.fullmatch(name)
        need(fits, name, "the file is not in the list; it was put in afterwards")
    for name in NEEDED:
        need(name in listed, name, "the file is not in the list SHA256SUMS")
    return f"{len(listed)} files are listed, and there is no other"


def digests(bundle: Bundle) -> str:
    for name, digest in sums(bundle).items():
        need(sha(bundle.file(name)) == digest, name, "the file was changed")
    return "every file has the SHA-256 that the list gives"


def seal(bundle: Bundle) -> str:
    content = bundle.file("SHA256SUMS")
    raw, token = bundle.file("SHA256SUMS.p7s"), bundle.file("SHA256SUMS.tst")
    at = bundle.token("SHA256SUMS.tst", token, content, bundle.roots)
    sealed = bundle.seal("SHA256SUMS.p7s", raw, content, bundle.roots)
    need(abs(sealed - at) <= SEALING, "SHA256SUMS.tst", "not the moment of the seal")
    return f"sealed at {time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(at))} UTC"


def manifest(bundle: Bundle, name: str) -> tuple[str, dict[str, str]]:
    raw = bundle.file(name)
    need(b"<!" not in raw, name, "the XML holds a declaration")
    root = Xml.fromstring(raw)  # noqa: S314 (no declaration, so no entity: checked above)
    found: dict[str, str] = {}
    for one in root.findall(f"{ASIC}DataObjectReference"):
        method, value = one.find(f"{DS}DigestMethod"), one.find(f"{DS}DigestValue")
        if method is None or value is None or method.get("Algorithm") != XML_SHA256:
            raise No(name, "a file has no SHA-256 digest")
        found[one.get("URI", "")] = base64.b64decode(
            value.text or "", validate=True
        ).hex()
    references = root.findall(f"{ASIC}SigReference")
    whole = len(references) == 1 and len(found) + 1 == len(root)
    need(whole and root.tag == f"{ASIC}ASiCManifest", name, "this is no ASiC manifest")
    return references[0].get("URI", ""), found


def asic(bundle: Bundle) -> str:
    reference, told = manifest(bundle, FIRST)
    listed = {name: one for name, one in sums(bundle).items() if name != "mimetype"}
    need(reference == FIRST_SEAL, FIRST, "it belongs to another signature")
    for name in sorted({*told, *listed}):
        same = told.get(name) == listed.get(name)
        need(same, FIRST, f"it differs from SHA256SUMS about {name}")
    raw = bundle.file(FIRST_SEAL)
    bundle.seal(FIRST_SEAL, raw, bundle.file(FIRST), bundle.roots)
    signers = [
        Signature(one).certificate.whole for one in (raw, bundle.file("SHA256SUMS.p7s"))
    ]
    need(signers[0] == signers[1], FIRST_SEAL, "it was made with another certificate")
    return "the list for machines says the same and carries the same seal"


def tokens(bundle: Bundle) -> dict[str, str]:
    """Each token in META-INF, and the manifest that it stamps."""
    covered = {name: sha(bundle.file(name)) for name in COVERED}
    found: dict[str, str] = {}
    for name in sorted(bundle.files):
        if name.startswith("META-INF/ASiCManifest") and name != FIRST:
            reference, told = manifest(bundle, name)
            need(told == covered, name, "it does not cover seal and list as they are")
            need(reference not in found, name, "two lists name one timestamp")
            found[reference] = name
    present = {name for name in bundle.files if name.endswith(".tst")} - {OWN[0]}
    need(set(found) == present, "META-INF", "timestamps and lists do not fit together")
    return found


def timestamps(bundle: Bundle) -> str:
    sealed = Signature(bundle.file(OWN[0])).gen_time()
    stamped = tokens(bundle)
    need(OWN[1] in stamped, OWN[1], "the timestamp is missing")
    at = bundle.token(
        OWN[1], bundle.file(OWN[1]), bundle.file(stamped[OWN[1]]), bundle.roots
    )
    need(abs(at - sealed) <= SEALING, OWN[1], "it is not of the moment of the seal")
    for name, over in stamped.items():
        token = Signature(bundle.file(name))
        imprint = inside(token.content)[2][1]
        digest = hashlib.sha256(bundle.file(over)).digest()
        need(
            parts(imprint)[1][1] == digest, name, "the timestamp is for something else"
        )
        need(token.gen_time() >= sealed - SEALING, name, "it is older than the seal")
        need(
            token.gen_time() <= bundle.at + SKEW,
            name,
            "stamped after the moment asked for",
        )
    for name in OWN:
        ends = Signature(bundle.file(name)).certificate.ends
        need(bundle.at <= ends, name, "the clock's certificate has ended; see --at")
    return f"{len(stamped) + 1} timestamps fit what they stamp"


def pdf_seal(pdf: bytes) -> tuple[int, Signature, bytes]:
    """Where the seal of the letter begins, the seal, and the bytes it covers."""
    found = RANGE.findall(pdf)
    once = len(found) == 1 == pdf.count(b"/ByteRange")
    need(once, "letter.pdf", "there is not exactly one seal in the PDF")
    start, behind, rest = map(int, found[0])
    whole = behind + rest == len(pdf) and 0 < start < behind
    need(whole, "letter.pdf", "the seal does not cover the whole PDF")
    hexadecimal = re.fullmatch(rb"<([0-9A-Fa-f]+)>", pdf[start:behind])
    if hexadecimal is None or b"/ETSI.CAdES.detached" not in pdf[start:]:
        raise No("letter.pdf", "the seal is not written as PAdES demands")
    raw = bytes.fromhex(hexadecimal[1].decode())
    return start, Signature(raw), pdf[:start] + pdf[behind:]


def letter_seal(bundle: Bundle) -> str:
    _, signature, covered = pdf_seal(bundle.file("letter.pdf"))
    at = bundle.seal("letter.pdf", signature.raw, covered, bundle.roots)
    sealed = Signature(bundle.file(OWN[0])).gen_time()
    need(at <= sealed + SKEW, "letter.pdf", "sealed after the list that names it")
    return "the whole letter is sealed"


def letter_reviewed(bundle: Bundle) -> str:
    pdf, card = bundle.file("letter.pdf"), card_of(bundle)
    need(card["letter_sha256"] == sha(pdf), "bundle.json", "it names another letter")
    if card["reviewed_sha256"] is None:
        return "the bundle does not say which bytes were reviewed"
    start = pdf_seal(pdf)[0]
    ends = [one.end() for one in re.finditer(rb"%%EOF", pdf[:start])]
    need(len(ends) <= 20, "letter.pdf", "it has more revisions than any letter")
    tails = {end + more for end in ends for more in (0, 1, 2)}
    fits = [end for end in tails if sha(pdf[:end]) == card["reviewed_sha256"]]
    need(fits, "letter.pdf", "it does not begin with the reviewed letter")
    check_revision(pdf, fits[0])
    return f"the first {fits[0]} bytes are the reviewed letter; only the seal was added"


def check_revision(pdf: bytes, length: int) -> None:
    """After the reviewed bytes: one revision that adds a form, an invisible field and its seal."""
    file, added, old = "letter.pdf", pdf[length:], places(pdf[:length])
    once = added.count(b"startxref") == added.count(b"%%EOF") == 1
    need(once and b"stream" not in added, file, "more than a seal was added")
    fresh, changed = {}, {}
    for number, place in table(pdf, xref(pdf)).items():
        need(place >= length, file, f"object {number} is taken from elsewhere")
        words = spell(pdf, number, place)
        if number in old:
            before = spell(pdf, number, old[number])
            same = without_seal(words, before) == before
            need(same, file, f"object {number} differs")
            changed[number] = words
        else:
            fresh[kind(words)] = (b"%d" % number, words)
    seal_only = sorted(fresh) == ["field", "form", "seal"]
    need(seal_only, file, "more than a seal was added")
    form, field, value = fresh["form"], fresh["field"], fresh["seal"]
    links = (
        follows(form[1], b"/Fields", b"[", field[0]),
        follows(field[1], b"/V", value[0]),
        any(follows(words, b"/AcroForm", form[0]) for words in changed.values()),
    )
    need(all(links), file, "form, field and seal do not belong together")
    trailers = [
        spell(pdf[:end], 0, pdf.rindex(b"trailer", 0, end))
        for end in (length, len(pdf))
    ]
    roots = [
        [one[one.index(key) + 1] for key in (b"/Root", b"/Info") if key in one]
        for one in trailers
    ]
    need(roots[0] == roots[1], file, "the trailer names another document")


def follows(words: list[bytes], *wanted: bytes) -> bool:
    place = words.index(wanted[0]) if wanted[0] in words else 0
    return words[place : place + len(wanted)] == list(wanted)


def kind(words: list[bytes]) -> str:
    if b"/SigFlags" in words:
        return "form"
    if b"/Rect" in words and b"/AP" not in words:
        left, low, right, high = words[words.index(b"/Rect") + 2 :][:4]
        return "field" if left == right or low == high else "picture"
    return "seal" if b"/ByteRange" in words else "other"


def without_seal(words: list[bytes], before: list[bytes]) -> list[bytes]:
    """A catalogue without its form, a page or a list of notes without the one new note."""
    if b"/AcroForm" in words:
        place = words.index(b"/AcroForm")
        return words[:place] + words[place + 4 :]
    page = b"/Page" in words and b"/Annots" in words
    if not page and words[:1] != [b"["]:
        return words
    place = words.index(b"/Annots") + 1 if page else 0
    if words[place] != b"[":
        return words
    end = words.index(b"]", place)
    kept = [*words[place : end - 3], b"]"]
    if page and b"/Annots" not in before:
        return words[: place - 1] + words[end + 1 :] if len(kept) == 2 else words
    return words[:place] + kept + words[end + 1 :]


def spell(pdf: bytes, number: int, place: int) -> list[bytes]:
    """The words of the object at `place` (of the trailer for number 0)."""
    head = b"trailer" if number == 0 else b"%d 0 obj" % number
    need(
        pdf.startswith(head, place),
        "letter.pdf",
        f"object {number} is not in its place",
    )
    place += len(head)
    found: list[bytes] = []
    while (match := PDF_WORD.search(pdf, place)) and match[0] not in (
        b"endobj",
        b"startxref",
    ):
        need(match[0] != b"stream", "letter.pdf", f"object {number} is a stream")
        found.append(
            re.sub(rb"\\(\d{3})", lambda one: bytes((int(one[1], 8),)), match[0])
        )
        place = match.end()
    return found


def xref(pdf: bytes) -> int:
    return int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])


def table(pdf: bytes, place: int) -> dict[int, int]:
    """Where the objects lie, by one classic cross-reference table."""
    need(
        pdf.startswith(b"xref", place),
        "letter.pdf",
        "there is no plain table of objects",
    )
    lines = pdf[place + 4 : pdf.index(b"trailer", place)].split(b"\n")
    found, number = {}, 0
    for words in (line.split() for line in lines):
        if len(words) == 2:
            number = int(words[0])
        elif len(words) == 3:
            if words[2] == b"n":
                found[number] = int(words[0])
            number += 1
    return found


def places(pdf: bytes) -> dict[int, int]:
    found: dict[int, int] = {}
    place: int | None = xref(pdf)
    for _ in range(20):
        if place is None:
            return found
        found = table(pdf, place) | found
        words = spell(pdf, 0, pdf.index(b"trailer", place))
        place = int(words[words.index(b"/Prev") + 1]) if b"/Prev" in words else None
    raise No("letter.pdf", "there are too many revisions")


def records(bundle: Bundle) -> list[tuple[str, dict[str, Any]]]:
    names = [name for name in bundle.files if name.startswith("evidence/")]
    numbered = sorted(names, key=lambda name: int(name[9:].split("-")[0]))
    return [(name, bundle.object(name)) for name in numbered]


def evidence_form(bundle: Bundle) -> str:
    schema = json.loads(bundle.file("evidence-schema.json"))
    found = records(bundle)
    need(found, "evidence", "there is no record of any event")
    for name, record in found:
        wrong = next(misfits(record, schema, schema["$defs"]), "")
        need(not wrong, name, wrong)
        negative = re.search("(Rejection|Failure|Expiry)$", record["ERDSEventId"])
        need(record["EventReasons"] or not negative, name, "EventReasons must say why")
    return f"{len(found)} records have the form of ETSI EN 319 522 events"


def evidence_chain(bundle: Bundle) -> str:
    before, card, found = None, card_of(bundle), records(bundle)
    sealed = Signature(bundle.file(OWN[0])).gen_time()
    for place, (name, record) in enumerate(found, start=1):
        event = record["ERDSEventId"].replace(EVENT, "")
        right = name == f"evidence/{place:02}-{event}.json"
        need(right, name, f"it should be record {place:02}, named for its event")
        linked = record["previousEvidenceSha256"] == before
        need(linked, name, "it does not name the record before it")
        own = record["MessageIdentifier"] == card["reference"]
        need(own, name, "it belongs to another case")
        early = iso(record["EventTime"]) <= sealed + SKEW
        need(early, name, "the event lies after the sealing of the bundle")
        before = sha(bundle.file(name))
    identifiers = {record["EvidenceIdentifier"] for _, record in found}
    whole = len(identifiers) == len(found) == card["events"]
    need(whole, "bundle.json", "it counts another number of records")
    return "the records form one unbroken chain"


def sources(bundle: Bundle) -> str:
    card, named = card_of(bundle), 0
    for name, record in records(bundle):
        files = [*record["UserContentInfo"]["PartsInfo"], record["rawSource"] or {}]
        for one in files:
            file = one.get("Identifier", "")
            if file == "letter.pdf" or file.startswith("sources/"):
                same = sha(bundle.file(file)) == one["DigestValue"]
                need(same, name, f"it gives another digest for {file}")
                named += 1
        if record["event"] == "letter.sealed":
            for key in ("reviewed_sha256", "letter_sha256"):
                same = record["details"].get(key, card[key]) == card[key]
                need(same, name, f"its {key} is not that of bundle.json")
    return f"{named} references of the records to files are right"
