"""What one sentence of an answer may be read as, in one language."""

import re
from datetime import date
from typing import Literal

from duly.replies.end_dates import end_day
from duly.replies.phrases import Phrases
from duly.replies.wording import Wording

Verdict = Literal[
    "confirmed",
    "refused",
    "needs_action",
    "offer",
    "information_request",
    "ticket_opened",
    "forwarded",
    "unmonitored",
    "unknown",
]
# Beside the verdicts: a sentence that confirms only together with others, one that says it goes on, one that says what cannot be done.
Means = Verdict | Literal["done", "ending", "renews", "cannot"]
# What binds more comes first. A confirmation with a day outweighs a refusal beside it
# ("not at once; your contract ends on …").
ORDER: tuple[Verdict, ...] = (
    "refused",
    "confirmed",
    "needs_action",
    "information_request",
    "offer",
    "forwarded",
    "ticket_opened",
    "unmonitored",
)
# A dot within a day, a number or an address ends nothing.
INNER_DOT = re.compile(r"\.{2,}|…|(?<=\w)\.(?=\w)|(?<=\d)\.(?=\s)|\.(?=\s+[\da-zß-ÿ.])")
BY_THIS_WAY = re.compile(
    r"(?i)\b(?:by|via|v[íi]a|through|over|per|par|por|tramite) (?:an? |this )?(?:e-?mails?|mail|courriel|correo|chat|phone|telefon\w*|t[ée]l[ée]phone)\b"
    r"|\b(?:on \w+(?: \w+)?'?s? behalf|for (?:our )?(?:you|customers|members)|[àa] votre place|f(?:ü|ue)r (?:dich|sie) (?:nicht )?k(?:ü|ue)ndigen|por (?:ti|usted)|al posto (?:tuo|suo)|voor (?:je|u|jou) (?:opzeggen|stopzetten|be[ëe]indigen|annuleren))\b"
)
# "We confirm that your cancellation has arrived" confirms the arrival.
RECEIVED = re.compile(
    r"(?i)\b(?:received|receipt|arrived|eingegangen|eingang|erhalten|re[çc]ue?|r[ée]ception|recibid[oa]|recepci[óo]n|ricevut[oa]|ricezione|pervenut[oa]|ontvangen|ontvangst|binnengekomen|erfasst|registriert|enregistr[ée]e?|registrad[oa]|registrat[oa]|geregistreerd)\b"
)
# "We have received your payment" opens no ticket.
PAID = re.compile(
    r"(?i)\b(?:payments?|zahlung|(?:ü|ue)berweisung|paiement|r[èe]glement|virement|pagos?|transferencia|pagamento|bonifico|betaling)\b"
)
# "Your mail will not be forwarded" (of somebody absent).
NOT_SENT_ON = re.compile(
    r"(?i)\b(?:not|nicht|pas|no|non|niet)\b.{0,16}\b(?:forwarded|passed on|weitergeleitet|transmis\w*|transf[ée]r[ée]\w*|reenviad\w+|inoltrat\w+|doorgestuurd)"
)
# "If you have any questions, please call us" asks nothing.
ASKING: set[Means] = {"needs_action", "information_request"}
COURTESY = re.compile(
    r"(?i)\b(?:(?:any|for (?:further|more|other)) (?:further |more |other )?(?:questions?|quer(?:y|ies)|help|information|assistance)|anything else|can(?:no|')t wait|emergenc\w+|in eiligen f(?:ä|ae)llen|urgent\w*|(?:f(?:ü|ue)r|bei|weitere) (?:weitere\w* )?(?:r(?:ü|ue)ck)?fragen|dringend\w*|(?:pour|en cas d(?:e |')|toute) ?(?:\w+ )?(?:question|renseignement|urgence)s?|(?:cualquier|alguna) (?:duda|consulta|pregunta)|urgencias?|(?:ulteriori|qualsiasi|eventuali) (?:domande|informazioni|chiariment\w+)|urgenz[ae]|(?:bij|voor|nog) (?:andere |meer )?vragen|vragen over|spoed)\b"
)
NOT_BEFORE = re.compile(
    r"(?i)\b(?:until (?:you|we|your|it|the|this|payment|receipt|such)|unless|erst wenn|erst nach(?! dem \d)|bevor|solange|tant que|avant (?:de|que)|qu'apr[èe]s|hasta que|finch[ée]|voordat|totdat|pas als)\b"
)
CLAUSE = re.compile(r"[,;:()–—]| - ")
# In these languages the negation may follow what it denies.
VERB_LAST = ("de", "nl")
SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "\xa0": " ",
        "\u202f": " ",
        "‐": "-",
        "‑": "-",
        "\t": " ",
        "\n": " ",
    }
)


def meanings(
    sentence: str, spoken: Phrases, *, sent_on: date | None = None
) -> list[Means]:
    """A condition or a denial in it takes the confirmation away."""
    plain = INNER_DOT.sub(" ", sentence)
    # Whether it confirms is looked at more closely below.
    found: list[Means] = [
        verdict
        for verdict in ORDER
        if verdict != "confirmed" and spoken.verdicts[verdict].search(plain)
    ]
    if "refused" in found and (NOT_BEFORE.search(plain) or BY_THIS_WAY.search(plain)):
        # "We cannot … until you …" and "not by e-mail" ask for something.
        return ["needs_action"]
    off = unsaid(plain) if found else set[Means]()
    others = [one for one in found if one not in off]
    blanked = spoken.harmless.blanked(plain)
    if spoken.renews.search(blanked) or spoken.undone.search(plain):
        return [*others, "renews"]
    ended = ended_in(sentence, plain, blanked, spoken, sent_on=sent_on)
    if ended and ("refused" in found or is_unreal(plain, spoken)):
        ended = []
    if not spoken.cannot.search(plain):
        return [*others, *ended]
    return [*others, *(one for one in ended if one == "confirmed"), "cannot"]


def unsaid(plain: str) -> set[Means]:
    """What it seems to say and does not."""
    off: set[Means] = {"ticket_opened"} if PAID.search(plain) else set()
    off |= ASKING if COURTESY.search(plain) else set()
    off |= {"forwarded"} if NOT_SENT_ON.search(plain) else set()
    return off


def ended_in(
    sentence: str, plain: str, blanked: str, spoken: Phrases, *, sent_on: date | None
) -> list[Means]:
    """A confirmation, and what confirms only together with other sentences. Days are looked for only where they
    decide, since they cost the most."""
    found: list[Means] = []
    confirms = affirmed(spoken.verdicts["confirmed"], plain, blanked, spoken)
    if (confirms and not RECEIVED.search(plain)) or (
        (confirms or affirmed(spoken.dated, plain, blanked, spoken))
        and end_day(sentence, (spoken,), sent_on=sent_on)
    ):
        found.append("confirmed")
    if affirmed(spoken.done, plain, blanked, spoken):
        found.append("done")
    if affirmed(spoken.ending, plain, blanked, spoken):
        found.append("ending")
    return found


def is_unreal(plain: str, spoken: Phrases) -> bool:
    """A condition, a possibility, a question or what the other side said: nothing that holds."""
    return bool(
        plain.rstrip().endswith("?")
        or spoken.conditional.search(plain)
        or spoken.unreal.search(plain)
    )


def affirmed(wording: Wording, plain: str, blanked: str, spoken: Phrases) -> bool:
    """Whether it stands somewhere in a clause that is not negated. `blanked`: without negations that deny nothing."""
    return any(
        not spoken.negated.search(blanked[slice(*clause_around(found, plain, spoken))])
        for found in wording.finditer(plain)
    )


def clause_around(found: re.Match[str], plain: str, spoken: Phrases) -> tuple[int, int]:
    marks = [mark.end() for mark in CLAUSE.finditer(plain, 0, found.start())]
    end = found.end()
    if spoken.language in VERB_LAST:
        after = CLAUSE.search(plain, found.end())
        end = after.start() if after else len(plain)
    return (marks[-1] if marks else 0), end
