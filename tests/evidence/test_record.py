"""Evidence records: the fields that ETSI EN 319 522 asks for, and the honesty that it leaves to us."""

import json
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly.evidence import record
from duly.evidence.canonical import canonical_json, sha256_hex
from duly.evidence.form import evidence_schema, misfits
from duly.evidence.record import UnfitRecord

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "evidence-schema.json").read_text()
)
ADA = record.Party(name="Ada Example")


def made(now: datetime, **changes: object) -> dict[str, object]:
    fields: dict[str, object] = {
        "event": "SubmissionAcceptance",
        "at": now,
        "identifier": "ADA-1/1",
        "message": "ADA-1",
        "issuer": ADA,
        "sender": ADA,
        "recipient": ADA,
        "previous": None,
    }
    return record.evidence_record(**(fields | changes))  # type: ignore[arg-type]


def test_every_event_of_the_standard_makes_a_fitting_record(now) -> None:
    assert len(record.ETSI_EVENTS) == 22
    for event in record.ETSI_EVENTS:
        reasons = ("because",) if event in record.NEGATIVE else ()
        whole = made(now, event=event, reasons=reasons, submitted_at=now)
        jsonschema.validate(whole, SCHEMA)
        assert misfits(whole, evidence_schema()) == []
        assert record.event_name(whole) == event


def test_a_submission_is_its_own_time_of_submission(now) -> None:
    assert made(now)["SubmissionTime"] == "2026-03-02T10:00:00.000Z"


def test_each_record_names_the_one_before(now) -> None:
    first = made(now)
    second = made(now, previous=first)
    assert first["previousEvidenceSha256"] is None
    assert second["previousEvidenceSha256"] == sha256_hex(canonical_json(first))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"event": "Delivered"}, "ERDSEventId"),
        ({"event": "RelayToNonERDSFailure"}, "EventReasons"),
        ({"event": "AcceptanceRejectionExpiry"}, "EventReasons"),
        ({"at": datetime(2026, 3, 2)}, "EventTime"),  # noqa: DTZ001 (a moment without a zone is the case)
    ],
)
def test_an_unfit_record_is_refused_by_its_field(now, changes, field) -> None:
    with pytest.raises(UnfitRecord, match=field):
        made(now, **changes)


CHANGES = st.sampled_from(sorted(SCHEMA["required"])).flatmap(
    lambda field: st.tuples(
        st.just(field),
        st.sampled_from(
            [None, "", "x", 0, -1, True, [], ["x"], [""], {}, {"Name": 1}, {"a": "b"}]
        ),
    )
)


@settings(max_examples=150)
@given(CHANGES, st.sampled_from(["put", "take", "add"]))
def test_our_reader_of_the_schema_agrees_with_a_full_one(change, way) -> None:
    from datetime import UTC

    whole = made(datetime(2026, 3, 2, tzinfo=UTC))
    field, value = change
    if way == "put":
        whole[field] = value
    elif way == "take":
        del whole[field]
    else:
        whole[f"{field}More"] = value
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert (not misfits(whole, evidence_schema())) == validator.is_valid(whole)
