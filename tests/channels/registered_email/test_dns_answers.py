"""What the DNS says decides where a mail goes: in order, not at all, or not now."""

import socket
import threading

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from duly.channels.registered_email.dns_answers import (
    DnsUnavailable,
    NoMailDomain,
    ask_keys,
    ask_mx,
    ask_txt,
)

pytestmark = pytest.mark.real

ZONE = {
    ("acme.test.", "MX"): ["20 second.acme.test.", "10 First.acme.test."],
    ("null.test.", "MX"): ["0 ."],
    ("acme.test.", "TXT"): ['"v=spf1 " "-all"'],
    ("_mta-sts.acme.test.", "TXT"): ['"v=STSv1; id=1"'],
    ("_25._tcp.first.acme.test.", "TLSA"): ["3 1 1 " + "ab" * 32],
    ("shop.test.", "TXT"): ['"other=1"', '"V=SPF1 -all"', '"zzz"'],
    ("plain.test.", "A"): ["192.0.2.1"],
}
NAMES = {name for name, _ in ZONE}


class NameServer(threading.Thread):
    """Answers from the zone over UDP; `broken` makes it fail."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.broken = False

    def run(self):
        while True:
            raw, asker = self.socket.recvfrom(4096)
            if not raw:
                return
            self.socket.sendto(self.answer(dns.message.from_wire(raw)).to_wire(), asker)

    def answer(self, query):
        question = query.question[0]
        name = question.name.to_text().lower()
        kind = dns.rdatatype.to_text(question.rdtype)
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        if name != "shop.test.":  # not signed
            response.flags |= dns.flags.AD
        found = ZONE.get((name, kind))
        if self.broken:
            response.set_rcode(dns.rcode.SERVFAIL)
        elif found:
            response.answer.append(
                dns.rrset.from_text(question.name, 60, "IN", kind, *found)
            )
        elif name not in NAMES:
            response.set_rcode(dns.rcode.NXDOMAIN)
        return response


@pytest.fixture
def nameserver():
    server = NameServer()
    server.start()
    yield server
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stop:
        stop.sendto(b"", server.socket.getsockname())
    server.join(5)
    server.socket.close()


@pytest.fixture
def resolver(nameserver):
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    resolver.port = nameserver.socket.getsockname()[1]
    resolver.lifetime = 3
    return resolver


def test_servers_come_in_order_with_what_was_seen_beside_them(resolver):
    found = ask_mx("acme.test", resolver=resolver)
    assert found.hosts == ("first.acme.test", "second.acme.test")
    assert found.ad
    assert found.mta_sts == "v=STSv1; id=1"
    assert found.tlsa == ("3 1 1 " + "ab" * 32,)
    assert found.answers[0].startswith("10 ")
    assert found.as_document()["resolver"] == "127.0.0.1"


def test_a_domain_without_mx_is_its_own_server(resolver):
    assert ask_mx("plain.test", resolver=resolver).hosts == ("plain.test",)


@pytest.mark.parametrize("domain", ["null.test", "nowhere.test"])
def test_a_domain_that_takes_no_mail_is_refused(domain, resolver):
    with pytest.raises(NoMailDomain, match=domain):
        ask_mx(domain, resolver=resolver)


def test_a_dns_that_fails_knows_nothing(nameserver, resolver):
    nameserver.broken = True
    with pytest.raises(DnsUnavailable):
        ask_mx("acme.test", resolver=resolver)


def test_texts_are_joined_and_missing_names_left_out(resolver):
    found = ask_txt(["acme.test", "nowhere.test"], resolver=resolver)
    assert found == {"acme.test": "v=spf1 -all"}


def test_keys_come_with_the_resolver_and_what_dnssec_says(resolver):
    found = ask_keys(["acme.test", "shop.test", "nowhere.test"], resolver=resolver)
    assert found.resolver == "127.0.0.1"
    assert list(found.texts) == ["acme.test", "shop.test"]
    assert found.dnssec == ("acme.test",)


def test_of_several_texts_the_one_about_mail_is_taken(resolver):
    found = ask_txt(["shop.test"], resolver=resolver)
    assert found == {"shop.test": "V=SPF1 -all"}


def test_a_machine_without_a_resolver_knows_nothing(monkeypatch):
    def none(*_):
        raise dns.resolver.NoResolverConfiguration

    monkeypatch.setattr(dns.resolver, "Resolver", none)
    with pytest.raises(DnsUnavailable):
        ask_mx("acme.test")
    assert ask_txt(["acme.test"]) == {}


@pytest.mark.parametrize("name", ["a" * 64 + ".test", "..test", "\ud800.test"])
def test_a_name_that_is_none_is_no_answer(name, resolver):
    with pytest.raises(DnsUnavailable):
        ask_mx(name, resolver=resolver)
    assert ask_txt([name], resolver=resolver) == {}


def test_many_names_take_no_longer_than_one(monkeypatch, resolver):
    waits = []

    def silent(*_, lifetime):
        waits.append(lifetime)
        raise dns.resolver.LifetimeTimeout

    monkeypatch.setattr(resolver, "resolve", silent)
    ask_txt(
        [f"s{number}._domainkey.slow.test" for number in range(10)], resolver=resolver
    )
    assert sum(waits) <= resolver.lifetime + 0.001
