"""Why a mail did not arrive, in our eleven words; finality comes from the report's action, not from here."""

import re
from collections.abc import Sequence
from functools import lru_cache

from duly.replies.reason_words import WORDS_ABROAD, Reason

# In this order: what is special comes before what is general.
BY_WORDS: tuple[tuple[Reason, str], ...] = (
    (
        "mailbox_full",
        r"""mail\s?box\s(?:is\s|(?:storage\s|size\s)?limit\s|size\s)?(?:over|full|exceed|quota)|mail\s?(?:folder|box)\sis\sfull|over\s?quota|quota\s(?:exceed|limit|violat)
            |(?:exceed\w*|over)\s[\w\s]{0,20}quota|out\sof\sstorage|storage\s(?:quota|space|limit|allocation)|insufficient\s(?:disk\s|mailbox\s)?storage
            |recipient's\smailbox\sexceeded|too\smuch\smail\sdata|not\senough\s(?:storage|space)\s|no\s(?:free\s)?space\sleft|mailbox\sfor\suser\sis\sfull""",
    ),
    (
        "auth",
        r"""\bdmarc\b|\bspf\b|\bdkim\b|sender\spolicy\sframework|unauthenticated\s(?:e-?mail|mail)|not\sauthenticated|authentication\s(?:checks?|results?|information)
            |does\snot\spass\s\w+\s(?:verification|check)""",
    ),
    (
        "size",
        r"""(?:message|mail|file|attachment)(?:\sis|\ssize)?\s(?:too\s(?:large|big|long)|exceed)|exceed\w*\s[\w\s]{0,30}(?:message\s|maximum\s|fixed\s)size
            |size\slimit|too\s(?:large|big)\s(?:message|mail)|message\slength\sexceed|larger\sthan\s[\w\s]{0,30}(?:limit|size|allow)""",
    ),
    (
        "rate",
        r"""too\smany\s(?:connections?|messages|sessions|emails|mails|errors|concurrent|hops?\sper|recipients?\s(?:this|per)|invalid\srecipients)
            |(?:rate|connection|sending)\s?-?\slimit|ratelimit|throttl|sending\s(?:rate|quota)|(?:grey|gray)-?list|too\sfast|unusual\srate|receiving\smail\sat\sa\srate|frequency\slimited|too\smany\srecipients""",
    ),
    (
        "system",
        r"""hop\s?s?\s?count|too\smany\shops|(?:mail|routing|mailing)\sloop|loops?\sback|disk\s(?:full|space)""",
    ),
    (
        "policy",
        r"""domain\sof\ssender|sender\s(?:domain|address|rejected|denied|verify)|spam|black\s?-?list|block\s?list|banned|\brbl\b|\bdnsbl\b|reverse\sdns|\bptr\b|\brdns\b
            |relay(?:ing)?\s(?:access\s)?(?:denied|not|prohibited)|unable\sto\srelay|virus|malware|unsolicited|mismatches\sclient|reputation|user\scomplaints|google\sgroups|\bube\b|security\spolic|valid\sfrom:""",
    ),
    (
        "domain_dead",
        r"""host\s(?:unknown|not\sfound)|unknown\s(?:host|domain)|(?:domain|host)\s(?:name\s)?(?:is\s)?(?:not\sfound|does\s?(?:not|n't)\sexist|lookup\sfailed)
            |no\s(?:mx|mail\sexchanger|valid\shosts?|such\sdomain)|name\sor\sservice\snot\sknown|nxdomain|null\smx|unrouteable\smail\sdomain|couldn't\sfind\sany\shost
            |all\srelevant\smx\srecords|not\sa\svalid\sdomain|host\sor\sdomain\sname|does\snot\saccept\s(?:any\s)?mail|no\ssmtp\sservice|couldn't\sfind\sa\smail\sexchanger
            |bad\sdestination\ssystem|[\w-]\.[a-z]{2,}\sdoes\snot\sexist|domain\sis\snot\sreachable|no\smail\sservers?\s(?:appear|exist|found)|illegal\shost|had\sno\srelevant\sanswers|domain\s\S+\snot\sfound|invalid\sdomain|unrouteable\sdomain""",
    ),
    (
        "expired",
        r"""in\sthe\squeue\stoo\slong|delivery\stime\s?(?:out)?\s?(?:has\s|was\s)?(?:been\s)?(?:expired|exceeded)|message\s(?:has\s)?expired|envelope\sexpired
            |(?:cannot|could\snot|unable\sto|not)\s(?:send|deliver|delivered)[\w\s]{0,20}\sfor\s(?:the\slast\s)?\d+|(?:connection|connect|operation|conversation|session)\s(?:to\s\S+\s)?timed\s?\s?out|\d+\s(?:delivery\s)?attempts|delivered\swithin\s\d+|did\snot\s(?:answer|respond)|host\s(?:\S+\s)?(?:is\s)?not\s(?:reachable|responding)
            |socket\serror|too\slong\s(?:on|in)\s(?:the\s)?queue|giving\sup\safter|after\smultiple\sretries|did\snot\saccept\sour\srequests\sto\sconnect|delivery\sexpired|still\sundelivered|not\syet\sbeen\sdelivered""",
    ),
    (
        "address_dead",
        r"""(?:user|recipient|address|mailbox|account|alias|local-part|name)\s(?:is\s|name\sis\s|(?:has|was)\s(?:been\s)?)?(?:unknown|not\s(?:found|known|listed|exist|recognized|here|active)|does\s?(?:not|n't)\sexist|invalid|inactive|disabled|suspended|expired|closed|discontinued|unavailable|rejected|no\slonger)
            |(?:unknown|invalid|no\ssuch|nonexistent|non-existent|bad|illegal|inactive|disabled)\s(?:local\s)?(?:or\sillegal\s)?(?:final\sdelivery\s)?(?:user|recipient|receiver|address|mailbox|account|alias|person|destination|userid|local|name)
            |no\s(?:such\s|valid\s)?(?:mailbox|user|account|recipients?)|user\s\S{0,80}\s?(?:doesn't|does\snot)\s(?:exist|have)|does\s?(?:not|n't)\shave\san?\s\S*\s?account|doesn't\shave\sa\s\S+\saccount|not\sour\scustomer|not\slisted\sin|has\smoved|recipient\snot\s(?!permit|allow|author)|unroutable\saddress|unrouteable\saddress|unknown\suser|account\sthat\syou\stried\sto\sreach
            |recipientnotfound|couldn't\sbe\sfound|wasn't\sfound|address\serror|account\s[\w\s]{0,10}disabled|mailbox\sunavailable|mailbox\snot\savailable|(?:mailbox|account|compte)\s[\w\s]{0,16}(?:frozen|blocked|locked|bloque)|not\sa\sregistered|no\slonger\s(?:exists?|available|valid|employed|active|here)|unknown\sin\s|user\s\S+\snot\s(?:found|known)|is\snot\sa\sknown\suser|\b55\d\s+unknown\b""",
    ),
    *WORDS_ABROAD,
    (
        "expired",
        r"retry\stime\s?(?:out)?\s?(?:has\s|was\s)?(?:been\s)?(?:expired|exceeded|not\sreached)|retry\stimeout",
    ),
    (
        "policy",
        r"""block|access\sdenied|policy|(?:protocol|security)\sviolation|not\s(?:allowed|permitted|authori[sz]ed)|permission|(?<!not\s)listed\s(?:by|at|in|on)
            |abuse|poor\s|suspicious|prohibit|not\saccepted\sfor|smtp\sauthentication""",
    ),
    (
        "content",
        r"""content\s(?:rejected|filter)|(?:unacceptable|forbidden|banned)\s(?:attachment|content|file)|attachments?\s[\w\s]{0,30}(?:not\s(?:allowed|permitted|accepted)|prohibited)|bad\sheader|malformed|not\srfc|non-compliant|rfc\s?\d{3,4}\scomplian|invalid\s(?:header|content|mime)|conversion""",
    ),
    ("system", r"connection\s(?:was\s)?(?:refused|reset|lost|dropped|closed)"),
    (
        "policy",
        r"""rejected|refused|denied|filtered|header\serror|not\swanted|mail\srejete""",
    ),
    (
        "system",
        r"""hop\s?s?\s?count|too\smany\shops|loop|local\s(?:configuration\s)?error|system\s(?:error|resources|problem)|temporar|unavailable|connection\s(?:refused|lost|reset|dropped|closed)
            |disk|pipe|command\s(?:died|failed|unrecognized)|transaction\sfailed|not\simplemented|syntax|protocol\serror|no\sroute|unreachable|network|ldap|internal|server\serror|service\snot|mailer\serror|i/o\serror""",
    ),
)
BY_STATUS: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    ("domain_dead", re.compile(r"5\.1\.2$|5\.4\.4$|[45]\.4\.310$|5\.1\.8$")),
    ("address_dead", re.compile(r"5\.1\.\d+$|5\.2\.[01]$|5\.1\.351$")),
    ("mailbox_full", re.compile(r"[45]\.2\.2$|5\.2\.122$")),
    ("size", re.compile(r"[45]\.(?:2\.3|3\.4)$")),
    ("auth", re.compile(r"[45]\.7\.(?:2\d|509|515|23)$")),
    ("expired", re.compile(r"[45]\.4\.[17]$")),
    ("rate", re.compile(r"4\.7\.28$|[45]\.4\.5$|[45]\.7\.708$")),
    ("content", re.compile(r"[45]\.6\.\d+$")),
    ("policy", re.compile(r"[45]\.7\.\d+$")),
    ("system", re.compile(r"[45]\.3\.5$|[45]\.4\.6$")),
)
# What such a code says is so little that the words around come before it.
LITTLE_SAID = re.compile(r"[45]\.[345]\.\d+$")
# Refused when the sender was named: whatever does not exist then is on our side.
AT_SENDER = re.compile(
    r"(?i)after (?:pipelined )?mail from:|in reply to mail from|>>> mail from"
)
# Addresses and links are no words: spam@example.org says nothing of spam. Nor is what IronPort writes before each refusal.
NO_WORDS = re.compile(
    r"[<(]?[\w.+-]+@[\w.-]+[>)]?|https?://\S+|\d\.1\.0 - unknown address error"
)


@lru_cache(maxsize=len(BY_WORDS))  # each when it is first asked for: 10 ms in all
def compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.VERBOSE)


def reason_of(*, status: str, said: Sequence[str], around: str = "") -> Reason:
    """From what was said of this recipient, most telling first, then from the status code (RFC 3463 and the IANA registry).

    `around` is what was said of all; only a code that says much comes before it.
    """
    for text in said:
        if reason := reason_in(text):
            return reason
    for precise, pattern in BY_STATUS:
        if pattern.match(status):
            return precise
    little: Reason = "system" if LITTLE_SAID.match(status) else "unknown"
    return (None if around in said else reason_in(around)) or little


def reason_in(text: str) -> Reason | None:
    """By the words alone."""
    if not text:
        return None
    # Lowered, since the engine is faster where case counts.
    spoken = NO_WORDS.sub(" ", text[:4000].lower())[:2000]
    for reason, words in BY_WORDS:
        if compiled(words).search(spoken):
            dead = reason.endswith("_dead")
            return "policy" if dead and AT_SENDER.search(text) else reason
    return None
