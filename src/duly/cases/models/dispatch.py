"""A dispatch: one act of sending, decided once."""

from django.db import models

from duly.cases.models.case import Case
from duly.cases.models.letter import Letter


class Dispatch(models.Model):
    """The intent row of the pattern "at least once below, never twice outside".

    `key` is the idempotency key, `attempt_no` fences an old owner off, `outcome` is a cache of the last event,
    `answer_token_sha256` the hash of the token of the recipient's page.
    """

    OPEN = ("intended", "deferred", "attempting")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="dispatches")
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, related_name="dispatches"
    )
    channel = models.CharField(max_length=40)
    key = models.CharField(max_length=64, unique=True)
    attempt_no = models.PositiveIntegerField(default=1)
    lease_owner = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    intent_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    carrier_id = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=40, default="intended")
    answer_token_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = (
            # relay and sweeper: which rows are open and due?
            models.Index(fields=["outcome", "next_attempt_at"], name="dispatch_due"),
            # callbacks: which dispatch does the carrier speak of?
            models.Index(fields=["channel", "carrier_id"], name="dispatch_carrier"),
            # the recipient's page: which sending does it answer?
            models.Index(fields=["answer_token_sha256"], name="dispatch_answer"),
        )

    def __str__(self) -> str:
        return f"dispatch {self.key[:8]}"

    @property
    def is_open(self) -> bool:
        return self.outcome in self.OPEN
