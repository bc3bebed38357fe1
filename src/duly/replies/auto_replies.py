"""Did a machine answer? RFC 3834 headers, the habits of mail systems, subjects in six languages."""

import re
from dataclasses import dataclass
from typing import Literal

from duly.replies.mail import Mail

SubKind = Literal["out_of_office", "ticket_opened", "unmonitored", "other"]

AUTOMATIC_SUBJECT = re.compile(
    r"""(?ix)^\W*(?:\w{2,3}:\s*)*(?:
      auto(?:matic|matische?[sr]?)?[ -]?(?:reply|response|antwort|notification|answer)\b | autoreply | auto:\s | out[ ]of[ ](?:the[ ])?office | \booo\b | vacation
      | abwesenheit | automatische?[ ]antwort | antwort[ ]automatisch | nicht[ ]im[ ]b[üu]ro | ich[ ]bin[ ]abwesend
      | r[ée]ponse[ ]automatique | absence\b | absent\b | absente\b | message[ ]d'absence
      | respuesta[ ]autom[áa]tica | fuera[ ]de[ ](?:la[ ])?oficina | ausencia
      | risposta[ ]automatica | fuori[ ](?:sede|ufficio) | assenza | assente
      | automatisch[ ]antwoord | afwezig | automatische[ ]beantwoording | niet[ ]aanwezig
    )"""
)
ABSENT = re.compile(
    r"""(?ix)out[ ]of[ ](?:the[ ])?office | on[ ](?:annual[ ]|parental[ ])?(?:leave|vacation|holiday) | away[ ]from[ ](?:my|the)[ ](?:desk|office) | limited[ ]access[ ]to[ ](?:my[ ])?e-?mail | back[ ](?:in[ ]the[ ]office[ ])?on
      | (?:nicht[ ]im|au(?:ß|ss)er)[ ](?:b[üu]ro|haus) | abwesend | im[ ]urlaub | elternzeit | absent | en[ ](?:cong[ée]s?|vacances) | de[ ]retour[ ]le | fuera[ ]de[ ]la[ ]oficina | de[ ]vacaciones
      | fuori[ ](?:sede|ufficio) | in[ ]ferie | assente | rientro | afwezig | met[ ]verlof | (?:op|met)[ ]vakantie | niet[ ](?:op[ ]kantoor|aanwezig)"""
)
HEADER_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("Auto-Submitted", re.compile(r"(?i)^\s*auto-")),
    ("X-Autoreply", re.compile(r"(?i).")),
    ("X-Autorespond", re.compile(r"(?i).")),
    ("X-Auto-Reply", re.compile(r"(?i).")),
    ("X-Autoresponder", re.compile(r"(?i).")),
    ("X-AutoReply-From", re.compile(r"(?i).")),
    ("X-Mail-Autoreply", re.compile(r"(?i).")),
    ("X-Auto-Response-Suppress", re.compile(r"(?i)\b(?:all|oof|autoreply)\b")),
    ("X-MS-Exchange-Generated-Message-Source", re.compile(r"(?i)mailbox rules|oof")),
    ("X-FC-MachineGenerated", re.compile(r"(?i)true|yes")),
    ("X-POST-MessageClass", re.compile(r"(?i)autoresponder")),
    ("Delivered-To", re.compile(r"(?i)autoresponder")),
    ("Precedence", re.compile(r"(?i)auto[-_ ]?reply")),
    ("X-Precedence", re.compile(r"(?i)auto[-_ ]?reply")),
    ("Preference", re.compile(r"(?i)auto_reply")),
    ("Return-Path", re.compile(r"^\s*<\s*>\s*$")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AutoReply:
    """`signs` are the headers that gave it away, as `Name: value`."""

    kind: SubKind
    signs: tuple[str, ...]


def auto_reply_of(mail: Mail, *, verdict: str) -> AutoReply | None:
    """None when nothing says that a machine wrote it. `verdict` of the text decides the kind, absence apart."""
    signs = signs_of(mail)
    if not signs:
        return None
    return AutoReply(kind=kind_of(mail, verdict), signs=signs)


def signs_of(mail: Mail) -> tuple[str, ...]:
    signs = [
        f"{name}: {' '.join(str(value).split())[:80]}"
        for name, pattern in HEADER_SIGNS
        for value in mail.message.get_all(name, [])[:3]
        if pattern.search(str(value))
    ]
    subject = mail.header("Subject")
    if AUTOMATIC_SUBJECT.search(subject):
        signs.append(f"Subject: {subject[:80]}")
    return tuple(signs)


def kind_of(mail: Mail, verdict: str) -> SubKind:
    if verdict == "ticket_opened":
        return "ticket_opened"
    if verdict == "unmonitored":
        return "unmonitored"
    if ABSENT.search(mail.header("Subject")) or ABSENT.search(mail.text[:4000]):
        return "out_of_office"
    return "other"
