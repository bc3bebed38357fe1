"""Two settings are enough for a known mailbox; a bad one says which it is."""

import re
from pathlib import Path

import pytest

from duly.channels.registered_email import channel
from duly.channels.registered_email import settings as settings_module
from duly.channels.registered_email.hosts import (
    BY_DOMAIN,
    EVERYBODYS,
    is_everybodys,
)
from duly.channels.registered_email.settings import (
    PREFIX,
    read_settings,
)
from duly.kit.environment import BadSetting
from duly.kit.mail_address import mail_address


def settings(**values):
    return read_settings({PREFIX + name: value for name, value in values.items()})


def test_address_and_password_are_enough_for_a_known_provider():
    read = settings(USER="ada@gmail.com", PASSWORD="x")
    assert (read.host, read.port, read.encryption) == (
        "smtp.gmail.com",
        465,
        "implicit",
    )
    assert read.plus_addressing
    assert read.imap_host == "imap.gmail.com"
    assert read.token_secret


def test_port_587_means_starttls():
    read = settings(USER="ada@icloud.com", PASSWORD="x")
    assert (read.port, read.encryption) == (587, "starttls")


def test_the_password_may_come_from_a_file(tmp_path):
    (tmp_path / "p").write_text("from file\n")
    read = settings(USER="a@gmail.com", PASSWORD_FILE=str(tmp_path / "p"))
    assert read.password == "from file"


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({}, "USER"),
        ({"USER": "ada@gmail.com"}, "PASSWORD"),
        ({"USER": "ada@own.example", "PASSWORD": "x"}, "HOST"),
        ({"USER": "ada", "PASSWORD": "x", "HOST": "h.example"}, "FROM"),
        ({"USER": "a@gmail.com", "PASSWORD": "x", "PORT": "many"}, "PORT"),
        ({"USER": "a@gmail.com", "PASSWORD": "x", "PORT": "70000"}, "PORT"),
        ({"USER": "a@gmail.com", "PASSWORD": "x", "TLS": "maybe"}, "TLS"),
        ({"USER": "a@gmail.com", "PASSWORD": "x", "TLS": "none"}, "TLS"),
        ({"USER": "a@gmail.com", "PASSWORD_FILE": "/nowhere/x"}, "PASSWORD_FILE"),
        ({"FROM": "a b@gmail.com", "PASSWORD": "x"}, "FROM"),
        ({"FROM": "a@own.example", "TRANSPORT": "direct_mx"}, "EHLO_NAME"),
        ({"FROM": "a@own.example", "TRANSPORT": "esp"}, "ESP"),
        (
            {
                "FROM": "a@own.example",
                "TRANSPORT": "esp",
                "ESP": "mailjet",
                "ESP_KEY": "k",
            },
            "ESP: 'mailjet'",
        ),
        ({"FROM": "a@own.example", "TRANSPORT": "pigeon"}, "TRANSPORT"),
        (
            {"USER": "a@gmail.com", "PASSWORD": "x", "ESP_WEBHOOK": "word"},
            "ESP_WEBHOOK",
        ),
    ],
)
def test_a_missing_or_bad_setting_is_named(values, named):
    with pytest.raises(BadSetting, match=f"(?<![A-Z_]){PREFIX}{named}"):
        settings(**values)


@pytest.mark.parametrize("service", ["brevo", "resend", "mailtrap"])
def test_a_service_that_tracks_by_account_is_taken_once_that_is_off(service):
    named = {
        "FROM": "a@own.example",
        "TRANSPORT": "esp",
        "ESP": service,
        "ESP_KEY": "k",
    }
    with pytest.raises(BadSetting, match="ESP_UNTRACKED=yes"):
        settings(**named)
    assert settings(**named, ESP_UNTRACKED="yes").esp == service


def test_the_key_of_the_service_makes_tokens_that_nobody_can_guess():
    def secret_of(key):
        named = {"FROM": "a@o.example", "TRANSPORT": "esp", "ESP": "postmark"}
        return settings(**named, ESP_KEY=key).token_secret

    assert len({b"", secret_of("one"), secret_of("two")}) == 3


def test_no_secret_stands_in_what_is_shown_of_the_settings():
    secrets = {
        name: f"hidden-{name}"
        for name in ("PASSWORD", "TOKEN_SECRET", "DKIM_KEY", "ESP_KEY")
    }
    shown = repr(
        settings(
            USER="ada@gmail.com",
            ESP_WEBHOOK="hidden-name:word",
            ESP_SIGNING_KEY="hidden-signing",
            **secrets,
        )
    )
    assert "ada@gmail.com" in shown
    assert "hidden" not in shown


def test_the_channel_says_what_is_missing_and_nothing_when_it_can_work(monkeypatch):
    monkeypatch.delenv(PREFIX + "USER", raising=False)
    monkeypatch.delenv(PREFIX + "FROM", raising=False)
    assert PREFIX + "USER" in channel.configured()
    monkeypatch.setenv(PREFIX + "USER", "ada@fastmail.com")
    monkeypatch.setenv(PREFIX + "PASSWORD", "x")
    assert channel.configured() is None


def test_every_setting_stands_in_the_readme_of_the_channel():
    folder = Path(settings_module.__file__).parent
    read = set(
        re.findall(
            r'(?:word|secret|number|one_of)\(\s*environ,\s*"([A-Z_]+)"',
            (folder / "settings.py").read_text(),
        )
    )
    readme = (folder / "README.md").read_text()
    assert len(read) > 10
    assert [name for name in read if f"_{name}" not in readme] == []


@pytest.mark.parametrize(
    ("address", "smtp_login", "imap_login"),
    [
        ("ada@gmail.com", "ada@gmail.com", "ada@gmail.com"),
        ("ada@icloud.com", "ada@icloud.com", "ada"),
        ("ada@web.de", "ada", "ada"),
        ("ada@free.fr", "ada", "ada"),
    ],
)
def test_each_provider_is_signed_in_to_in_its_own_way(address, smtp_login, imap_login):
    read = settings(USER=address, PASSWORD="x")
    assert (read.user, read.imap_user) == (smtp_login, imap_login)
    assert read.from_address == address


def test_servers_that_a_person_names_take_the_login_as_it_is():
    read = settings(
        USER="ada@web.de", PASSWORD="x", HOST="127.0.0.1", TLS="none", IMAP_HOST="i"
    )
    assert read.user == "ada@web.de"


@pytest.mark.parametrize("address", ["ada@outlook.com", "ada@proton.me"])
def test_a_provider_that_takes_no_password_says_so_and_what_to_do(address):
    with pytest.raises(BadSetting, match="Use another mailbox"):
        settings(USER=address, PASSWORD="x")


def test_the_bridge_of_such_a_provider_may_stand_in():
    read = settings(
        USER="ada@proton.me",
        PASSWORD="x",
        HOST="127.0.0.1",
        PORT="1025",
        IMAP_HOST="127.0.0.1",
    )
    assert (read.host, read.port) == ("127.0.0.1", 1025)


def test_the_domains_where_anybody_may_have_a_mailbox_stand_once_each():
    assert not EVERYBODYS & set(BY_DOMAIN)
    assert all(mail_address(f"a@{domain}") == f"a@{domain}" for domain in EVERYBODYS)
    assert is_everybodys("libero.it")
    assert is_everybodys("gmail.com")
    assert not is_everybodys("netflix.com")


@pytest.mark.parametrize("domain", sorted(BY_DOMAIN))
def test_every_known_provider_has_servers_and_a_source(domain):
    hosts = BY_DOMAIN[domain]
    assert hosts.source.startswith("https://")
    assert bool(hosts.smtp and hosts.imap) or hosts.barred
    assert hosts.port in (465, 587)
    assert bool(hosts.plus_source) == hosts.plus
