"""What a failed request means for a letter: the table of docs/how-to-add-a-carrier.md."""

import httpx
import pytest

from duly.kit.http_outcome import outcome_of_failure, outcome_of_status


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (400, "refused"),
        (404, "refused"),
        (410, "refused"),
        (422, "refused"),
        (401, "unavailable"),
        (402, "unavailable"),
        (403, "unavailable"),
        (429, "unavailable"),
        (408, "in_doubt"),
        (409, "in_doubt"),
        (500, "in_doubt"),
        (502, "in_doubt"),
        (503, "in_doubt"),
        (302, "in_doubt"),
        (100, "in_doubt"),
    ],
)
def test_an_answer_says_whether_it_was_acted_on(status, outcome):
    assert outcome_of_status(status) == outcome


def test_only_before_the_connection_stood_was_surely_nothing_sent():
    before = {httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError}  # fmt: skip
    after = {httpx.ReadTimeout, httpx.WriteTimeout, httpx.ReadError, httpx.WriteError, httpx.CloseError, httpx.RemoteProtocolError, httpx.LocalProtocolError}  # fmt: skip
    assert {outcome_of_failure(each("x")) for each in before} == {"unavailable"}
    assert {outcome_of_failure(each("x")) for each in after} == {"in_doubt"}
