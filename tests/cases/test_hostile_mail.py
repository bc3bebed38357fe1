"""Mail that is made to hurt, through the real reading process: kept octet by octet, and a person is asked."""

import resource
from dataclasses import replace

import pytest

from duly.cases import inbox
from duly.cases.actions.take_mail import take_mail
from duly.cases.files import read_file
from duly.replies.limited import read_limited
from duly.replies.tokens import mail_token
from tests.cases.test_take_mail import SECRET, key, last, sent, take, transport
from tests.replies.test_hostile_mail import HOSTILE

__all__ = ["key", "sent", "take", "transport"]

pytestmark = [pytest.mark.django_db, pytest.mark.real]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bomb_is_kept_whole_and_a_person_is_asked(name, sent, take, now):
    token = mail_token(SECRET, key=sent.key, purpose="reply")
    raw = f"Delivered-To: ada+{token}@sender.test\r\n".encode() + HOSTILE[name]
    reader = replace(take.reader, read=read_limited)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = take_mail(raw, source_id="ada:1:9", reader=reader, now=now)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime < 10
    assert (taken.word, taken.kind) == ("told", "unparsed")
    assert last(sent).name == "reply.received"
    assert last(sent).payload["verdict"] == "unparsed"
    (kept,) = sent.case.exhibits.filter(kind="mail")
    assert read_file(sent.case, kept.sha256) == raw


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bomb_of_no_case_is_set_aside_whole(name, sent, take, now):
    reader = replace(take.reader, read=read_limited)
    taken = take_mail(HOSTILE[name], source_id=name, reader=reader, now=now)
    assert (taken.word, taken.kind) == ("set aside", "unparsed")
    aside = {kept.source_id: kept for kept in inbox.waiting(inbox.SET_ASIDE)}
    assert aside[name].raw == HOSTILE[name]
    inbox.forget_raw(aside[name], folder=inbox.SET_ASIDE)
