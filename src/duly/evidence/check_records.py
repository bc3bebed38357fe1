"""Checks of evidence records (RFC 4998): does each prove the list of files at its own moment?"""

from duly.evidence import trust
from duly.evidence.cms_read import Token
from duly.evidence.subject import Doubt, Subject
from duly.kit.said import said

NONE = said("there is no evidence record of RFC 4998")


def evidence_records(subject: Subject) -> str:
    """Every .ers fits SHA256SUMS, and its clock was made for that."""
    tokens = record_tokens(subject)
    for name, token in tokens.items():
        try:
            trust.check_may_stamp(token.certificate, at=token.gen_time)
        except trust.Untrusted as reason:
            raise Doubt(name, reason) from reason
        if subject.at is not None and token.gen_time > subject.at:
            raise Doubt(name, said("it was stamped after the moment asked for"))
    if not tokens:
        return NONE
    first = min(token.gen_time for token in tokens.values())
    return said(
        "evidence records: %(count)s; the list existed at %(at)s UTC",
        count=len(tokens),
        at=f"{first:%Y-%m-%d %H:%M:%S}",
    )


def record_tokens(subject: Subject) -> dict[str, Token]:
    """The timestamp of each record, by its file; raises Doubt."""
    names = sorted(name for name in subject.files if name.endswith(".ers"))
    if not names:
        return {}
    from duly.evidence.ers import BadRecord, read_record

    tokens = {}
    for name in names:
        try:
            *_, token = read_record(
                subject.file(name), content=subject.file("SHA256SUMS")
            )
        except BadRecord as reason:
            raise Doubt(name, reason) from reason
        tokens[name] = token
    return tokens
