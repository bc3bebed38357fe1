"""Offices that help are named when they are of use, and never before."""

import pytest
from django.test import Client
from django.utils import timezone

from duly.cases.actions.draft import token_digest
from duly.cases.models import Case
from duly.cases.queries import case_page
from duly.cases.record import record_anyway
from duly.knowledge.law import packs
from duly.web.help_outside import MOST, Office, offices


def found(case: Case, *, silent_days: int = 0) -> tuple[Office, ...]:
    page = case_page(case, today=timezone.localdate())
    return offices(case, page, silent_days=silent_days)


@pytest.fixture
def case(opened: str) -> Case:
    return Case.objects.get(token_sha256=token_digest(opened))


@pytest.mark.django_db
def test_a_letter_in_the_making_needs_none(case: Case, visitor: Client, opened: str):
    assert found(case) == ()
    assert "Who else can help" not in visitor.get(f"/case/{opened}/").content.decode()


@pytest.mark.django_db
def test_after_an_answer_the_offices_of_the_place_are_named(
    case: Case, visitor: Client, opened: str
):
    record_anyway(case, "reply.received", at=timezone.now())
    named = found(case)
    known = {
        office.name
        for pack in packs()
        if pack.id in ("us.ca", "us.federal")
        for office in pack.escalations
    }
    assert 0 < len(named) <= MOST
    assert {office.name for office in named} <= known
    page = visitor.get(f"/case/{opened}/").content.decode()
    assert "Who else can help" in page
    assert named[0].name in page


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "is_named"), [(7, False), (14, True)])
def test_silence_of_two_weeks_counts(case: Case, days: int, is_named: bool):
    assert bool(found(case, silent_days=days)) is is_named


@pytest.mark.django_db
def test_no_court_and_no_bank_is_named_here(case: Case):
    courts = {
        office.name
        for pack in packs()
        for office in pack.escalations
        if office.kind in ("court", "bank", "court_order")
    }
    assert not courts & {office.name for office in found(case, silent_days=14)}


@pytest.mark.django_db
def test_of_an_erased_case_nothing_is_asked(case: Case):
    Case.objects.filter(pk=case.pk).update(wrapped_key=b"")
    case.refresh_from_db()
    record_anyway(case, "reply.received", at=timezone.now())
    assert found(case) == ()
