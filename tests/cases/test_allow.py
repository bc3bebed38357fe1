"""From a domain of the operator's: only to known addresses, few, without links, once for a contract, and never after a complaint."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from duly.cases.actions.allow import NotAllowed, check_allowed, sent_since
from duly.cases.actions.complain import note_complaint
from duly.cases.actions.dispatch import (
    NotConfigured,
    NoticeOpen,
    call_off,
    settle,
)
from duly.cases.actions.draft import change_case, draft_of, open_case
from duly.cases.actions.erase import erase_case, forget_counted
from duly.cases.actions.receive import close_case
from duly.cases.actions.relink import address_mark, ask_for_link
from duly.cases.actions.track import note_happenings
from duly.cases.counted import counted
from duly.cases.models import Case, Deadline, Dispatch, Letter
from duly.cases.record import record_anyway
from duly.channels import Happening
from tests.cases.conftest import DOCUMENT
from tests.cases.test_letter import press_send

pytestmark = pytest.mark.django_db

TO = "kim@acme.test"
Open = Callable[..., Case]


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    def put(name: str, value: str) -> None:
        monkeypatch.setenv(f"DULY_REGISTERED_EMAIL_{name}", value)

    for name, value in {
        "TRANSPORT": "direct_mx",
        "FROM": "notices@duly.test",
        "EHLO_NAME": "mail.duly.test",
        "TOKEN_SECRET": "a secret of the test",
        "REVIEWED": f"{TO} lee@acme.test kim@else.test kim@third.test kim@gmail.com",
    }.items():
        put(name, value)
    return put


def confirm_mailbox(case: Case, now: datetime) -> Case:
    """As the worker does when it has mailed the fresh link."""
    address = draft_of(case)["sender"]["email"]
    record_anyway(
        case,
        "case.link_renewed",
        at=now,
        actor="sender",
        payload={"address": address_mark(case, address)},
    )
    return case


@pytest.fixture
def opened_by(db: None, now: datetime) -> Open:
    def new(email: str = "ada@example.com", *, to: str = TO, **changes: Any) -> Case:
        document = {
            **DOCUMENT,
            "sender": {**DOCUMENT["sender"], "email": email},
            "channel": "registered_email",
            "recipient": {"name": "Acme", "email": to},
            **changes,
        }
        return confirm_mailbox(open_case(document, now=now).case, now)

    return new


def check(case: Case, now: datetime) -> None:
    check_allowed(case, channel="registered_email", now=now)


def other(number: object) -> dict[str, Any]:
    """Another contract of the same person."""
    return {"identifiers": {"account_email": f"{number}@example.com"}}


def row(case: Case, now: datetime, **changes: Any) -> Dispatch:
    """A sending of this case as it is counted, without sealing a letter for it."""
    letter, _ = Letter.objects.get_or_create(
        case=case,
        reviewed_sha256="0" * 64,
        defaults={
            "pages": 1,
            "size": 1,
            "language": "en",
            "profile": "us-10",
            "composed_at": now,
        },
    )
    mine = counted(case)
    return Dispatch.objects.create(
        case=case,
        letter=letter,
        channel="registered_email",
        key=f"{Dispatch.objects.count():064d}",
        intent_at=changes.pop("intent_at", now),
        sender_digest=mine.sender_digest,
        recipient_digest=mine.recipient_digest,
        company_digest=mine.company_digest,
        contract_digest=mine.contract_digest,
        **changes,
    )


def complained(case: Case, now: datetime, *, is_theirs: bool = True) -> None:
    note_complaint(row(case, now), is_theirs=is_theirs, now=now)


# --- to whom


def test_a_reviewed_address_may_be_written_to(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    check(opened_by(), now)


def test_an_address_that_nobody_reviewed_may_not(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    operator("REVIEWED", "")
    with pytest.raises(NotAllowed, match="neither in the catalogue"):
        check(opened_by(), now)
    with pytest.raises(NotConfigured, match="neither in the catalogue"):
        press_send(opened_by(), now, channel="registered_email")


@pytest.mark.parametrize("written", ["KIM@acme.test", "kim@ACME.test", "Kim@Acme.Test"])
def test_letter_case_makes_no_other_address_of_a_known_one(
    written: str, operator: Any, opened_by: Open, now: datetime
) -> None:
    check(opened_by(to=written), now)


def test_an_address_of_the_catalogue_may_be_written_to_in_any_letter_case(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    operator("REVIEWED", "")
    provider, address = "us/aliexpress-vip", catalogue_address("us/aliexpress-vip")
    if not address:
        provider, address = any_catalogue_address()
    for written in (address, address.upper(), address.title()):
        check(opened_by(to=written, provider=provider), now)
    with pytest.raises(NotAllowed, match="neither in the catalogue"):
        check(opened_by(to=f"x{address}", provider=provider), now)


def catalogue_address(slug: str) -> str:
    from duly.knowledge.providers import provider

    found = (c.value for c in provider(slug).contacts if c.kind == "email")
    return next(found, "")


def any_catalogue_address() -> tuple[str, str]:
    from duly.knowledge.providers import providers

    return next(
        (entry.slug, contact.value)
        for entry in providers()
        for contact in entry.contacts
        if contact.kind == "email" and entry.slug.startswith("us/")
    )


def test_through_the_own_mailbox_any_typed_address_may(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    operator("TRANSPORT", "submission")
    operator("HOST", "127.0.0.1")
    operator("REVIEWED", "")
    check(opened_by(free_text="See https://acme.test/me"), now)


# --- the words


@pytest.mark.parametrize(
    "words",
    [
        "See https://evil.test/a",
        "See hxxp://evil.test",
        "See www.evil.test",
        "See evil.com/offer",
        "See example . com/",
        "See evil。com/offer",
        "See evil.cоm/offer",
        "Write to mailto:kim@evil.test",
    ],
)
def test_own_words_hold_no_links(
    words: str, operator: Any, opened_by: Open, now: datetime
) -> None:
    with pytest.raises(NotAllowed, match="link"):
        check(opened_by(free_text=words), now)


@pytest.mark.parametrize(
    "words",
    [
        "I moved on 1.2.2026. Please answer.",
        "I pay 3.com/month to McFIT.com.",
        "Write to ada@example.com.",
    ],
)
def test_prices_names_and_addresses_are_no_links(
    words: str, operator: Any, opened_by: Open, now: datetime
) -> None:
    check(opened_by(free_text=words), now)


@pytest.mark.parametrize(
    "changes",
    [
        {"sender": {**DOCUMENT["sender"], "name": "Ada www.evil.test"}},
        {"identifiers": {"account_email": "evil.com/offer"}},
        {"signature": {"kind": "typed", "text": "https://evil.test"}},
        {"facts": {"cause": "See www.evil.test"}},
    ],
)
def test_a_link_in_a_name_or_a_number_is_one_too(
    changes: dict[str, Any], operator: Any, opened_by: Open, now: datetime
) -> None:
    changes = {"sender": {**DOCUMENT["sender"]}, **changes}
    with pytest.raises(NotAllowed, match="link"):
        check(opened_by(**changes), now)


def test_own_words_end_at_4000_characters(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    check(opened_by(free_text="a" * 4000), now)
    with pytest.raises(NotAllowed, match="longer than 4000"):
        check(opened_by(free_text="a" * 4001), now)


# --- who


def test_a_mail_address_is_confirmed_before_the_first_sending(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    case = opened_by()
    case.events.filter(name="case.link_renewed").delete()
    with pytest.raises(NotAllowed, match="not confirmed"):
        check(case, now)
    assert Deadline.objects.filter(case=case, kind="link_requested").exists()


def test_an_address_put_in_after_the_confirmation_is_not_confirmed(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    case = opened_by()
    document = draft_of(case)
    document["sender"]["email"] = "cleo@example.com"
    change_case(case, document, version=case.version, now=now)
    with pytest.raises(NotAllowed, match="not confirmed"):
        check(case, now)


def test_the_link_of_another_case_confirms_nothing(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    other_case, case = opened_by(), opened_by()
    case.events.filter(name="case.link_renewed").delete()
    record_anyway(
        case,
        "case.link_renewed",
        at=now,
        payload={"address": address_mark(other_case, "ada@example.com")},
    )
    with pytest.raises(NotAllowed, match="not confirmed"):
        check(case, now)


def test_a_mailbox_gets_five_links_an_hour_however_many_cases_name_it(
    opened_by: Open, now: datetime
) -> None:
    for number in range(7):
        ask_for_link(opened_by(f"ada+{number}@example.com"), now=now)
    ask_for_link(opened_by("ben@example.com"), now=now)
    asked = Deadline.objects.filter(kind="link_requested")
    assert asked.count() == 5 + 1
    ask_for_link(opened_by(), now=now + timedelta(hours=1, seconds=1))
    assert asked.count() == 7


# --- how many


def test_three_mails_a_day_for_one_person(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    for number in range(2):
        row(opened_by(**other(number)), now)
    check(opened_by(), now)
    row(opened_by(**other(2)), now)
    with pytest.raises(NotAllowed, match="go on tomorrow"):
        check(opened_by(), now)
    check(opened_by("ben@example.com"), now)
    check(opened_by(), now + timedelta(days=1, seconds=1))


@pytest.mark.parametrize("written", ["Ada@Example.com", "ada+gym@example.com"])
def test_another_way_to_write_the_address_makes_no_other_person(
    written: str, operator: Any, opened_by: Open, now: datetime
) -> None:
    for number in range(3):
        row(opened_by(**other(number)), now)
    with pytest.raises(NotAllowed, match="go on tomorrow"):
        check(opened_by(written), now)


def test_what_was_called_off_is_not_counted(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    for number in range(3):
        row(opened_by(**other(number)), now, outcome="called_off")
    check(opened_by(), now)


def test_a_letter_by_post_is_not_counted(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    for number in range(3):
        sent = row(opened_by(**other(number)), now)
        Dispatch.objects.filter(pk=sent.pk).update(channel="drop_box")
    check(opened_by(), now)


def test_twenty_an_hour_for_one_address(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    case = opened_by("ben@example.com")
    for _ in range(19):
        row(case, now)
    check(opened_by(), now)
    row(case, now)
    with pytest.raises(NotAllowed, match="this address has had enough"):
        check(opened_by(), now)
    check(opened_by(to="lee@acme.test"), now)
    check(opened_by(), now + timedelta(hours=1, seconds=1))


def test_a_hundred_a_day_for_one_company(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    case, earlier = opened_by("ben@example.com"), now - timedelta(hours=2)
    for _ in range(99):
        row(case, now, intent_at=earlier)
    check(opened_by(), now)
    row(case, now, intent_at=earlier)
    with pytest.raises(NotAllowed, match="this company has had enough"):
        check(opened_by(to="lee@acme.test"), now)
    check(opened_by(to="kim@else.test"), now)
    check(opened_by(), now + timedelta(hours=22, seconds=1))


def test_a_mailbox_at_a_provider_for_everybody_is_a_company_of_its_own(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    operator("REVIEWED", "kim@gmail.com lee@gmail.com")
    complained(opened_by("ben@example.com", to="kim@gmail.com"), now)
    with pytest.raises(NotAllowed, match="this company has complained"):
        check(opened_by(to="kim@gmail.com"), now)
    check(opened_by(to="lee@gmail.com"), now)


def test_the_press_that_sends_writes_down_whose_it_was_without_saying_it(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    case = opened_by()
    dispatch = press_send(case, now, channel="registered_email")
    mine = counted(case)
    assert len(mine.sender_digest) == 32
    assert dispatch.sender_digest == mine.sender_digest
    stored = str(Dispatch.objects.filter(pk=dispatch.pk).values().get())
    assert "ada@" not in stored
    assert "acme.test" not in stored


def test_the_digests_need_the_key_of_the_installation(
    opened_by: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened_by()
    before = counted(case)
    monkeypatch.setattr("duly.cases.counted.wrapping_key", lambda: b"another key")
    after = counted(case)
    assert {*vars_of(before)}.isdisjoint(vars_of(after))


def vars_of(mine: Any) -> tuple[str, ...]:
    return (
        mine.sender_digest,
        mine.recipient_digest,
        mine.company_digest,
        mine.contract_digest,
    )


@pytest.mark.parametrize(
    ("field", "index"),
    [
        ("sender_digest", "dispatch_sender"),
        ("recipient_digest", "dispatch_recipient"),
        ("company_digest", "dispatch_company"),
        ("contract_digest", "dispatch_contract"),
    ],
)
def test_each_count_goes_by_an_index(field: str, index: str, now: datetime) -> None:
    plan = sent_since(now).filter(**{field: "0" * 32})[:3].explain()
    assert index in plan


def test_complaints_are_found_by_an_index(now: datetime) -> None:
    plan = Dispatch.objects.filter(complained_at__gte=now).explain()
    assert "dispatch_complained" in plan


# --- complaints


@pytest.mark.parametrize(
    "happening",
    [
        {"detail": {"kind": "complaint", "is_hint": False}, "raw_code": "complaint"},
        {"raw_code": "complained"},
    ],
)
def test_after_a_complaint_the_company_is_left_alone_for_30_days(
    happening: dict[str, Any], operator: Any, opened_by: Open, now: datetime
) -> None:
    dispatch = row(opened_by("ben@example.com"), now)
    told = Happening(name="dispatch.noted", at=now, source_id="m:1", **happening)
    assert note_happenings(dispatch, (told,)) == 1
    with pytest.raises(NotAllowed, match="this company has complained"):
        check(opened_by(), now + timedelta(days=29))
    check(opened_by(to="kim@else.test"), now)
    check(opened_by(), now + timedelta(days=30, seconds=1))


def test_a_read_receipt_is_no_complaint(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    dispatch = row(opened_by("ben@example.com"), now)
    told = Happening(
        name="dispatch.noted", at=now, raw_code="mdn", detail={"kind": "mdn"}
    )
    note_happenings(dispatch, (told,))
    check(opened_by(), now)


def three_complaints(
    opened_by: Open, now: datetime, *, to: list[str], by: list[str]
) -> None:
    for address, person in zip(to, by, strict=True):
        complained(opened_by(person, to=address), now)


COMPANIES = ["kim@acme.test", "kim@third.test", "kim@gmail.com"]
PEOPLE = ["ben@example.com", "dora@example.com", "emil@example.com"]


def test_three_companies_about_three_people_stop_every_sending(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    three_complaints(opened_by, now, to=COMPANIES[:2], by=PEOPLE[:2])
    check(opened_by(to="kim@else.test"), now)
    three_complaints(opened_by, now, to=COMPANIES[2:], by=PEOPLE[2:])
    with pytest.raises(NotAllowed, match="operator has to look"):
        check(opened_by(to="kim@else.test"), now)
    check(opened_by(to="kim@else.test"), now + timedelta(days=30, seconds=1))


def test_one_hostile_company_stops_only_the_mail_to_itself(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    three_complaints(opened_by, now, to=[TO, TO, "lee@acme.test"], by=PEOPLE)
    check(opened_by(to="kim@else.test"), now)


def test_one_hostile_person_stops_only_their_own_mail(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    three_complaints(opened_by, now, to=COMPANIES, by=["ben@example.com"] * 3)
    check(opened_by(to="kim@else.test"), now)
    later = now + timedelta(days=2)
    with pytest.raises(NotAllowed, match="several companies have complained"):
        check(opened_by("ben@example.com", to="kim@else.test"), later)


def test_what_anybody_with_the_link_typed_stops_that_persons_mail_to_that_company_alone(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    complained(opened_by(**other("gym")), now, is_theirs=False)
    with pytest.raises(NotAllowed, match="you are not their customer"):
        check(opened_by(), now)
    check(opened_by(to="kim@else.test"), now)
    check(opened_by("ben@example.com"), now)


def test_typed_complaints_never_stop_every_sending(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    for address, person in zip(COMPANIES, PEOPLE, strict=True):
        complained(opened_by(person, to=address), now, is_theirs=False)
    check(opened_by(to="kim@else.test"), now)


def test_a_typed_complaint_after_a_report_takes_nothing_back(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    dispatch = row(opened_by("ben@example.com"), now)
    note_complaint(dispatch, is_theirs=True, now=now)
    note_complaint(dispatch, is_theirs=False, now=now)
    dispatch.refresh_from_db()
    assert dispatch.complaint == Dispatch.THEIRS


# --- one open notice for a contract


@pytest.fixture
def under_way(operator: Any, opened_by: Open, now: datetime) -> Dispatch:
    return press_send(opened_by(), now, channel="registered_email")


def test_a_second_case_about_the_same_contract_is_shown_the_open_one(
    under_way: Dispatch, opened_by: Open, now: datetime
) -> None:
    second = opened_by()
    with pytest.raises(NoticeOpen, match=under_way.case.reference) as refused:
        press_send(second, now, channel="registered_email")
    assert refused.value.reference == under_way.case.reference
    assert not second.dispatches.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"identifiers": {"account_email": "second@example.com"}},
        {"matter": {**DOCUMENT["matter"], "act": "withdrawal"}},
        {"provider": {"name": "Other", "country": "US"}},
    ],
)
def test_another_contract_kind_or_company_is_another_notice(
    changes: dict[str, Any], under_way: Dispatch, opened_by: Open, now: datetime
) -> None:
    check(opened_by(**changes), now)


@pytest.mark.parametrize("written", ["Ada@Example.com", "ADA @example.com"])
def test_another_way_to_write_the_number_makes_no_other_contract(
    written: str, under_way: Dispatch, opened_by: Open, now: datetime
) -> None:
    with pytest.raises(NotAllowed, match="under way already"):
        check(opened_by(identifiers={"account_email": written}), now)


def test_another_person_has_a_notice_of_their_own(
    under_way: Dispatch, opened_by: Open, now: datetime
) -> None:
    check(opened_by("ben@example.com"), now)


def test_the_case_itself_goes_on(under_way: Dispatch, now: datetime) -> None:
    assert press_send(under_way.case, now, channel="registered_email") == under_way
    Dispatch.objects.filter(pk=under_way.pk).update(outcome="in_doubt")
    under_way.refresh_from_db()
    settle(under_way, verdict="resend", now=now)
    assert under_way.outcome == "intended"


def test_what_was_called_off_refused_or_closed_is_open_no_more(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    first = press_send(opened_by(), now, channel="registered_email")
    call_off(first, now=now)
    second = press_send(opened_by(), now, channel="registered_email")
    record_anyway(second.case, "dispatch.refused", at=now)
    third = press_send(opened_by(), now, channel="registered_email")
    with pytest.raises(NotAllowed, match=third.case.reference):
        check(opened_by(), now)
    close_case(third.case, now=now)
    tomorrow = now + timedelta(days=1, seconds=1)
    check(opened_by(), tomorrow)


def test_after_ninety_days_without_an_end_it_is_a_new_matter(
    under_way: Dispatch, opened_by: Open, now: datetime
) -> None:
    with pytest.raises(NotAllowed, match="under way already"):
        check(opened_by(), now + timedelta(days=89))
    check(opened_by(), now + timedelta(days=91))


def test_who_has_not_confirmed_the_mailbox_learns_nothing_of_its_cases(
    under_way: Dispatch, opened_by: Open, now: datetime
) -> None:
    """Cleo types Ada's address and her number."""
    case = opened_by()
    case.events.filter(name="case.link_renewed").delete()
    with pytest.raises(NotAllowed) as refused:
        check(case, now)
    assert under_way.case.reference not in str(refused.value)


# --- erased


def test_an_erased_case_counts_to_the_end_of_the_limit_and_then_nothing_leads_to_the_person(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    cases = [opened_by(**other(number)) for number in range(3)]
    sent = [row(case, now) for case in cases]
    note_complaint(sent[2], is_theirs=False, now=now)
    for case in cases:
        erase_case(case, now=now)
    assert not Dispatch.objects.exclude(contract_digest="").exists()
    with pytest.raises(NotAllowed, match="go on tomorrow"):
        check(opened_by(to="kim@else.test"), now)
    assert forget_counted(now=now + timedelta(hours=23)) == 0
    assert forget_counted(now=now + timedelta(days=1)) == 2
    assert forget_counted(now=now + timedelta(days=30)) == 1
    for dispatch in Dispatch.objects.all():
        assert vars_of(dispatch) == ("", "", "", "")


def test_an_old_case_leaves_nothing_when_it_is_erased(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    case = opened_by()
    ask_for_link(case, now=now)
    row(case, now)
    erase_case(case, now=now + timedelta(days=2))
    assert vars_of(case.dispatches.get()) == ("", "", "", "")
    assert not case.deadlines.exclude(reason="").exists()
