"""Is this mail a delivery report at all? Its sender, subject and words, two of which must agree."""

import re

from duly.replies.mail import Mail

DAEMON = re.compile(
    r"(?i)mailer[-._ ]?daemon|post[-_]?master|mail[ .]deliver\w*(?:[ .]s(?:ub)?system)?|mail administrator|maildelivery|system administrator|\bmmsc\b|mta-?admin|\bdaemon@|^\s*<>\s*$|<>$"
)
# "Your delivery is on its way" is a parcel; so the subject must speak of mail, or of failing.
FAILED_SUBJECT = re.compile(
    r"""(?ix)un-?deliver|(?:mail|message|e-?mail)\s(?:delivery|system\serror|error)|delivery\s(?:status|failure|failed|has\sfailed|report|notification|delay\w*|problem|error|incomplete|unsuccessful)|^\W*delivery\sfail
    |(?:mail|message)\s(?:has\s|was\s|is\s)?(?:been\s)?(?:failed|rejected|refused|blocked)|returning\sto\ssender|unable\sto\sdeliver|delivery\s\w+\s(?:failure|notice)
    |returned\s(?:mail|to\ssender|message)|failure\s(?:notice|notification|delivery)|failed\s(?:delivery|mail|message)|non\s?-?deliver|(?:could|can)\s?not\sbe\s(?:sent|delivered)|mail\ssystem\serror|postmaster\snotify|bounce
    |unzustellbar|nicht\szugestellt|zustell(?:fehler|ung)|non\s(?:remis|recapitabil|distribu)|échec\sde\s(?:la\s)?(?:remise|distribution)|no\sse\s(?:pudo|ha\spodido)|no\sentregad|mancata\sconsegna|onbestelbaar|не\sдоставлен|配信|送信|error\ssending|loop\salert|warning:\s(?:message|could)|errors\sfrom|considered\sunsolicited"""
)
FAILED_WORDS = re.compile(
    r"""(?ix)(?:could|can|was|were|wasn't|has|did)\s?(?:not|n't|\sable)?\s(?:be\s|been\s|yet\sbeen\s|able\sto\s)?(?:deliver|sen[dt]|reach)|unable\sto\s(?:deliver|send)|un-?deliver(?:ed|able)|delivery\s(?:to|has|failed|failure|status|of|problem|error)
    |permanent\s(?:fatal\s)?error|failed\saddress|no\svalid\srecipients|(?:following|these)\s(?:recipients?|address(?:es)?|errors?)|transcript\sof\s(?:the\s)?session|rejected\sby|failed\spermanently|unknown\suser|invalid\s(?:final|user)|failure\sreasons|non-delivered|送信できません|エラー|wasn't\sable\sto\sdeliver|message\sfrom\s\S+\sunable|had\strouble\sdelivering|nicht\szugestellt|n'a\spas\spu\sêtre|доставлен"""
)
DELAYED = re.compile(
    r"(?i)has been delayed|not yet been delivered|warning message only|will be retried|still trying|delivery attempts will continue|delayed \d+ hours|will keep trying|could not be delivered for the last|\(delay\)"
)
OUTRIGHT = re.compile(
    r"(?i)could not be delivered to: ?<[^>\s]+@|mail(?:box| ?folder) (?:is )?full|duplicated message-id|not a member of this mailing list"
)

ONLY_REPORTS_HAVE = ("X-Failed-Recipients", "X-MS-Exchange-Message-Is-Ndr")


def is_bounce(mail: Mail, notice: str) -> bool:
    """A form or header that only reports have, else two of the signs."""
    if any(mail.message.get(name) is not None for name in ONLY_REPORTS_HAVE):
        return True
    if "message/delivery-status" in mail.types:
        return True
    signs = (
        bool(DAEMON.search(mail.header("From") or "<>")),
        bool(FAILED_SUBJECT.search(mail.header("Subject"))),
        bool(FAILED_WORDS.search(notice)),
        bool(OUTRIGHT.search(notice)),
    )
    return sum(signs) >= 2


def is_report(mail: Mail) -> bool:
    """A report even when it names nobody: by its form, or because a mail system says that mail failed."""
    if "message/delivery-status" in mail.types:
        return True
    is_system = DAEMON.search(mail.header("From") or "<>")
    return bool(is_system and FAILED_SUBJECT.search(mail.header("Subject")))


def is_delay(mail: Mail, notice: str) -> bool:
    """The system is still trying."""
    return bool(DELAYED.search(mail.header("Subject")) or DELAYED.search(notice))
