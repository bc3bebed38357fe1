"""What the DNS says of a mail domain: its servers and keys, with what was seen beside them, asked through dnspython."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dns.resolver import Resolver


class NoMailDomain(Exception):
    """The domain does not exist or says that it takes no mail (RFC 7505)."""


class DnsUnavailable(Exception):
    """No answer now; nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TxtAnswers:
    """`texts` by name; a name without one is left out. `dnssec`: those of which the resolver says that DNSSEC holds."""

    texts: dict[str, str] = field(default_factory=dict)
    resolver: str = ""
    dnssec: tuple[str, ...] = ()


LIFETIME_SECONDS = 10.0
# Of several records of one name, the one that is about mail: a company's domain has some for other programs.
ABOUT_MAIL = ("v=spf1", "v=dmarc1", "v=dkim1", "v=stsv1")


@dataclass(frozen=True, slots=True, kw_only=True)
class MxAnswer:
    """Hosts in the order to try. `ad`: the resolver says that DNSSEC holds; `mta_sts` and `tlsa` as seen, not applied."""

    domain: str
    hosts: tuple[str, ...]
    answers: tuple[str, ...]
    ad: bool
    resolver: str
    mta_sts: str | None = None
    tlsa: tuple[str, ...] = ()

    def as_document(self) -> dict[str, Any]:
        return asdict(self)


def usual_resolver() -> "Resolver":
    """The one that this machine asks, with a request for the DNSSEC flag. Raises DnsUnavailable."""
    import dns.flags
    import dns.resolver

    try:
        resolver = dns.resolver.Resolver()
    except dns.resolver.NoResolverConfiguration as reason:
        raise DnsUnavailable("this machine has no resolver") from reason
    resolver.use_edns(0, dns.flags.DO, 1232)
    resolver.lifetime = LIFETIME_SECONDS
    return resolver


def ask_mx(domain: str, *, resolver: "Resolver | None" = None) -> MxAnswer:
    """RFC 5321 section 5.1: MX by preference, else the domain itself. Raises NoMailDomain, DnsUnavailable."""
    import dns.exception
    import dns.flags
    import dns.resolver

    asked = resolver or usual_resolver()
    named = named_servers(asked)
    try:
        answer = asked.resolve(domain, "MX")
    except dns.resolver.NXDOMAIN as reason:
        raise NoMailDomain(f"{domain} does not exist") from reason
    except dns.resolver.NoAnswer:
        return MxAnswer(
            domain=domain, hosts=(domain,), answers=(), ad=False, resolver=named
        )
    except (dns.exception.DNSException, OSError) as reason:
        raise DnsUnavailable(f"no DNS answer for {domain}") from reason
    records = sorted(answer, key=lambda record: record.preference)
    hosts = tuple(str(record.exchange).rstrip(".").lower() for record in records)
    if hosts == ("",):
        raise NoMailDomain(f"{domain} says that it takes no mail")
    sts = f"_mta-sts.{domain}"
    return MxAnswer(
        domain=domain,
        hosts=tuple(filter(None, hosts)),
        answers=tuple(map(str, records)),
        ad=bool(answer.response.flags & dns.flags.AD),
        resolver=named,
        mta_sts=ask_txt([sts], resolver=asked).get(sts),
        tlsa=ask_tlsa(hosts[0], resolver=asked),
    )


def ask_tlsa(host: str, *, resolver: "Resolver") -> tuple[str, ...]:
    import dns.exception

    try:
        return tuple(map(str, resolver.resolve(f"_25._tcp.{host}", "TLSA")))
    except dns.exception.DNSException:
        return ()


def ask_txt(
    names: Iterable[str], *, resolver: "Resolver | None" = None
) -> dict[str, str]:
    """TXT answers by name; names without one are left out."""
    return ask_keys(names, resolver=resolver).texts


def ask_keys(names: Iterable[str], *, resolver: "Resolver | None" = None) -> TxtAnswers:
    """To be stored with the mail that they verify, and never an exception: what does not answer is left out.

    A stranger's mail names what is asked for, and all of it takes no longer than one name alone.
    """
    import dns.exception
    import dns.flags

    wanted = list(names)
    found: dict[str, str] = {}
    dnssec = []
    try:
        asked = resolver or usual_resolver()
    except DnsUnavailable:
        return TxtAnswers()
    for name in wanted:
        try:
            answer = asked.resolve(name, "TXT", lifetime=asked.lifetime / len(wanted))
        except (dns.exception.DNSException, OSError):
            continue
        texts = [b"".join(one.strings).decode("utf-8", "replace") for one in answer]
        found[name] = min(texts, key=lambda text: not is_about_mail(text))
        if answer.response.flags & dns.flags.AD:
            dnssec.append(name)
    return TxtAnswers(texts=found, resolver=named_servers(asked), dnssec=tuple(dnssec))


def named_servers(resolver: "Resolver") -> str:
    return ",".join(map(str, resolver.nameservers))


def is_about_mail(text: str) -> bool:
    return text.strip().lower().startswith(ABOUT_MAIL)
