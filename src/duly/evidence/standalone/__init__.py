"""The verifier that rides in every bundle: one file of Python's standard library, and the openssl program.

Here it lies in five modules, so that each can be read and tested; `single_file` joins them. It shares no line with
duly.evidence.verify on purpose: two readers that agree are worth more than one read twice.
"""

import re
from functools import lru_cache
from pathlib import Path

OWN_IMPORT = re.compile(
    r"^from duly\.evidence\.standalone\.\w+ import (\([^)]*\)|[^(\n]*)\n", re.MULTILINE
)
OWN_DOCSTRING = re.compile(r'\A"""[^"]*"""\n')


@lru_cache(maxsize=1)
def single_file() -> bytes:
    """The text of verify.py."""
    here = Path(__file__).parent
    texts = [
        (here / f"{name}.py").read_text("utf-8")
        for name in ("reading", "form", "checks", "log_checks", "report")
    ]
    others = (OWN_DOCSTRING.sub("", OWN_IMPORT.sub("", text)) for text in texts[1:])
    return "\n".join((texts[0], *others)).encode()
