"""Does a stranger's letter say who writes, about which contract, and to whom but a privacy desk?"""

import re
from collections.abc import Iterator

from duly.kit.said import said
from duly.letters.check_reading import Reading
from duly.letters.findings import Finding, blocking

SALUTATION = re.compile(
    r"^(?:dear|to whom it may concern|sehr geehrte|guten tag|(?:madame|monsieur|mesdames|messieurs)\b|bonjour|"
    r"estimad|muy senor|a quien corresponda|gentil|spett|egregi|geachte|beste\b)"
)
CLOSING = re.compile(
    r"^(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|warm) regards|regards|sincerely|respectfully|with kind regards|"
    r"mit freundlichen grussen|freundliche grusse|hochachtungsvoll|mfg\b|"
    r"(?:bien )?cordialement|(?:je vous prie|veuillez|nous vous prions|dans l'attente).*(?:salutations?|sentiments|expression)|salutations distinguees|"
    r"atentamente|(?:reciba[n]? )?un (?:cordial )?saludo|saludos|le saluda|"
    r"(?:distinti|cordiali) saluti|in fede|met vriendelijke groet|hoogachtend|vriendelijke groet)"
)
NAME = re.compile(r"[A-Z][a-z'-]+|[A-Z]{2,}|[A-Z]\.")
DATE_LINE = re.compile(r"^[\W\d_]*$")
POSTCODE = re.compile(
    r"\b\d{4,5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b\d{4} ?[A-Z]{2}\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
)
MONTHS = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"januar|februar|marz|mai|juni|juli|oktober|dezember|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|"
    r"novembre|decembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    r"gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|januari|februari|maart|mei|augustus)\b"
)
EMPTY_SENDER = re.compile(
    r"^(?:sender|from|name|your name|absender|von|expediteur|de la part de|nom|remitente|nombre|mittente|nome|afzender|naam) ?:$"
)

# `Contract number:` and nothing; `terminate contract number relating to`: the number was never put in.
NUMBER_WORD = (
    r"(?:(?:contract|customer|account|member(?:ship)?|policy|subscription|client|order) (?:number|no\.?|id|reference)|"
    r"(?:vertrags|kunden|mitglieds|policen|versicherungs)-?(?:nummer|nr\.?)|"
    r"(?:numero|n[°o]\.?|reference) (?:de |du |d')?(?:contrat|client|abonne|adherent|police)|"
    r"(?:numero|n[°o]\.?) de (?:contrato|cliente|socio|poliza|abonado)|(?:numero|codice|n\.) (?:di |del )?(?:contratto|cliente|polizza)|"
    r"(?:contract|klant|lid|polis|lidmaatschaps)-?(?:nummer|nr\.?))"
)
EMPTY_NUMBER = re.compile(rf"\b{NUMBER_WORD} ?[:#]? ?$")
NUMBER_SKIPPED = re.compile(
    rf"\b{NUMBER_WORD} (?:relating to|related to|regarding|concerning|for (?:the|my)|with (?:you|your)|bei ihnen|fur (?:den|die|das)|"
    r"relatif|concernant|aupres|relativo|correspondiente|met betrekking|inzake|per il)\b"
)

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
PRIVACY_DESK = re.compile(
    r"^(?:(?:e?u?-?)?dpo|privacy\w*|data-?protection\w*|dataprotection\w*|gdpr\w*|ccpa\w*|datenschutz\w*|dsb|dsgvo\w*|"
    r"rgpd|dpd|cnil|cil|donnees[-.]?personnelles|vie-?privee|protecciondedatos|lopd|privacidad|avg|gegevensbescherming|"
    r"fg|dataprivacy|data[-.]privacy|personaldata|dsr|dsar)(?:[-._+]\w+)*@"
)
ENDING = re.compile(
    r"\bcancel|\bterminat|\bkundig|\bwiderruf|\bresili|\bretract|\bdar de baja|\bdarme de baja|\brescind|\bdesist|\bdisdett|\brecesso|\brecedere|\bopzeg|\bontbind"
)


def check_sender(reading: Reading) -> Iterator[Finding]:
    """Only what the text itself shows to be missing; a bare paragraph is not blamed for having no letterhead."""
    plain = [(number, line) for number, line in enumerate(_plain(reading), start=1)]
    yield from _sender(plain)
    yield from _identifier(plain, reading)


def _plain(reading: Reading) -> list[str]:
    """The folded lines by their number as written; a blank line is an empty string."""
    whole = [""] * len(reading.lines)
    ends = (*reading.starts[1:], len(reading.text) + 1)
    for start, end, number in zip(reading.starts, ends, reading.numbers, strict=False):
        whole[number - 1] = reading.text[start:end].strip()
    return whole


def _sender(plain: list[tuple[int, str]]) -> Iterator[Finding]:
    message = said(
        "Nobody can tell who writes: the sender's name and address are missing."
    )
    for number, line in plain:
        if EMPTY_SENDER.match(line.lower()):
            yield blocking("missing-sender", where=f"line {number}", message=message)
            return
    closings = [number for number, line in plain if CLOSING.match(line.lower())]
    if not closings or _has_letterhead(plain):
        return
    after = [line for number, line in plain if number > closings[-1]]
    if not any(_is_name(line) for line in after[:8]):
        yield blocking("missing-sender", where=f"line {closings[-1]}", message=message)


def _has_letterhead(plain: list[tuple[int, str]]) -> bool:
    """Two address blocks before the salutation: the sender's and the recipient's."""
    places = 0
    for _, line in plain:
        if SALUTATION.match(line.lower()):
            break
        if POSTCODE.search(line) and NAME.search(line):
            places += not MONTHS.search(line.lower())
    return places >= 2


def _is_name(line: str) -> bool:
    if DATE_LINE.match(line) or MONTHS.search(line.lower()):
        return False
    words = line.split()
    return bool(NAME.search(line)) and len(words) <= 8


def _identifier(plain: list[tuple[int, str]], reading: Reading) -> Iterator[Finding]:
    message = said(
        "The number by which the company finds the contract is missing. Put it in, or write that you do not have it."
    )
    followed = {number: _follows(plain, number) for number, _ in plain}
    for number, line in plain:
        empty = EMPTY_NUMBER.search(line.lower())
        if empty and _stands_alone(line, empty.start()) and not followed[number]:
            yield blocking(
                "missing-identifier", where=f"line {number}", message=message
            )
            return
    if (skipped := NUMBER_SKIPPED.search(reading.small)) is not None:
        yield blocking(
            "missing-identifier",
            where=reading.where(skipped.start()),
            message=message,
        )


def _stands_alone(line: str, start: int) -> bool:
    """A label and nothing after it: the line ends with a colon, or is the label."""
    return line.rstrip().endswith((":", "#")) or not line[:start].strip(" -*")


def _follows(plain: list[tuple[int, str]], number: int) -> bool:
    """The value may stand on the next line."""
    after = plain[number][1] if number < len(plain) else ""
    return any(letter.isdigit() for letter in after) and len(after.split()) <= 3


def check_desk(reading: Reading) -> Iterator[Finding]:
    """Every e-mail address of the letter is a privacy desk, and the letter ends a contract."""
    found = [match for line in reading.lines for match in EMAIL.findall(line)]
    desks = [address for address in found if is_privacy_desk(address)]
    ends = ENDING.search(reading.small)
    if desks and ends and not _other_recipient(found, desks):
        at = reading.small.find(desks[0].lower())
        yield blocking(
            "privacy-desk-only",
            where=reading.where(max(at, 0)),
            message=said(
                "%(desk)s is a desk for privacy questions; nobody there has to act on a notice. Send the notice to the address in the contract.",
                desk=desks[0],
            ),
        )


def _other_recipient(found: list[str], desks: list[str]) -> bool:
    """Another address of the same company: the sender's own mail is of another domain."""
    domains = {_company(address) for address in desks}
    return any(
        _company(address) in domains for address in found if address not in desks
    )


def _company(address: str) -> str:
    return ".".join(address.lower().rpartition("@")[2].split(".")[-2:])


def is_privacy_desk(address: str) -> bool:
    """`dpo@`, `privacy@`, `datenschutz@` and their like."""
    return PRIVACY_DESK.match(address.lower()) is not None
