"""Recipients that a bounce names only in its prose: what layouts mail systems use, most telling first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from duly.replies.letter_case import folded
from duly.replies.mail import ADDRESS

# Patterns without the flag `i` are for folded texts: the engine is three times as fast where case counts.
# What comes after these lines is the message that came back, not the notice about it.
DIVIDER = re.compile(
    r"""(?mx)^[ \t>*]*(?:
      (?:[-=_]{2,}\s*|[*]{2,}[ \t]*)(?:this\ is\ a\ copy|below\ this\ line|enclosed\ is\ a|original\ (?:message|mail)|returned\ message|unsent\ message
        |the\ (?:header|body)|(?:start\ of\ )?message\ (?:header|text|follows)|undelivered\ message|included\ is|here\ (?:is|are)(?!\ your\ list)(?!\ your\ list)(?!\ your\ list)
        |the\ original|a\ copy\ of|the\ unsent|forwarded\ message|original\ headers|returned\ (?:mail|content)|begin\ (?:of\ )?message)
      |(?:below|included|enclosed|attached|following)\ (?:this\ line\ )?(?:is|are)\ (?:a\ copy|the\ (?:original|first|header))
      |(?:the\ )?original\ (?:message|mail|headers?)\ ?(?:follows|headers?|text|was)?\s*[.:]?\s*$
      |original\ mail\ as\ follows|headers\ of\ the\ original|message\ header\ follows
      |(?:received|return-path|dkim-signature|x-received|delivered-to|mime-version)\ ?:
    )"""
)
A = rf"(?P<address>{ADDRESS})"
ITEM = r"(?:[-*•>]+|\d{1,2}[.)])"  # of a list
LINE_IS_ADDRESS = re.compile(
    rf"""(?mx)^[ \t>]*(?:{ITEM}[ \t]+)?[<"'(]*{A}[>"')]*[ \t]*(?:<mailto:[^>\n]*>|\(mailto:[^)\n]*\))?[ \t]*[:,.;]?[ \t]*$"""
)
LINE_BEGINS_WITH_ADDRESS = re.compile(
    rf"""(?mx)^[ \t]*(?:{ITEM}[ \t]+)?(?:
      [<"]{A}[>"][ \t]*(?::|\(|\[|[ \t]-|[ \t]+\S)
    )"""
)
BARE_ADDRESS_THEN_WORDS = re.compile(
    rf"""(?mx)^[ \t]*(?:{ITEM}[ \t]+)?{A}(?:[ \t]*<mailto:[^>\n]*>)?(?:
      [ \t]*[:;][ \t]*\S | [ \t]*,[ \t]*(?:error|code|status|[245]\d\d)\b | [ \t]+[\[(-] | [ \t]*\.\.\. | [ \t]+\w\w?\w?[ ](?:\w\w\w,?[ ])?\d | ,?[ \t]+(?:invalid|error|unknown|failed|delivery|user|mailbox|host|could|has|was|is)\b
    )"""
)
LABELLED = re.compile(
    rf"""(?mx)\b(?:
      (?:failed[ ]|intended[ ]|final[ ])?recipients?(?:[ ]address)? | unknown[ ](?:user|recipient|address) | no[ ]such[ ](?:user|address)
      | invalid[ ][\w ]{{0,24}}(?:userid|user|address|recipient) | user | mailbox | address(?:ed)?(?:[ ]to)?
      | (?:unable|failed|failure|impossible)[ ]to[ ](?:deliver|send)[\w ]{{0,24}}[ ]to | delivery[ ]failed(?:[ ]to)? | delivery[ ]to
      | (?:could|can)[ ]?not[ ]be[ ](?:delivered|sent)[ ]to | not[ ]delivered[ ]to | undeliverable[ ]to | deliver(?:ed|y)?[ ]to
      | permanent[ ]errors | rcpt[ ]to | destinataire | empf(?:ä|ae|a)nger(?:adresse)? | destinat[aá]rio | indirizzo | ontvanger | geadresseerde | mottag(?:are|er) | modtager | příjemce | odbiorca | получатель | адресат | 받는[ ]?사람 | an
    )[ \t]*:[ \t]*(?:\[?(?:smtp|rfc822|mailto)[:;][ ]?)?[<"']?{A}"""
)
TRANSCRIPT = re.compile(
    rf"(?m)^[ \t]*(?:[<>]{{3}}|(?:sent|out|in)[ :<>]+)?[ \t]*rcpt[ ]to:[ ]?<{A}>.*\n[ \t]*(?:[<>]{{3}}|received[ <>]+|out:|in:)?[ \t]*[45]\d\d"
)
REPLY_NAMES_ADDRESS = re.compile(
    rf"(?m)^[ \t]*(?:[<>]{{3}}[ \t]*)?[45]\d\d[ -](?:[45]\.\d\.\d{{1,3}} )?<?{A}>?(?:\.\.\.|,|:)"
)
IN_SENTENCE = re.compile(
    rf"""(?mx)(?:duplicated|member|generated|deliver\w*|sen[dt]\w*|reach\w*|recipients?|address\w*|user|account|mailbox|group|message|utente|destinat\w*|e?-?mail|contact\w*|nachricht|mitteilung|mensaje|messaggio|bericht|mensagem|письмо|адрес)
    [^\n@]{{0,120}}?[ (<"']{A}"""
)
AND_ANOTHER = re.compile(
    rf"""(?x)[>"')]*[ \t]*(?:[,;&]|,?[ ](?:and|und|et|y|e|en|och|og|i|и)[ ])\s*[<"'(]*{A}"""
)
# As a summary of the mail that failed; in a mail that came back itself it is looked for elsewhere.
SUMMARY = re.compile(
    rf"""(?mx)^[ \t]*(?:to|an|à|para|aan)[ \t]?:[ \t]*[<"']?{A}[>"']?[ \t]*$"""
)
ANY_ADDRESS = re.compile(A)
ASK = re.compile(
    r"(?:contact|e-?mail us|questions?|help|assistance|support|write to|forward|report|postmaster|fragen|hilfe|aide|assistenza|ayuda|vragen)\b[^\n]*\n?[^\n]{0,20}\Z"
)
MESSAGE_ID = re.compile(
    r"(?:message[- ]?id|identif\w+|kennung)[\w ]{0,24}[:=][ \t]*[<\"']?\Z"
)
SENDER = re.compile(
    r"(?<!expanded )(?<!generated )\b(?:from|von|sent by|sender|absender|mittente|expéditeur|remitente|afzender)[ \t]*:?[ \t]*[<\"'(]*\Z"
)
NEXT_ADDRESS = re.compile(rf"\n[ \t<\"']*{ADDRESS}[>\"']*:")
WRITTEN_TO = re.compile(r"(?im)^[ \t>]*to:[ \t]*(.*(?:\n[ \t]+\S.*)*)")
AROUND = " \t\n<>()[]\"':;,"
TIERS: tuple[tuple[re.Pattern[str], ...], ...] = (
    (LINE_IS_ADDRESS, LINE_BEGINS_WITH_ADDRESS, BARE_ADDRESS_THEN_WORDS),
    (TRANSCRIPT, REPLY_NAMES_ADDRESS),
    (LABELLED,),
    (IN_SENTENCE,),
    (SUMMARY,),
)
LISTS = TIERS[:2]  # layouts that cannot be a mention in passing
LISTS_AND_LABELS = TIERS[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An address that the notice gives up on, and what it says about it."""

    address: str
    words: str


def notice_of(text: str) -> str:
    """The text before the returned message; the whole where that would leave nothing."""
    found = DIVIDER.search(folded(text))
    notice = text[: found.start()] if found else text
    return notice if notice.strip() else text


def named_recipients(
    notice: str,
    *,
    never: Iterable[str],
    tiers: Iterable[Iterable[re.Pattern[str]]] = TIERS,
) -> tuple[Named, ...]:
    """By the first layout that names anyone. `never`: addresses of the notice's own sender and reader."""
    for patterns in tiers:
        hits = hits_of(notice, patterns, frozenset(never))
        if hits:
            return with_words(notice, hits)
    return ()


def only_address(notice: str, *, never: Iterable[str]) -> tuple[Named, ...]:
    """In a language that no layout knows: the one address that the notice speaks of, if it is one."""
    hits = hits_of(notice, (ANY_ADDRESS,), frozenset(never))
    # Of two, one is often the help of the system that writes.
    theirs = {address.rpartition("@")[2] for address in never}
    others = [hit for hit in hits if hit[1].rpartition("@")[2] not in theirs] or hits
    return with_words(notice, others) if len(others) == 1 else ()


def told_apart(notice: str, addresses: Iterable[str]) -> tuple[Named, ...]:
    """Addresses known from a header, each with its own words; the whole notice where it is not named."""
    wanted = list(dict.fromkeys(address.lower() for address in addresses))
    lowered = notice.lower()
    hits = sorted((lowered.find(address), address) for address in wanted)
    named = {
        one.address: one for one in with_words(notice, [h for h in hits if h[0] >= 0])
    }
    return tuple(
        named.get(address, Named(address=address, words=notice)) for address in wanted
    )


def hits_of(
    notice: str, patterns: Iterable[re.Pattern[str]], never: frozenset[str]
) -> list[tuple[int, str]]:
    hits: dict[str, int] = {}
    plain = folded(notice)
    for pattern in patterns:
        for found in pattern.finditer(plain):
            for one in (found, *others_after(plain, found.end("address"))):
                found_as = notice[slice(*one.span("address"))].lower()
                address = found_as.strip(".'")
                start = one.start("address") + found_as.find(address)
                if address not in never and not is_other(plain, start):
                    hits[address] = min(start, hits.get(address, start))
    return sorted((start, address) for address, start in hits.items())


def others_after(plain: str, end: int) -> Iterable[re.Match[str]]:
    """A list goes on: `a@b.test, c@b.test and d@b.test`."""
    while found := AND_ANOTHER.match(plain, end):
        yield found
        end = found.end("address")


def is_other(plain: str, start: int) -> bool:
    """Whether this is an address for questions or of a sender, or none: a message's identification looks like one."""
    before = plain[max(0, start - 90) : start]
    return any(kind.search(before) for kind in (ASK, MESSAGE_ID, SENDER))


def with_words(notice: str, hits: list[tuple[int, str]]) -> tuple[Named, ...]:
    """What is said of an address stands between it and the next one."""
    ends = [start for start, _ in hits[1:]] + [len(notice)] * bool(hits)
    return tuple(
        Named(address=address, words=notice[start + len(address) : end].strip(AROUND))
        for (start, address), end in zip(hits, ends, strict=True)
    )


def words_about(notice: str, address: str) -> str:
    """The lines that follow this address, for a report whose fields are silent."""
    start = notice.lower().find(address)
    if start < 0:
        return ""
    following = NEXT_ADDRESS.search(notice, start + len(address), start + 400)
    return notice[start : following.start() if following else start + 400]


def written_to_after(returned: str) -> tuple[str, ...]:
    """Addresses of the To header in a returned message that stands in the text itself."""
    found = WRITTEN_TO.search(returned[:20_000])
    return (
        tuple(
            dict.fromkeys(address.lower() for address in re.findall(ADDRESS, found[1]))
        )
        if found
        else ()
    )
