"""What a letter must know of the deadline answer. The book of deadlines gives it; the books do not import each other."""

from datetime import date
from typing import Protocol

from duly.knowledge.law import Facts


class Answer(Protocol):
    """The fields of `duly deadline` that a letter reads. Days are days in the place of the recipient."""

    @property
    def act(self) -> str: ...
    @property
    def test(self) -> str: ...
    @property
    def effective(self) -> date | None: ...
    @property
    def legal_last(self) -> date | None: ...
    @property
    def refund_due(self) -> date | None: ...
    @property
    def rules(self) -> tuple[str, ...]: ...
    @property
    def citations(self) -> tuple[str, ...]: ...
    @property
    def facts(self) -> Facts: ...
