"""How well does the parser read bounces of the world? Recall, precision and class over a public sample, printed."""

import json
import tarfile
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from duly.replies.reading import read_message
from tests.conftest import shared_data


@dataclass
class Score:
    asked: int = 0
    found: int = 0
    emitted: int = 0
    right_class: int = 0
    real_status: int = 0
    exact_status: int = 0
    right_action: int = 0
    with_action: int = 0

    def count(self, row, by_address) -> None:
        self.emitted += len(by_address)
        for wanted in row["recipients"]:
            self.asked += 1
            one = by_address.get(wanted["recipient"].lower()) or by_address.get(
                wanted["alias"].lower()
            )
            if one is None:
                continue
            self.found += 1
            self.right_class += one.kind == wanted["class"]
            self.real_status += wanted["status_is_real"]
            self.exact_status += (
                wanted["status_is_real"] and one.status == wanted["status"]
            )
            self.with_action += bool(wanted["action"])
            self.right_action += one.action == wanted["action"]


@pytest.fixture(scope="module")
def corpus():
    folder = shared_data("bounces-dev")
    truth = (folder / "truth.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in truth]
    with tarfile.open(folder / "bounces.tar.gz") as packed:
        raws = {
            Path(member.name).name: packed.extractfile(member).read()
            for member in packed
            if member.isfile()
        }
    return [(row, raws[row["file"]]) for row in rows]


def test_recall_precision_and_class_reach_the_target(corpus):
    score = Score()
    began = time.process_time()
    readings = [(row, read_message(raw)) for row, raw in corpus]
    spent = time.process_time() - began
    for row, reading in readings:
        if row["kind"] == "dsn" and row["recipients"] is not None:
            score.count(row, {one.address: one for one in reading.recipients})
    recall, precision = score.found / score.asked, score.found / score.emitted
    print(
        f"\nbounces: recall {score.found}/{score.asked} = {recall:.1%}, precision {precision:.1%},"
        f" class end to end {score.right_class / score.asked:.1%},"
        f" exact status {score.exact_status}/{score.real_status},"
        f" action {score.right_action}/{score.with_action},"
        f" {1000 * spent / len(readings):.2f} ms a mail"
    )
    assert recall >= 0.97
    assert precision >= 0.98
    assert score.right_class / score.asked >= 0.96


def test_the_prose_alone_reaches_the_target_too(corpus, monkeypatch):
    """Without the standard's fields every mail is of a family that the rules have not seen with them."""
    monkeypatch.setattr("duly.replies.bounces.status_groups", lambda _: ())
    score = Score()
    for row, raw in corpus:
        if row["kind"] == "dsn" and row["recipients"] is not None:
            found = read_message(raw).recipients
            score.count(row, {one.address: one for one in found})
    print(
        f"\nprose only: recall {score.found / score.asked:.1%}, precision {score.found / score.emitted:.1%}"
    )
    assert score.found / score.asked >= 0.93
    assert score.found / score.emitted >= 0.97


def test_complaints_and_automatic_answers_are_never_bounces(corpus):
    others = [(row, raw) for row, raw in corpus if row["kind"] != "dsn"]
    wrong = [
        row["file"] for row, raw in others if read_message(raw).kind != row["kind"]
    ]
    assert others
    assert wrong == []
