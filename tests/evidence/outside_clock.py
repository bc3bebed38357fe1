"""A timestamp authority of somebody else: certomancer as a process of its own, with keys and a root of its own."""

import contextlib
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from duly.evidence.anchors import read_pem
from duly.evidence.tsa_client import Authority
from tests.ports import free_port

CONFIG = """
external-url-prefix: "http://127.0.0.1:{port}"
keysets:
  outside:
    path-prefix: keys
    keys:
      root: {{path: root.pem}}
      clock: {{path: clock.pem}}
pki-architectures:
  outside:
    keyset: outside
    entity-defaults: {{country-name: BE, organization-name: Another Party}}
    entities:
      root: {{common-name: Another Root}}
      clock: {{common-name: Another Clock}}
    certs:
      root:
        subject: root
        subject-key: root
        issuer: root
        authority-key: root
        validity: {{valid-from: "2020-01-01T00:00:00+0000", valid-to: "2045-01-01T00:00:00+0000"}}
        extensions:
          - {{id: basic_constraints, critical: true, value: {{ca: true}}}}
          - {{id: key_usage, critical: true, smart-value: {{schema: key-usage, params: [key_cert_sign, crl_sign]}}}}
      clock:
        subject: clock
        subject-key: clock
        issuer: root
        authority-key: root
        validity: {{valid-from: "2020-01-01T00:00:00+0000", valid-to: "2044-01-01T00:00:00+0000"}}
        extensions:
          - {{id: key_usage, critical: true, smart-value: {{schema: key-usage, params: [digital_signature]}}}}
          - {{id: extended_key_usage, critical: true, value: [time_stamping]}}
    services:
      time-stamping:
        clock:
          signing-cert: clock
"""


@contextlib.contextmanager
def outside_clock(folder: Path) -> Iterator[Authority]:
    port = free_port()
    (folder / "keys").mkdir()
    for name in ("root", "clock"):
        subprocess.run(
            (
                *("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt"),
                *("ec_paramgen_curve:P-256", "-out", f"keys/{name}.pem"),
            ),
            cwd=folder,
            check=True,
            capture_output=True,
        )
    (folder / "certomancer.yml").write_text(CONFIG.format(port=port))
    certomancer = [sys.executable, "-W", "ignore", "-m", "certomancer"]
    server = subprocess.Popen(
        [*certomancer, "animate", "--port", str(port)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        root = _when_ready(
            f"http://127.0.0.1:{port}/_certomancer/any-cert/outside/root.crt"
        )
        yield Authority(
            name="outside",
            url=f"http://127.0.0.1:{port}/outside/tsa/clock",
            roots=(root,),
        )
    finally:
        server.terminate()
        server.wait(10)


def _when_ready(url: str) -> bytes:
    for _ in range(100):
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(url, timeout=5) as answer,
        ):
            body: bytes = answer.read()
            return read_pem(body.decode())[0] if body.startswith(b"-----") else body
        time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")
