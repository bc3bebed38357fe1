"""Who writes to whom in a case? The operator's own and imported records overlay the package's catalogue."""

from pathlib import Path

from django.conf import settings

from duly.knowledge.providers import BadProvider, Provider
from duly.letters.case_file import BadCaseFile, CaseFile
from duly.letters.parties import Parties, entry_of, parties


def own_data() -> Path:
    """The operator's data folder; what lies there goes before the package's, slug by slug."""
    return Path(settings.HOME) / "data"


def entry_for(case_file: CaseFile) -> Provider | None:
    """The catalogue entry; None for a provider that the person typed.

    Raises BadCaseFile for an unknown slug and for a record of the operator's that cannot be read.
    """
    if not isinstance(case_file.provider, str):
        return None
    try:
        return entry_of(case_file.provider, overlay=own_data())
    except BadProvider as reason:
        message = f"this site's own record of {case_file.provider} is damaged; type the company's name and address instead"
        raise BadCaseFile("provider", message) from reason


def parties_of(case_file: CaseFile) -> Parties:
    """As `parties`, with the operator's own records. Raises BadCaseFile."""
    return parties(case_file, catalogue=entry_for(case_file))
