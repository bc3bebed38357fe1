"""The newest part of an answer: what its writer wrote, without the letter that it answers."""

import re

LONGEST_TEXT = 20_000
FROM = r"(?:from|de|von|da|van|expéditeur|absender|mittente|afzender)"
SENT = r"(?:sent|date|envoyé|gesendet|datum|enviado(?: el)?|fecha|inviato|data|verzonden|à|to|an|para|a|aan|objet|subject|betreff|asunto|oggetto|onderwerp)"
# What is marked with `>`, and the line above it.
MARKED = re.compile(
    r"(?im)^[ \t]*>.*\n?|^.{0,160}\b(?:wrote|schrieb|écrit|escribió|scritto|schreef|geschreven)\b.{0,80}:[ \t]*\n(?=[ \t]*>|\n?\Z)"
)
# "##- Please type your reply above this line -##"
TICKET_LINE = re.compile(r"(?m)^[ \t]*##-.{0,200}-##[ \t]*$")
# Where the letter that is answered begins: a header block, a ticket's earlier entry, a forwarded mail.
BELOW = re.compile(
    rf"""(?imx)
      ^[ \t*]*{FROM}[ ]?:\**[ ].{{3,200}}\n[ \t*]*{SENT}[ ]?:\**[ ]
    | ^[ \t]*[-_=]{{8,}}[ \t]*\n+(?:.{{0,80}},[ ]|[^\n,]{{1,60}}[ ]\(.{{1,60}}\)[ ])[^\n]{{0,40}}\d{{1,2}}[:.h]\d\d
    | ^[ \t]*-{{2,}}[ ]?(?:original[ ]message|message[ ]d'origine|ursprüngliche[ ]nachricht|original-?nachricht|mensaje[ ]original|messaggio[ ]originale|oorspronkelijk[ ]bericht|forwarded[ ]message|weitergeleitete[ ]nachricht|message[ ]transféré|mensaje[ ]reenviado|messaggio[ ]inoltrato|doorgestuurd[ ]bericht)
    """
)
# The person's own letter, when nothing marks it as quoted: only a customer writes so.
OWN_LETTER = re.compile(
    r"""(?imx)
      \bi[ ](?:hereby|am[ ]writing[ ]to|would[ ]like[ ]to|wish[ ]to|want[ ]to)?[ ]?(?:give[ ]notice|cancel|terminate|end)[ ](?:of[ ])?(?:my|the)\b
    | \bk(?:ü|ue)ndige[ ]ich\b | \bich[ ]k(?:ü|ue)ndige\b | \bwiderrufe[ ]ich\b
    | \bje[ ](?:vous[ ]informe[ ]que[ ]je[ ])?r[ée]silie\b | \bje[ ]souhaite[ ]r[ée]silier\b | \bvous[ ]informe[ ]de[ ]ma[ ]d[ée]cision[ ]de[ ]r[ée]silier
    | \b(?:doy|solicito|comunico|causo)\b[^.\n]{0,30}\b(?:de[ ])?baja[ ](?:de[ ])?(?:en[ ])?(?:mi|del|el)\b | \bresuelvo[ ]mi\b
    | \bcon[ ]la[ ]presente\b[^.\n]{0,30}\b(?:recedo|disdico|comunico)\b | \b(?:recedo[ ]dal|disdico[ ]il)\b
    | \bzeg[ ]ik\b[^\n]{0,80}\bop\b | \bik[ ]zeg\b[^\n]{0,80}\bop\b
    """
)
SALUTATION = re.compile(
    r"(?im)^[ \t]*(?:dear|hello|hi|to whom|sehr geehrte|guten tag|hallo|madame|monsieur|bonjour|cher|chère|muy señor|estimad|a quien|spett|gentil|egregi|buongiorno|geachte|beste|l\.s)\b.{0,80}$"
)


def newest_part(text: str) -> str:
    """Without what is quoted below or above, and without signatures' separators."""
    from mailparser_reply import EmailReplyParser

    reader = EmailReplyParser(languages=["en", "fr", "de", "es", "it", "nl"])
    # The library knows many more ways; these come first because it misses them.
    unquoted = TICKET_LINE.sub("", MARKED.sub("", text[:LONGEST_TEXT]))
    unquoted = without_own_letter(without_below(unquoted))
    newest: str = reader.parse_reply(text=unquoted) or unquoted
    return newest.strip()


def without_below(text: str) -> str:
    """A header block at the very top belongs to an answer written below what it answers."""
    for mark in BELOW.finditer(text):
        if text[: mark.start()].strip():
            return text[: mark.start()]
    return text


def without_own_letter(text: str) -> str:
    """Cut at the salutation above the sentence in which the customer speaks."""
    spoken = OWN_LETTER.search(text)
    if not spoken:
        return text
    greetings = [
        one.start() for one in SALUTATION.finditer(text) if one.start() < spoken.start()
    ]
    start = greetings[-1] if greetings else text.rfind("\n", 0, spoken.start()) + 1
    # The first greeting is the company's own; a letter that begins with it is all there is.
    return text[:start] if text[:start].strip() else ""
