"""Does a letter claim what is not so: a channel, a department, a lawyer?"""

import re
from collections.abc import Iterator

from duly.kit.said import said
from duly.letters.check_reading import Reading
from duly.letters.findings import Finding, blocking

# Over text in small letters without accents. A claim about e-mail is never true of ours: `registered_email`
# is e-mail with proof. A claim about post is true when the channel is registered post.
CERTIFIED_MAIL = re.compile(
    r"\b(?:certified|registered|recorded)[ -]e-?mail\b(?! address)|\be-?mail (?:certified|registered|certificad\w|certificat\w|recommande)|"
    r"\b(?:certified|registered) electronic (?:mail|letter)|\bcourr?iel recommande|\bcourrier electronique (?:certifie|recommande)|"
    r"\be-?mail certifie\b|\blettre recommandee electronique|\bzertifizierte[rnm]? e-?mail|\beinschreibe-?mail|\be-?mail-einschreiben|"
    r"\bcorreo electronico certificado|\bburofax electronico|\bemail certificat[ao]|\baangetekende e-?mail"
)
CERTIFIED_POST = re.compile(
    r"\b(?:certified|registered|recorded(?: delivery)?)[ -](?:letter|mail|post|delivery)\b|\bsent by (?:certified|registered)\b|"
    r"\bby (?:certified|registered|recorded) (?:us |united states )?(?:mail|post|delivery|letter)|\breturn receipt requested|"
    r"\b(?:lettre|courrier|envoi|pli) recommandee?s?\b|\brecommandee? avec (?:accuse|avis)|\blr-?ar\b|\blrar\b|\blre\b(?= (?:avec|av))|"
    r"\beinschreiben\b(?! (?:lassen|konnen))|\beinschreibe-?brief|\beingeschriebene[mnrs]? (?:brief|post|schreiben|sendung)\w*|"
    r"\beinwurf-?einschreiben|"
    r"\b(?:carta|correo|envio) certificad[oa]\b|\bpor certificado\b|\bburofax\b|"
    r"\b(?:lettera|mezzo|tramite|con|con una|per|via) raccomandata\b|\braccomandata (?:a/?r|a\.r\.|con|uno|1)\b|(?<![^\n])raccomandata\b|"
    r"\ba/r\b|\bavviso di ricevimento|\b(?:posta elettronica certificata)\b|\bvia pec\b|\ba mezzo pec\b|"
    r"\baangetekende? (?:brief|post|zending|schrijven)|\baangetekend\b|\bper aangetekende"
)
# The same words where nothing is claimed about this letter.
OTHER_USE = re.compile(
    r"\b(?:not|no|without|kein\w*|ohne|nicht|sans|pas|sin|no es|senza|non|niet|geen|zonder)\b[^.;]{0,40}$|"
    r"\b(?:require|demand|insist|ask(?:s|ed)? for|verlang\w*|forder\w*|exig\w*|demand\w*|richied\w*|eis\w*|verplicht\w*)\b[^.;]{0,40}$"
)
# `Ein Einschreiben darf nicht verlangt werden`: the verb comes after.
REQUIRED = re.compile(
    r"^.{0,60}\b(?:require\w*|necessary|needed|verlang\w*|erforderlich|notwendig|notig|exig\w*|necess\w*|richiest\w*|nodig|vereist)\b"
)
# `I sent a registered letter in May`: an article before it, and no word for the letter in hand.
ANOTHER = re.compile(
    r"(?<!by )(?<!as )(?<!par )(?<!con )(?<!via )(?<!per )(?<!met )(?<!mit )(?<!als )"
    r"\b(?:an?|another|the|ein|eine[nmr]?|une?|una|een|la|die|das|der|el|il|de) $"
)
IN_HAND = re.compile(r"\b(?:this|dies\w*|ceci|cette|presente|esta|questa|dit|deze)\b")
# A registered letter that went before, or will come after, is not this one.
EARLIER = re.compile(
    r"\b(?:my|our|earlier|previous|letter of|mein\w*|vom|meiner|mon|ma|mes|du|mi|del|mia|mio|mijn|van)\b[^.;]{0,30}$"
)

DEPARTMENT = re.compile(
    r"\b(?:cancell?ations?|terminations?|unsubscribe|retention|contract ending) (?:department|dept\.?|desk|division|unit|team)\b|"
    r"\bdepartment of (?:cancell?ations?|terminations?)|"
    r"\b(?:service|departement|bureau|pole|cellule) (?:des |de la |de )?(?:resiliations?|desabonnements?|retractations?)\b|"
    r"\bkundigungs-?(?:abteilung|stelle|service|team|management|buro)|\babteilung (?:fur )?kundigung(?:en)?|\bwiderrufs-?abteilung|"
    r"\b(?:departamento|servicio|oficina|seccion) de (?:bajas?|cancelaci(?:on|ones)|rescisi(?:on|ones)|resoluci(?:on|ones))\b|"
    r"\bufficio (?:disdette|recessi|cessazioni|annullamenti)|\b(?:reparto|servizio|dipartimento) (?:disdette|recessi|cancellazioni|annullamenti|cessazioni)|"
    r"\b(?:afdeling|dienst) (?:opzegging(?:en)?|annulering(?:en)?|beeindiging(?:en)?)|\bopzeg(?:gings)?afdeling|\bannuleringsafdeling"
)

LAWYER = re.compile(
    r"\b(?:drafted|written|prepared|reviewed|checked|approved|verified|validated|created|certified)(?: \w+){0,2} by (?:an? |our |my |the )?"
    r"(?:\w+ ){0,2}(?:lawyers?|attorneys?|solicitors?|barristers?|legal (?:team|experts?|professionals?|counsel))|"
    r"\b(?:lawyer|attorney|solicitor)[- ](?:drafted|written|approved|reviewed|checked|prepared)|"
    r"\b(?:on the advice of|advised by|represented by|through) (?:my|our|an?) (?:\w+ )?(?:lawyer|attorney|solicitor|legal counsel)|"
    r"\b(?:my|our) (?:lawyers?|attorneys?|solicitors?|legal (?:team|counsel)) (?:has|have|drafted|prepared|reviewed|advis)|"
    r"\bon behalf of (?:my|our) client|\bas (?:legal counsel|attorney|solicitor) (?:for|of)\b|"
    r"\b(?:von|durch)(?: \w+){0,3} (?:rechtsanwalt|rechtsanwalten|rechtsanwaltin|anwalt|anwalten|juristen)(?: \w+){0,2} (?:erstellt|gepruft|verfasst|entworfen|aufgesetzt)|"
    r"\banwaltsgepruft|\banwaltlich (?:gepruft\w*|erstellt|vertreten)|\bjuristisch gepruft|\bmein(?:e|em|en)? (?:rechts)?an(?:walt|waltin)\w* (?:hat|rat|gepruft)|"
    r"\b(?:redige|prepare|verifie|valide|relu|etabli)e?s?(?: \w+){0,2} par (?:un|une|des|notre|nos|mon|mes|les)(?: \w+){0,2} (?:avocat|juriste)|"
    r"\bmon avocat (?:a|m)|\b(?:redactad|revisad|preparad|verificad)[oa]s?(?: \w+){0,2} por (?:un|una|abogad|nuestr|mi)(?: \w+){0,2}|\bmi abogad[oa] (?:ha|me)|"
    r"\b(?:redatt|preparat|verificat|controllat)[oaie](?: \w+){0,2} da (?:un|una|avvocat|nostr)(?:\w+)?(?: \w+){0,2}|\bil mio avvocato (?:ha|mi)|"
    r"\b(?:opgesteld|nagekeken|geschreven|gecontroleerd) door (?:een|onze|mijn)(?: \w+){0,2} (?:advocaat|jurist)|\bmijn advocaat (?:heeft|adviseert)|"
    r"\bdoor een (?:\w+ )?(?:advocaat|jurist) (?:opgesteld|nagekeken|gecontroleerd)"
)
LAWYER_WORD = re.compile(
    r"lawyer|attorney|solicitor|barrister|legal|client|anwalt|jurist|avocat|abogad|avvocat|advocaat"
)


def check_claims(
    reading: Reading, *, channel: str | None, sourced: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """`channel` is that of the case, None when nobody said; `sourced` are address lines known from a source."""
    yield from _channel(reading, channel=channel)
    yield from _department(reading, sourced=sourced)
    yield from _lawyer(reading)


def _channel(reading: Reading, *, channel: str | None) -> Iterator[Finding]:
    if (mail := CERTIFIED_MAIL.search(reading.small)) is not None:
        yield blocking(
            "false-channel-claim",
            where=reading.where(mail.start()),
            message=said(
                "The letter says “%(words)s”. An e-mail with proof is not a certified or registered one; say how it is sent, or nothing.",
                words=reading.quoted(*mail.span()),
            ),
        )
        return
    if channel == "registered_post":
        return
    for post in CERTIFIED_POST.finditer(reading.small):
        if _claims(reading.small, post):
            way = (
                said("it is to go another way")
                if channel
                else said("nobody said that it is")
            )
            yield blocking(
                "false-channel-claim",
                where=reading.where(post.start()),
                message=said(
                    "The letter says “%(words)s”, but %(way)s. Leave it out, or send it as registered post.",
                    words=reading.quoted(*post.span()),
                    way=way,
                ),
            )
            return


def _claims(small: str, post: re.Match[str]) -> bool:
    before = small[max(0, post.start() - 60) : post.start()].rpartition("\n")[2]
    after = small[post.end() : post.end() + 60].partition("\n")[0]
    if OTHER_USE.search(before) or REQUIRED.search(after) or EARLIER.search(before):
        return False
    return not ANOTHER.search(before) or bool(IN_HAND.search(before))


def _department(reading: Reading, *, sourced: tuple[str, ...]) -> Iterator[Finding]:
    known = " ".join(sourced)
    for match in DEPARTMENT.finditer(reading.small):
        if match.group() not in known:
            yield blocking(
                "invented-department",
                where=reading.where(match.start()),
                message=said(
                    "We know of no “%(words)s” there. A letter to a department that does not exist is easily put aside; address the company.",
                    words=reading.quoted(*match.span()),
                ),
            )
            return


def _lawyer(reading: Reading) -> Iterator[Finding]:
    for match in LAWYER.finditer(reading.small):
        around = reading.small[match.start() : match.end() + 20]
        if LAWYER_WORD.search(around):
            yield blocking(
                "lawyer-claim",
                where=reading.where(match.start()),
                message=said(
                    "“%(words)s”: the letter claims a lawyer. Unless that is so it does harm; leave it out.",
                    words=reading.quoted(*match.span()),
                ),
            )
            return
