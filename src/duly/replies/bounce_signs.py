"""Is this mail a delivery report at all? Its sender, subject and words, two of which must agree."""

import re
from itertools import islice

from duly.replies.letter_case import folded
from duly.replies.mail import ADDRESS, Mail

# Patterns without the flag `i` are for folded texts: the engine is three times as fast where case counts.
DAEMON = re.compile(
    r"""(?x)mailer[-._\s]?daemon|post[-_]?master|mail[\s.]deliver\w*(?:[\s.]s(?:ub)?system)?|mail\sadministrator|maildelivery|system\s?administrator|\bmmsc\b|mta-?admin|\bm?daemon@|^\s*<>\s*$|<>$
    |microsoftexchange[0-9a-f]{32}@|administrateur\ssyst|mail[\s-]?system\b|mail\s?server\sat\b|posta-?certificata|mail\s?(?:marshal|scanner|sweeper)|content-?filter|virus\s?wall|interscan|spam\s?firewall"""
)
# A person who answers or passes on a report writes its subject again, a help desk puts its number before it.
ANSWERED_SUBJECT = re.compile(
    r"""(?ix)^\s*(?:\[[^\]\n]{1,40}\]\s*)*(?:re|aw|sv|vs|antw|odp|tr|rv|rif|fwd?|wg|i|r|doorst|回复|答复|回覆|转发)\s?(?:\[\d+\])?\s?[:：]
    |^\W{0,3}(?:ticket|case|request|anfrage|vorgang|demande)?\s?[#№]?\s?\d{3,}"""
)
QUOTED_LINE = re.compile(r"(?m)^[ \t]?[>|](?!>>).*\n?")
# "Your delivery is on its way" is a parcel; so the subject must speak of mail, or of failing.
FAILED_SUBJECT = re.compile(
    r"""(?x)un-?deliver|(?:mail|message|e-?mail)\s(?:delivery|system\serror|error)|delivery\s(?:status|failure|failed|has\sfailed|report|notification|delay\w*|problem|error|incomplete|unsuccessful)|^\W*delivery\sfail
    |(?:mail|message)\s(?:has\s|was\s|is\s)?(?:been\s)?(?:failed|rejected|refused|blocked)|returning\sto\ssender|unable\sto\sdeliver|delivery\s\w+\s(?:failure|notice)
    |returned\s(?:mail|to\ssender|message)|delayed\s(?:mail|message|delivery)|(?:mail|message|delivery)\s(?:is\s|has\sbeen\s)delayed|failure\s(?:notice|notification|delivery)|failed\s(?:delivery|mail|message)|non\s?-?deliver|(?:could|can)\s?not\sbe\s(?:sent|delivered)|mail\ssystem\serror|postmaster\snotify|bounce
    |not\s(?:been\s)?accepted|error\ssending|loop\salert|(?:virus(?:es)?|attachment|banned|spam)\s(?:\w+\s){0,3}(?:detected|found|from\syou)|unacceptable\s(?:attachment|content)|warning:\s(?:message|could)|errors\sfrom|considered\sunsolicited
    |unzustellbar|nicht\s(?:zugestellt|zustellbar)|zustell(?:fehler|ung|bericht|benachrichtigung|status)|übermittlungs(?:status|fehler)|(?:zustellung|übermittlung)\s\w*\s?(?:fehlgeschlagen|verzögert)
    |non\s(?:remis|recapitabil|distribu|délivr)|n'a\spas\s(?:pu\s)?(?:être\s|été\s)?(?:remis|distribu|délivr)|[ée]chec\s(?:de|lors\sde)\s(?:la\s)?(?:remise|distribution|livraison|l'envoi)|(?:état|statut)\sde\s(?:la\s)?(?:remise|distribution)|message\snon\s(?:délivré|livré)|remise\sdifférée
    |no\sse\s(?:pudo|puede|ha\spodido)\s(?:entregar|enviar)|no\sentreg|error\sde\sentrega|mensaje\sdevuelto
    |mancat[ao]\s(?:consegna|recapito)|recapito\snon|(?:non|mai)\srecapitat|restituito\sal\smittente|onbestel(?:baar|d)|niet\s(?:bezorg|afgeleverd)|kan\sniet\sworden\sbezorgd
    |falha\s(?:n[ao]|de)\s(?:entrega|envio)|não\s(?:entreg|foi\spossível)|niedoręczon|nie\s(?:można|udało\ssię)\s(?:dostarczyć|doręczyć)|nie\sdostarczon|zwrot\s(?:niedostarczonej\s)?wiadomości|niedostarczon
    |не\s?доставлен|недоставлен|не\sудалось\sдоставить|nedoruč|nedoručiteľ|kan\s(?:inte|ikke|ej)\s(?:levere|leverans)|går\sinte\satt\sleverera|ej\slevere|ikke\sleveret|ei\sonnistu|kézbesíthet|teslim\sedileme|iletileme|netransmis|μη\sπαραδο
    |配信|送信|配達|退信|投递失败|無法投遞|无法投递|无法送达|未送达|未能送达|傳遞失敗|未传递|未傳遞|寄送失敗|배달되지|배달할|전송\s?실패|반송"""
)
FAILED_WORDS = re.compile(
    r"""(?x)(?:could|can|was|were|wasn't|has|did)\s?(?:not|n't|\sable)?\s(?:be\s|been\s|yet\sbeen\s|able\sto\s)?(?:deliver|sen[dt]|reach)|unable\sto\s(?:deliver|send)|un-?deliver(?:ed|able)|delivery\s(?:to|has|failed|failure|status|of|problem|error)
    |not\s(?:have\s)?(?:been\s|be\s)?(?:delivered|sent)\b|delivery\sof\s[\w\s-]{1,40}\s(?:was\s)?(?:stopped|blocked)|has\s(?:stopped|blocked|rejected)\s(?:the|your|this)|permanent\s(?:fatal\s)?error|failed\saddress|no\svalid\srecipients|(?:following|these)\s(?:recipients?|address(?:es)?|errors?)|transcript\sof\s(?:the\s)?session|rejected\sby|(?:was|been)\s(?:rejected|blocked|refused)|failed\spermanently|failed\srecipients?|automatically\srejected|unknown\suser|no\ssuch\s(?:user|recipient|mailbox|address)|(?:user|recipient|mailbox|account)\s(?:\S+\s)?(?:is\s)?(?:unknown|not\sfound)|over\squota|mailbox\s(?:is\s)?full|invalid\s(?:final|user)|failure\sreasons|non-delivered|message\sfrom\s\S+\sunable|had\strouble\sdelivering
    |nicht\s(?:\w+\s){0,6}(?:zugestellt|zustellen|erreicht)|konnten\snicht\s|un\s?zustellbar|nicht\szustellbar|nachrichtenzustellung
    |(?:zustellung|übermittlung|versand|senden)\s[^.\n]{0,60}\s?(?:fehlgeschlagen|gescheitert)|folgenden?r?\s(?:empfänger|adress)|destinataires?\ssuivante?s?|adresses?\ssuivantes?
    |(?:siguientes?|seguent[ei]|seguintes?)\s(?:destinat[aá]ri|direcci|indirizz|endereço)|(?:destinatari|dirección|direcciones|indirizz)[oi]?\s(?:siguiente|seguent)|volgende\s(?:geadresseerde|ontvanger|adres)
    |(?:följande|følgende)\s(?:mottagare|modtager|mottaker|adress)|následující\w*\s(?:příjemc|adres)|następując\w*\s(?:odbiorc|adres)|(?:следующ\w+|нескольким)\s(?:получател|адрес)
    |n'(?:a|ont)\spas\spu\sêtre|n'est\spas\sparvenu|échec\sde\sla\sremise|n'a\spas\sété\s(?:remis|distribu|délivr)|impossible\sde\s(?:contacter|remettre|distribuer|livrer)
    |no\sse\s(?:pudo|ha\spodido|puede)\s(?:entregar|enviar)|error\sde\sentrega|recapito\snon|non\s(?:può|è\sstato)\s(?:possibile\s)?(?:essere\s)?(?:consegna|recapita)|rilevato\sun\serrore|rifiutato\sdal\ssistema
    |bezorging\s.{0,60}mislukt|niet\s(?:worden\s|kunnen\s)?(?:bezorgd|afgeleverd)|não\sfoi\spossível|não\spôde\sser\sentregue|falha\sna\sentrega|nie\s(?:można|udało\ssię)\sdostarczyć
    |доставлен|не\sудалось\sдоставить|送信できません|エラー|配信に失敗|配信できません|配信されません|无法送达|被退回|退信|投递失败|無法傳遞|배달하지\s못|전달하지\s못"""
)
# A reply code with a status code behind it, or a status code by itself in a hash: no person writes so.
CODES = re.compile(
    r"(?m)(?:^|[\s:#('\"<])[45]\d\d[ :-]{1,3}#?[45]\.\d{1,3}\.\d{1,3}\b|#[45]\.\d\.\d{1,3}\b|#[45]\d\d\b"
)
GREETING = re.compile(
    r"(?im)\s*(?:hello|hi|dear|hallo|guten\s(?:tag|morgen)|sehr\sgeehrte\w*|bonjour|madame|buongiorno|gentile|estimad\w+|hola|beste|geachte)\b[^\n.]{0,60},[ \t]*$"
)
# What a gateway writes above a mail that comes from outside: it warns in words of failing, and names who helps.
BANNER = re.compile(
    r"""(?isx)\A\s*(?=[^\n]{0,160}\b(?:outside|external|extern\w*|au(?:ß|ss)erhalb|extérieur))(?=[^\n]{0,300}(?:click|klick|cliqu|originat|caution|vorsicht|\blinks?\b|sender|absender|expéditeur))
    (?:[^\n]+\n){1,4}[ \t]*\n"""
)
DISCLAIMER = re.compile(
    r"""(?mx)^(?:--[ ]?$
    |\W{0,3}(?:(?:this|the\sinformation\s(?:in|contained)|the\scontents?\sof)\b[^\n]{0,60}\b(?:confidential|privileged|intended\s(?:only|solely))
    |diese\s(?:e-?mail|nachricht)\b[^\n]{0,60}\bvertraulich|ce\s(?:message|courriel|mail)\b[^\n]{0,80}\bconfidentiel
    |este\s(?:mensaje|correo)\b[^\n]{0,80}\bconfidencial|(?:il\spresente|questo)\smessaggio\b[^\n]{0,80}\b(?:riservat|confidenzial)|dit\s(?:bericht|e-?mail\w*)\b[^\n]{0,80}\bvertrouwelijk))"""
)
DELAYED = re.compile(
    r"""(?x)has\sbeen\sdelayed|is\sdelayed|not\s(?:yet\s)?been\sdelivered\syet|not\syet\sbeen\sdelivered|warning(?:\smessage)?\sonly|will\sbe\sretried|still\s(?:being\sretried|trying)|delivery\sattempts\swill\scontinue|delayed\s\d+\shours|will\skeep\strying|will\sretry\sfor
    |could\snot\sbe\sdelivered\sfor\sthe\slast|\(delay\)|delayed\b.{0,20}\bmail\b|(?:delivery|mail)\sdelayed|verzögert|wird\sweiterhin\sversucht|(?:remise|distribution)\s(?:est\s)?(?:retardée|différée)|pas\sencore\sété\s(?:remis|distribu)|se\sha\sretrasado|entrega\s(?:está\s)?retrasada|è\sin\sritardo|nelle\sprime\s\w+\sore|continuerà\sa\stentare|is\svertraagd|遅延|延迟|延遲"""
)
SUCCEEDED = re.compile(
    r"""(?mx)^(?:\[[^\]\n]{1,20}\]\s)?(?:delivered|zugestellt|remis|entregado|consegnato|bezorgd|relayed|weitergeleitet|relayé|retransmitido|inoltrato|配信済み|已送达)\s?[:：]
    |success\w*\s(?:mail\s)?deliver|^return\sreceipt|(?:has|have|was|were)\s(?:been\s)?(?:successfully\s)?delivered\sto|delivery\sto\s[\w\s]{1,40}\sis\scomplete|zustellung\s[\w\s]{1,60}\sist\sabgeschlossen|remise\s[\w\s]{1,60}\sest\sterminée|successfully\s(?:delivered|relayed|sent)
    |wurden?\s(?:erfolgreich\s)?an\s.{0,60}\szugestellt|a\sété\s(?:remis|distribué|livré)\s(?:à|aux)|se\s(?:ha\sentregado|entregó)\sa|è\sstato\s(?:consegnato|recapitato)\s(?:a\b|nella\scasella)|is\s(?:bezorgd|afgeleverd)\sbij"""
)
# Handed on, with no word of its arrival.
RELAYED = re.compile(
    r"""(?mx)relayed|no\sdelivery\snotification|^(?:\[[^\]\n]{1,20}\]\s)?(?:weitergeleitet|relayé|inoltrato|doorgestuurd)\s?:|retransmitido
    |keine\szustell\w*benachrichtigung|aucune\snotification|ningun\w*\snotificación|nessuna\snotifica|geen\s(?:\w+)?(?:melding|kennisgeving)"""
)
NOT_SUCCEEDED = re.compile(
    r"""(?x)\b(?:not|un\w+able|undeliver\w*|failed|failure|cannot|couldn't|wasn't|hasn't|fatal|delayed|warning|rejected|refused|error|nicht|kein|pas|no\sse|non|niet)\b"""
)
OUTRIGHT = re.compile(
    r"could not be delivered to: ?<[^>\s]+@|mail(?:box| ?folder) (?:is )?full|duplicated message-id|not a member of this mailing list"
)

# What lists, newsletters and persons' programs write and no mail system that reports a failure.
OF_A_LIST = ("List-Unsubscribe", "List-Id", "List-Post")
FIND_ADDRESS = re.compile(ADDRESS)
NO_REPLY = re.compile(r"(?i)(?:no|do-?not)[-_.]?reply")
MOST_CODES = 5  # that are looked at, each with what stands before it
SOON_AFTER = 200  # characters
LOOKED_AT = 6000  # characters of a notice: what became of the mail stands near its top
ONLY_REPORTS_HAVE = ("X-Failed-Recipients", "X-MS-Exchange-Message-Is-Ndr")


def is_system(mail: Mail) -> bool:
    """Whether a mail system signs it, or nobody."""
    return bool(DAEMON.search(folded(mail.header("From")) or "<>"))


def is_answered(mail: Mail) -> bool:
    """Whether its subject is that of an answer, or passes something on."""
    return bool(ANSWERED_SUBJECT.match(mail.header("Subject")))


def is_written(mail: Mail) -> bool:
    """Whether a person or a list wrote it: no mail system answers, passes on or sends to a list."""
    if is_system(mail):
        return False
    return is_answered(mail) or any(mail.header(name) for name in OF_A_LIST)


def is_sent_by_hand(mail: Mail) -> bool:
    """Whether its own bounces go to who signs it, and no machine says that it wrote it."""
    bounces_go_to = mail.header("Return-Path").strip(" <>")
    writers = mail.addresses("From")
    by_machine = is_system(mail) or mail.header("Auto-Submitted")
    return (
        not by_machine
        and bounces_go_to in writers
        and not NO_REPLY.match(bounces_go_to)
    )


def own_text(mail: Mail) -> str:
    """What the mail says itself: the report that a person quotes is not theirs."""
    text = mail.text
    banner = BANNER.match(text)
    text = without_disclaimer(text[banner.end() :] if banner else text)
    if is_system(mail) and not is_answered(mail):
        return text
    return QUOTED_LINE.sub("", text)


def without_disclaimer(text: str) -> str:
    """What a company's gateway adds below every mail speaks of nobody, though it often gives an address."""
    found = DISCLAIMER.search(folded(text[:LOOKED_AT]))
    told = text[: found.start()] if found else ""
    return told if FIND_ADDRESS.search(told) else text


def is_bounce(mail: Mail, notice: str) -> bool:
    """A form or header that only reports have, else two of the signs."""
    if any(mail.message.get(name) is not None for name in ONLY_REPORTS_HAVE):
        return True
    if "message/delivery-status" in mail.types:
        return True
    is_failed = bool(FAILED_SUBJECT.search(folded(mail.header("Subject"))))
    returned = has_returned(mail, notice)
    # A postmaster who greets somebody and returns nothing is a person.
    may_greet = is_failed or returned
    by_system = is_system(mail) and (may_greet or not GREETING.match(notice))
    has_codes, is_outright = (
        bool(CODES.search(notice)),
        bool(OUTRIGHT.search(folded(notice))),
    )
    if is_written(mail) or (is_sent_by_hand(mail) and not (returned and is_outright)):
        return False
    # Parcels fail to be delivered too: who is no mail system must show what failed.
    if not (by_system or has_codes or is_outright or returned):
        return False
    signs = (
        by_system,
        is_failed and (by_system or not is_answered(mail)),
        is_outright,
        by_system and has_codes and (returned or has_coded_address(notice)),
    )
    if sum(signs) != 1:
        return sum(signs) > 1
    # Only now, since they cost the most.
    told = folded(" ".join(notice.split()))
    return bool(FAILED_WORDS.search(told)) or (
        by_system and (is_success(mail, notice) or is_delay(mail, notice))
    )


def has_returned(mail: Mail, notice: str) -> bool:
    return mail.returned is not None or len(notice) < len(own_text(mail))


def has_coded_address(notice: str) -> bool:
    """Whether a code stands soon after an address: it is said of one recipient, and is no rule for all."""
    codes = islice(CODES.finditer(notice), MOST_CODES)
    return any(
        FIND_ADDRESS.search(notice, max(0, code.start() - SOON_AFTER), code.start())
        for code in codes
    )


def is_report(mail: Mail) -> bool:
    """A report even when it names nobody: by its form, or because a mail system says that mail failed."""
    if "message/delivery-status" in mail.types:
        return True
    by_machine = is_system(mail) and not is_answered(mail)
    return by_machine and bool(FAILED_SUBJECT.search(folded(mail.header("Subject"))))


def is_refusal(mail: Mail) -> bool:
    """Whether a filter refuses the mail in the form of a reader's receipt (RFC 5429; Dovecot, Cyrus)."""
    return "automatically rejected" in " ".join(mail.text[:LOOKED_AT].lower().split())


def told_at_first(mail: Mail, notice: str) -> str:
    """Subject and the beginning of the notice, folded."""
    return folded(f"{mail.header('Subject')}\n{notice[:LOOKED_AT]}")


def says_success(words: str) -> bool:
    """An arrival, and nothing that failed."""
    told = folded(words)
    return not NOT_SUCCEEDED.search(told) and bool(SUCCEEDED.search(told))


def is_success(mail: Mail, notice: str) -> bool:
    """The system tells of an arrival, and of nothing else."""
    return says_success(told_at_first(mail, notice))


def is_relayed(mail: Mail, notice: str) -> bool:
    """The system handed it to one that reports nothing."""
    return bool(RELAYED.search(told_at_first(mail, notice)))


def is_delay(mail: Mail, notice: str) -> bool:
    """The system is still trying."""
    return bool(DELAYED.search(told_at_first(mail, notice)))
