"""A mail server that fails on purpose where the test says, and real ones: two Postfixes and a Dovecot."""

import ipaddress
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from duly.channels import SealedLetter
from duly.kit.address import Address
from tests.channels.registered_email.greylist import Greylist
from tests.ports import free_port

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass
class FaultServer:
    """`fault` is `drop:STAGE`, `CODE:STAGE`, `slow:SECONDS`, `lie`, `garbage` or empty; `stored` is what it kept."""

    fault: str = ""
    extensions: tuple[str, ...] = ("8BITMIME",)
    stored: list[bytes] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    port: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(0.1)
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        while not self.stop.is_set():
            with suppress(TimeoutError):
                talk, _ = self.listener.accept()
                with closing(talk), closing(talk.makefile("rb")) as lines:
                    talk.settimeout(5)
                    with suppress(OSError):
                        self.talk(talk, lines)

    def end(self) -> None:
        self.stop.set()
        self.thread.join(5)
        self.listener.close()

    def talk(self, talk: socket.socket, lines) -> None:
        if self.answers(talk, "greeting", b"220 mx.test ready"):
            return
        for line in lines:
            self.commands.append(line.decode().strip())
            if self.obey(talk, lines, line.split()[0].decode().lower()):
                return

    def obey(self, talk: socket.socket, lines, verb: str) -> bool:
        """One command; True when the talk is over."""
        if verb == "data":
            if self.fault.endswith(":data"):
                return self.answers(talk, "data", b"")
            talk.sendall(b"354 go on\r\n")
            return self.take_body(talk, lines)
        if verb == "quit":
            talk.sendall(b"221 bye\r\n")
            return True
        listed = "".join(f"250-{name}\r\n" for name in ("mx.test", *self.extensions))
        good = listed + "250 HELP" if verb == "ehlo" else "250 2.1.0 Ok"
        return self.answers(talk, verb, good.encode())

    def answers(self, talk: socket.socket, stage: str, good: bytes) -> bool:
        """True when the talk is over."""
        what, _, where = self.fault.partition(":")
        if where != stage:
            talk.sendall(good + b"\r\n")
            return False
        if what == "drop":
            return True
        text = "4.7.1 Try again later" if what[0] == "4" else "5.7.1 Not wanted"
        talk.sendall(f"{what} {text}\r\n".encode())
        return False

    def take_body(self, talk: socket.socket, lines) -> bool:
        if self.fault == "drop:body":
            lines.readline()
            return True
        body = read_to_the_dot(lines)
        what, _, where = self.fault.partition(":")
        if body is None or where == "dot_unstored":
            return True
        if self.fault != "lie" and where != "dot":
            self.stored.append(body)
        if where == "dot_stored":
            return True
        if what == "slow":
            self.stop.wait(float(where))
        if self.fault == "garbage":
            talk.sendall(b"999 what?\r\n")
            return True
        return self.answers(talk, "dot", b"250 2.0.0 Ok: queued as 4F2K9A1B")


def read_to_the_dot(lines) -> bytes | None:
    """The message with its dots still doubled; None when the client is gone before its end."""
    body = b""
    for line in lines:
        if line == b".\r\n":
            return body
        body += line
    return None


@pytest.fixture
def server():
    served = FaultServer()
    served.start()
    yield served
    served.end()


@pytest.fixture
def mailbox(server, monkeypatch):
    """The settings of a mailbox whose server is the failing one."""
    prefix = "DULY_REGISTERED_EMAIL_"
    for name, value in {
        "FROM": "ada@example.org",
        "HOST": "127.0.0.1",
        "PORT": str(server.port),
        "TLS": "none",
        "TIMEOUT": "30",
        "FINAL_TIMEOUT": "30",
        "TOKEN_SECRET": "a secret of the test",
    }.items():
        monkeypatch.setenv(prefix + name, value)
    return lambda name, value: monkeypatch.setenv(prefix + name, value)


@pytest.fixture
def letter():
    return SealedLetter(
        reference="C-7F3K-22",
        pdf=b"%PDF-1.7 sealed",
        sha256="0" * 64,
        pages=1,
        language="en",
        subject="Notice of termination",
        text="Dear Acme,\n\n.I end my contract 4711.\n\nAda",
        sender_name="Ada",
        sender_address=Address(country="US", lines=("1 Main St", "Springfield")),
        sender_email="ada@example.org",
        recipient_name="Acme",
    )


@pytest.fixture
def now():
    return NOW


MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
127.0.0.1:{plain} inet n - n - - smtpd -o smtpd_discard_ehlo_keywords=dsn
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
proxymap unix - - n - - proxymap
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
"""
MAIN = """
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/state
maillog_file = {home}/log
maillog_file_prefixes = {home}
myhostname = {name}
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_peername_lookup = no
disable_dns_lookups = yes
smtp_host_lookup = native
virtual_mailbox_domains = {domain}, {domain}.nodsn.test
virtual_mailbox_base = {home}/mail
virtual_mailbox_maps = inline:{{ {{ kim@{domain} = kim/ }}, {{ kim@{domain}.nodsn.test = kim/ }}, {{ ada@{domain} = ada/ }}, {{ later@{domain} = kim/ }} }}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{uid}
virtual_minimum_uid = 1
recipient_delimiter = +
smtpd_tls_security_level = may
smtpd_tls_cert_file = {home}/cert.pem
smtpd_tls_key_file = {home}/key.pem
smtp_tls_security_level = may
{routes}
header_checks = regexp:{home}/header_checks
smtpd_recipient_restrictions = permit_auth_destination, permit_mynetworks, reject
smtpd_relay_restrictions =
smtpd_client_restrictions = check_recipient_access inline:{{ {{ grey@{domain} = 450 4.7.1 greylisted, come back later }} }}{policy}
smtpd_delay_reject = yes
minimal_backoff_time = 1s
queue_run_delay = 1s
maximal_queue_lifetime = 4s
delay_warning_time = 1s
bounce_queue_lifetime = 0s
"""


@dataclass(kw_only=True)
class Postfix:
    """One Postfix with a configuration of its own; `plain` is its port without delivery reports."""

    name: str
    domain: str
    home: Path
    port: int = field(default_factory=free_port)
    plain: int = field(default_factory=free_port)

    def start(
        self, *, routes: dict[str, int], refusing: str = "", greylist: int = 0
    ) -> None:
        uid = pwd.getpwnam("nobody").pw_uid
        for folder in ("queue", "state", "mail", "mail/kim", "mail/ada"):
            (self.home / folder).mkdir(parents=True)
        shutil.chown(self.home / "state", "postfix")
        for folder in ("mail", "mail/kim", "mail/ada"):
            os.chown(self.home / folder, uid, -1)
        write_certificate(self.home)
        (self.home / "header_checks").write_text(f"{refusing}\n")
        table = ", ".join(
            f"{{ {domain} = smtp:[127.0.0.1]:{port} }}"
            for domain, port in routes.items()
        )
        (self.home / "main.cf").write_text(
            MAIN.format(
                home=self.home,
                name=self.name,
                domain=self.domain,
                uid=uid,
                routes=f"transport_maps = inline:{{ {table} }}",
                policy=f", check_policy_service inet:127.0.0.1:{greylist}"
                if greylist
                else "",
            )
        )
        (self.home / "master.cf").write_text(
            MASTER.format(port=self.port, plain=self.plain)
        )
        self.command("start")

    def command(self, word: str) -> None:
        subprocess.run(
            ["postfix", "-c", str(self.home), word], check=True, capture_output=True
        )

    def mails(
        self, box: str, *, at_least: int = 1, holding: bytes = b""
    ) -> list[bytes]:
        """Mails in the box that hold these octets; waits up to 20 s until there are enough."""
        for _ in range(200):
            found = [
                path.read_bytes()
                for path in sorted(self.home.glob(f"mail/{box}/[nc][eu][wr]/*"))
            ]
            found = [raw for raw in found if holding in raw]
            if len(found) >= at_least:
                break
            time.sleep(0.1)
        return found


def write_certificate(home: Path) -> None:
    """A certificate of its own for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    day = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(day - timedelta(days=1))
        .not_valid_after(day + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    (home / "cert.pem").write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
    )
    (home / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def needed(program: str, package: str) -> None:
    """Skip naming what to install; where every tool is required, its absence is a failure."""
    if shutil.which(program) and os.geteuid() == 0:
        return
    message = f"{program} run by root is needed: install {package}"
    if os.environ.get("DULY_TEST_REQUIRE") == "all":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def postfixes():
    """Ours, which takes the person's mail and relays it, and the recipient's; started once a run."""
    needed("postfix", "postfix")
    home = Path(tempfile.mkdtemp(prefix="duly-postfix-"))
    home.chmod(0o755)  # Postfix's own users must reach in
    theirs = Postfix(name="mx.acme.test", domain="acme.test", home=home / "theirs")
    ours = Postfix(name="mx.sender.test", domain="sender.test", home=home / "ours")
    started = []
    greylist = Greylist()
    try:
        theirs.start(
            greylist=greylist.port,
            routes={"sender.test": ours.port},
            refusing="/^Subject:.*FORBIDDEN/ REJECT 5.7.1 content refused",
        )
        started.append(theirs)
        ours.start(
            routes={
                "acme.test": theirs.port,
                "acme.test.nodsn.test": theirs.plain,
                "gone.test": 1,
            }
        )
        started.append(ours)
        yield ours, theirs
    finally:
        for one in started:
            one.command("stop")
        greylist.end()
        shutil.rmtree(home, ignore_errors=True)


DOVECOT = """
base_dir = {home}/run
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{mail_home}/cert.pem
ssl_key = <{mail_home}/key.pem
mail_location = maildir:{mail_home}/mail/%n
mail_uid = {uid}
mail_gid = {uid}
first_valid_uid = 1
first_valid_gid = 1
passdb {{
  driver = static
  args = password=imap-secret
}}
userdb {{
  driver = static
  args = uid={uid} gid={uid} home={mail_home}/mail/%n
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
"""


@pytest.fixture(scope="session")
def imap_port(postfixes):
    """A Dovecot over Ada's mailbox at our Postfix; started once a run."""
    needed("dovecot", "dovecot-imapd")
    ours, _ = postfixes
    home = Path(tempfile.mkdtemp(prefix="duly-dovecot-"))
    home.chmod(0o755)
    port = free_port()
    config = home / "dovecot.conf"
    uid = pwd.getpwnam("nobody").pw_uid
    config.write_text(
        DOVECOT.format(home=home, mail_home=ours.home, uid=uid, port=port)
    )
    # Not captured: the server keeps these pipes open for as long as it lives.
    subprocess.run(
        ["dovecot", "-c", str(config)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield port
    subprocess.run(["doveadm", "-c", str(config), "stop"], check=True)
    shutil.rmtree(home, ignore_errors=True)
