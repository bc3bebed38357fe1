"""Does a letter withdraw from a contract or end it for the future? The two rest on different law."""

import re

from duly.kit.said import said
from duly.letters.check_reading import Reading

WITHDRAWAL = re.compile(
    r"\bwithdraw(?:al|ing|s)? from (?:the|my|this) (?:contract|purchase|agreement|order)|\bright of withdrawal|"
    r"\bright to cancel (?:within|under)|\bcooling[- ]off|\brescind|"
    r"\bwiderruf(?:e|en|s|srecht\w*|sfrist)?\b|\brucktritt\w*|\btrete (?:ich )?(?:vom|von)\b|"
    r"\bretract(?:e|ation|er)\b|\bdesist(?:o|ir|imiento)\b|\bherroep\w*|\bontbind\w*|\bbedenktijd|"
    r"\bdiritto di (?:recesso|ripensamento)|\bripensamento"
)
TERMINATION = re.compile(
    r"\bterminat\w+|\bcancel\w*|\bdo not (?:wish to )?renew|\bnon-?renewal|\bend (?:my|the|this) (?:contract|membership|subscription)|"
    r"\bkundig\w*|\bgekundigt|\bresili\w+|\bne (?:souhaite|desire) pas (?:renouveler|reconduire)|\bnon[- ]reconduction|"
    r"\b(?:dar(?:me)?|doy) de baja|\bbaja\b(?! (?:calidad|velocidad|temperatura))|\bresolver\b|\bresolucion\b|\brescindir|\brescision|\bno renov\w+|"
    r"\bdisdett\w+|\bdisdico|\brecesso\b|\brecedere|\brecedo|\bopzeg\w*|\bzeg\b.{0,80}\bop\b|\bbeeindig\w*"
)
# Taking back a mandate or a consent is no withdrawal from the contract.
MANDATE = re.compile(
    r"mandat|sepa|lastschrift|einzug|einwilligung|zustimmung|ermachtig|vollmacht|authori[sz]ation|consent|"
    r"direct debit|prelevement|autorisation|consentement|domiciliacion|consentimiento|autorizacion|addebito|"
    r"consenso|autorizzazione|machtiging|incasso|toestemming"
)
# `cancel` is the statute's own word for withdrawing in Britain and Ireland, and means ending elsewhere;
# `recesso` is both in Italian. Alone they prove neither.
OPEN_WORDS = re.compile(r"^(?:cancel\w*|recesso|recedere|recedo|resolver|resolucion)$")
ENDING = frozenset({"ordinary", "for_cause", "non_renewal"})


def contradicts(
    cited: frozenset[str], reading: Reading, *, act: str | None
) -> str | None:
    """The reason why a rule for `cited` acts does not carry this letter, or None."""
    acts = acts_of(reading)
    if act == "withdrawal":
        # A withdrawal may be followed by "in the alternative I terminate".
        acts = acts | {"withdrawal"}
    elif act in ENDING:
        acts = frozenset({"ordinary"})
    if cited == {"withdrawal"} and acts == {"ordinary"}:
        return said(
            "this is about withdrawing in the first days after a contract was made; the letter ends a running contract. Name the rule for ending it, or none."
        )
    if cited and cited <= ENDING and acts == {"withdrawal"}:
        return said(
            "this is about ending a running contract; the letter withdraws from it. Name the right of withdrawal, or none."
        )
    return None


def acts_of(reading: Reading) -> frozenset[str]:
    """`ordinary`, `withdrawal`, both or neither, from the words of the letter."""
    found: set[str] = set()
    for _, sentence in reading.sentences():
        if WITHDRAWAL.search(sentence) and not MANDATE.search(sentence):
            found.add("withdrawal")
        if _ends(sentence):
            found.add("ordinary")
    return frozenset(found)


def _ends(sentence: str) -> bool:
    return any(
        not OPEN_WORDS.fullmatch(match.group())
        for match in TERMINATION.finditer(sentence)
    )
