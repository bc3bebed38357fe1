"""A case: one contract that a person leaves."""

from django.db import models


class Case(models.Model):
    """`state` is a cache of the fold over the events; what the person typed lies encrypted in `sealed_draft`.

    `wrapped_key` is the case's own data key under the installation's wrapping key: without it the
    draft and every file of the case are noise, so that erasing a person means erasing the key.
    `followed_version` lags behind `version` until the worker has looked what the news asks for later;
    `follow_at` is when it looks again.
    """

    reference = models.CharField(max_length=16, unique=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    provider_slug = models.CharField(max_length=120, blank=True)
    provider_name = models.CharField(max_length=200)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=40, default="draft")
    sealed_draft = models.BinaryField()
    wrapped_key = models.BinaryField(blank=True)
    version = models.PositiveIntegerField(default=0)
    next_action_at = models.DateTimeField(null=True, blank=True)
    followed_version = models.PositiveIntegerField(default=0)
    follow_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            # the worker: which cases are due?
            models.Index(fields=["next_action_at"], name="case_due"),
            # the worker: which cases have news that nobody has followed up?
            models.Index(
                fields=["id"],
                condition=models.Q(version__gt=models.F("followed_version")),
                name="case_news",
            ),
            # the worker: for which cases has the time of a follow-up come?
            models.Index(fields=["follow_at"], name="case_follow"),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None
