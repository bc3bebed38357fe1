"""Ten thousand mails in one process: what is read is let go."""

import resource

import pytest

from duly.replies.reading import read_message

BOUNCE = "From: MAILER-DAEMON@mx.test\nTo: ada@sender.test\nSubject: failure notice\n\n<kim{n}@acme.test>:\n550 5.1.1 User unknown {n}\n"
ANSWER = "From: kim{n}@acme.test\nSubject: Re: {n}\n\nWe confirm that your contract {n} ends on 31 March 2026.\n"


def largest_kilobytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.mark.soak
def test_memory_is_flat_over_ten_thousand_mails():
    for n in range(500):
        read_message(BOUNCE.format(n=n).encode())
        read_message(ANSWER.format(n=n).encode())
    before = largest_kilobytes()
    for n in range(5000):
        read_message(BOUNCE.format(n=n).encode())
        read_message(ANSWER.format(n=n).encode())
    grown = largest_kilobytes() - before
    print(f"\nmemory grew by {grown} kB over 10,000 mails")
    assert grown < 4000
