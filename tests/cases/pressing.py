"""Six letters of one person, and six presses at the same moment: prints how many may go. Run in a process of its own."""

import os
import sys
import threading
from datetime import UTC, datetime

CASES = 6


def main() -> int:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "duly.config.settings"
    django.setup()
    from django.db import connections

    from duly.cases.actions.dispatch import NotConfigured, send_case
    from duly.cases.actions.draft import draft_of, open_case
    from duly.cases.actions.relink import address_mark
    from duly.cases.actions.seal import review, seal_letter
    from duly.cases.models import Case, Dispatch
    from duly.cases.record import record_anyway
    from tests.cases.conftest import DOCUMENT

    now = datetime.now(UTC)
    # All six about one contract, or each about another.
    is_one_contract = sys.argv[1] == "one-contract"

    def ready(number: int) -> tuple[Case, str]:
        document = {
            **DOCUMENT,
            "channel": "registered_email",
            "recipient": {"name": "Acme", "email": "kim@acme.test"},
            "identifiers": {
                "account_email": f"{0 if is_one_contract else number}@x.test"
            },
        }
        case = open_case(document, now=now).case
        mark = address_mark(case, draft_of(case)["sender"]["email"])
        record_anyway(case, "case.link_renewed", at=now, payload={"address": mark})
        looked = review(case, now=now)
        assert looked.letter is not None, looked.findings
        sha256 = looked.letter.reviewed_sha256
        seal_letter(case, reviewed_sha256=sha256, now=now)
        return Case.objects.get(pk=case.pk), sha256

    letters = [ready(number) for number in range(CASES)]
    together = threading.Barrier(CASES)

    def press(case: Case, sha256: str) -> None:
        together.wait()
        try:
            send_case(
                case,
                channel="registered_email",
                key=case.reference,
                reviewed_sha256=sha256,
                now=now,
            )
        except NotConfigured:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=letter) for letter in letters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    sys.stdout.write(f"{Dispatch.objects.filter(intent_at=now).count()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
