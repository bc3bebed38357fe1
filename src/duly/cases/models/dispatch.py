"""A dispatch: one act of sending, decided once."""

from django.db import models

from duly.cases.models.case import Case
from duly.cases.models.letter import Letter


class Dispatch(models.Model):
    """The intent row of the pattern "at least once below, never twice outside".

    `key` is the idempotency key, `attempt_no` fences an old owner off, `outcome` is a cache of the last event,
    `answer_token_sha256` the hash of the token of the recipient's page, `answer_code_sha256` that of the code
    which was mailed to the recipient for it.

    The four keyed digests (`cases.counted`) say whose sending it was, to which address and company, and about
    which contract, without saying who: limits are counted by them. When the case is erased they stay until
    `counted_until`, the end of the longest limit that still counts this sending.
    """

    OPEN = ("intended", "deferred", "attempting")
    # By a report, or with the code that only their mailbox got; or typed by whoever held the link.
    THEIRS, TYPED = "theirs", "typed"

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
    answer_code_sha256 = models.CharField(max_length=64, blank=True)
    answer_code_tries = models.PositiveSmallIntegerField(default=0)
    sender_digest = models.CharField(max_length=32, blank=True)
    recipient_digest = models.CharField(max_length=32, blank=True)
    company_digest = models.CharField(max_length=32, blank=True)
    contract_digest = models.CharField(max_length=32, blank=True)
    counted_until = models.DateTimeField(null=True, blank=True)
    complained_at = models.DateTimeField(null=True, blank=True)
    complaint = models.CharField(max_length=8, blank=True)

    class Meta:
        indexes = (
            # relay and sweeper: which rows are open and due?
            models.Index(fields=["outcome", "next_attempt_at"], name="dispatch_due"),
            # the sweeper: which rows does somebody hold?
            models.Index(
                fields=["lease_until"],
                condition=models.Q(lease_until__isnull=False),
                name="dispatch_held",
            ),
            # callbacks: which dispatch does the carrier speak of?
            models.Index(fields=["channel", "carrier_id"], name="dispatch_carrier"),
            # the recipient's page: which sending does it answer?
            models.Index(fields=["answer_token_sha256"], name="dispatch_answer"),
            # how many today by this person, to this address, to this company?
            models.Index(fields=["sender_digest", "intent_at"], name="dispatch_sender"),
            models.Index(
                fields=["recipient_digest", "intent_at"], name="dispatch_recipient"
            ),
            models.Index(
                fields=["company_digest", "intent_at"], name="dispatch_company"
            ),
            # is there an open notice about this contract?
            models.Index(
                fields=["contract_digest", "intent_at"], name="dispatch_contract"
            ),
            # who has complained lately?
            models.Index(
                fields=["complained_at"],
                condition=models.Q(complained_at__isnull=False),
                name="dispatch_complained",
            ),
            # the sweeper: which digests of erased cases count no more?
            models.Index(
                fields=["counted_until"],
                condition=models.Q(counted_until__isnull=False),
                name="dispatch_counted_until",
            ),
        )

    def __str__(self) -> str:
        return f"dispatch {self.key[:8]}"

    @property
    def is_open(self) -> bool:
        return self.outcome in self.OPEN
