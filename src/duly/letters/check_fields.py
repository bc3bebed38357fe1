"""Was everything filled in? Placeholders, interface keys and sample addresses left in a letter."""

import re
from collections.abc import Iterator

from duly.kit.said import said
from duly.letters.findings import Finding, blocking

# What a template leaves behind. Brackets need a telling word, since people write [sic] and [2011] too.
BLANK_WORDS = (
    r"(?:your|ihr(?:e|en)?|votre|vos|su|sus|tu|uw|jouw|il tuo|vostr[oaei]|insert|enter|eintragen|einf(?:ü|ue)gen|"
    r"ins[ée]rer|indicar|indiquer|inserire|invullen|full|first|last)"
)
BLANK_THINGS = (
    r"(?:name|nom|nombre|nome|naam|vorname|nachname|surname|pr[ée]nom|apellidos?|cognome|date|datum|fecha|data|"
    r"address|adresse|direcci[óo]n|indirizzo|adres|street|stra(?:ß|ss)e|city|ort|ville|ciudad|citt[àa]|plaats|"
    r"company|firma|soci[ée]t[ée]|empresa|azienda|bedrijf|signature|unterschrift|firma|handtekening|"
    r"\w{3,}nummer|"
    r"(?:contract|customer|account|member(?:ship)?|policy|order|reference|phone|vertrags|kunden|klant|contract)[ -]?"
    r"(?:number|no\.?|id|nummer)|(?:num[ée]ro|n[úu]mero|numero|n°|nº) (?:de |di )?\w+|e-?mail|reason|grund|motif|amount|betrag|montant)"
)
UNRESOLVED = re.compile(
    r"\{\{.{0,80}?\}\}|\{%.{0,80}?%\}|\$\{[^}\n]{0,60}\}|(?<![\w{])\{[A-Za-z_][\w. -]{0,40}\}(?!\})|\{\d\}|"
    r"<<.{1,60}?>>|<%.{0,60}?%>|<[A-Z][A-Z _-]{2,40}>|"
    rf"<(?:{BLANK_WORDS}[ _]|{BLANK_THINGS}>)[^<>\n]{{0,40}}>?|"
    rf"\[(?:{BLANK_WORDS}\b[^\]\n]{{0,50}}|[^\]\n]{{0,20}}\b{BLANK_THINGS}[^\]\n]{{0,20}})\]|\[[A-Z][A-Z _-]{{2,40}}\]|"
    r"(?<![\w$])\$[A-Za-z_]{3,30}\b|%[A-Za-z_]{3,30}%|#{1,2}[A-Z_]{3,30}#{1,2}|"
    rf"\((?:insert|enter|your|ihr(?:e|en)?|votre|uw) {BLANK_THINGS}(?: here)?\)|"
    r"%\([A-Za-z_]\w*\)[sd]|(?<![\w%])%[sd]\b|(?<!_)__[A-Z][A-Z_]{1,28}[A-Z]__(?!_)|%%[A-Z_]{2,30}%%|@@[A-Z_]{2,30}@@|"
    r"\blorem ipsum\b|\[object object\]|\bTODO\b|\bFIXME\b|\bTBD\b|"
    r"\b(?:dd|tt|jj)[./-]mm[./-](?:yyyy|jjjj|aaaa)\b|\bmm/dd/yyyy\b|\bxx[./-]xx[./-](?:xx|xxxx|\d{4})\b",
    re.IGNORECASE,
)
# Four and more X stand for a number nobody filled in, unless digits beside them show a masked card or account.
CROSSES = re.compile(r"(?<![\w*])[Xx]{4,}(?![\w*])")
MASKED = re.compile(r"(?<![Xx*])[Xx*]{0,3}(?:[Xx*]{4}[ -]?)+\d{2,}|\d{2,}[ -]?[Xx*]{4}")
# `Contract number: undefined`: a program's nothing, after a label. "n/a" is a person's answer.
NOTHING = re.compile(
    r"[:#]\s*(?:undefined|null|None|NaN)\s*$|\b(?:undefined undefined|null null)\b|\bDear (?:undefined|null|None)\b"
)
BLANK_LINE = re.compile(r"[\w.:#]\s*(?:_{4,}|\.{6,}|…{2,})")
# A line to sign by hand is meant to be blank.
SIGNING = re.compile(
    r"sign|unterschrift|firma|handtekening|date|datum|data|fecha|place|ort|lieu|luogo|lugar|plaats",
    re.IGNORECASE,
)

KEY_WORDS = re.compile(
    r"letters?|cancel|cancellation|terminat(?:e|ion)|form|title|subject|body|header|footer|label|button|page|field|"
    r"common|preview|email|error|message|text|template|placeholder|description|heading|intro|salutation|closing|"
    r"greeting|signature|recipient|sender|address|confirm|submit|checkout|payment|legal|terms|notice"
)
DOTTED_KEY = re.compile(
    r"(?<![\w@/.:-])[a-zA-Z][A-Za-z0-9]*(?:[._][a-zA-Z][A-Za-z0-9]*)+(?![\w@/-]|\.\w)"
)
TOP_DOMAIN = re.compile(
    r"com|org|net|info|biz|io|app|dev|shop|online|tv|co|edu|gov|eu|uk|ie|us|ca|au|nz|fr|de|at|ch|be|nl|lu|es|it|pt|pl|"
    r"se|no|dk|fi|cz|ro|hu|gr|html?|php|pdf",
    re.IGNORECASE,
)

PLACEHOLDER = re.compile(
    r"\b123[45]? (?:main|fake|example|any|sample|test|your) (?:st(?:reet)?|road|rd|ave(?:nue)?)\b|"
    r"\bmusterstra(?:ß|ss)e\b|\bmusterstr\.|\bmusterweg\b|\bmusterstadt\b|\bmusterhausen\b|\bmuster(?:mann|frau)\b|"
    r"\bmusterfirma\b|\bbeispielstra(?:ß|ss)e\b|\bbeispielstadt\b|\bmusterort\b|\bmustergasse\b|"
    r"\bany ?town\b|\b(?:example|sample|fake|your) (?:street|road|avenue|city|town|address)\b|\b(?:street|road|city) example\b|"
    r"\brue (?:de l['’])?exemple\b|\bville exemple\b|\bexempleville\b|\brue du mod[èe]le\b|\bvotre (?:rue|ville|adresse)\b|"
    r"\bcalle (?:falsa|ejemplo|de ejemplo|de la muestra)\b|\bciudad ejemplo\b|\btu (?:calle|ciudad|direcci[óo]n)\b|"
    r"\bvia (?:esempio|dell['’]esempio|di prova)\b|\bcitt[àa] esempio\b|\bvoorbeeldstraat\b|\bvoorbeeldstad\b|\bstraatnaam\b|"
    r"\b(?:12345|00000|99999|11111) (?:stadt|city|ort|town|ville|ciudad|citt[àa]|stad)\b|\bcity, state,? zip\b|"
    r"^\W*(?:plz,? ort|code postal,? ville|postcode (?:en )?(?:plaats|woonplaats)|c[óo]digo postal,? ciudad|cap,? citt[àa])\W*$|"
    r"\bstreet address\b|\baddress line [12]\b|\b(?:john|jane) doe\b|\bad[ _]?dress[ _]1\b",
    re.IGNORECASE,
)


def check_fields(lines: tuple[str, ...], *, where: str = "") -> Iterator[Finding]:
    """Findings for the lines of a text; `where` names a field in place of the line."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield from _check_line(line, where=where or f"line {number}")


def _check_line(line: str, *, where: str) -> Iterator[Finding]:
    if (blank := unresolved(line)) is not None:
        yield blocking(
            "unresolved-field",
            where=where,
            message=said(
                "“%(blank)s” was left in the letter; put in what belongs there.",
                blank=blank,
            ),
        )
    if (key := untranslated(line)) is not None:
        yield blocking(
            "untranslated-key",
            where=where,
            message=said(
                "“%(key)s” is the inner name of a text, not the text; the letter was not put together properly.",
                key=key,
            ),
        )
    if (sample := PLACEHOLDER.search(line)) is not None:
        yield blocking(
            "placeholder-address",
            where=where,
            message=said(
                "“%(sample)s” is a sample, not a real address; put in the real one.",
                sample=sample.group(),
            ),
        )


def unresolved(line: str) -> str | None:
    """The first placeholder in a line, or None."""
    for match in UNRESOLVED.finditer(line):
        found = match.group()
        # Case-insensitive search, but these shapes are blanks only in capitals: [sic], <tag>, a Spanish todo.
        if found.lower() in {"todo", "fixme", "tbd"} and not found.isupper():
            continue
        if found[0] in "[<" and not _is_blank(found):
            continue
        return found
    if (nothing := NOTHING.search(line)) is not None:
        return nothing.group().strip()
    if (blank := BLANK_LINE.search(line)) is not None and not SIGNING.search(line):
        return blank.group().strip()
    if (crosses := CROSSES.search(line)) is not None and not MASKED.search(line):
        return crosses.group()
    return None


def _is_blank(found: str) -> bool:
    inner = found.strip("[]<>")
    return inner.isupper() or found.startswith(("<<", "<%")) or _names_a_blank(inner)


def _names_a_blank(inner: str) -> bool:
    return bool(
        re.search(rf"^{BLANK_WORDS}\b|\b{BLANK_THINGS}", inner, re.IGNORECASE)
        or inner.lower() == "object object"
    )


def untranslated(line: str) -> str | None:
    """The first interface key in a line (`cancel.form.title`, `preview.madeAt`, `letters_cancel_subject`), or None."""
    for match in DOTTED_KEY.finditer(line):
        key = match.group()
        parts = [part for part in re.split(r"[._]", key) if part]
        if "." in key and TOP_DOMAIN.fullmatch(parts[-1]):
            continue
        if _reads_as_key(parts):
            return key
    return None


def _reads_as_key(parts: list[str]) -> bool:
    words = [
        word.lower()
        for part in parts
        for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", part)
    ]
    telling = sum(KEY_WORDS.fullmatch(word) is not None for word in words)
    # An inner capital after a small letter (madeAt) is how programs write, and no name of a place or page.
    if any(re.search(r"[a-z][A-Z]", part) for part in parts):
        return telling >= 1
    return telling >= (2 if len(parts) == 2 else 1)
