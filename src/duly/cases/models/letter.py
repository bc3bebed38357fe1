"""A letter: the composed bytes by digest, and what they were made from. Never changes once sealed."""

from django.db import models

from duly.cases.models.case import Case


class Letter(models.Model):
    """`reviewed_sha256` is what the person saw; `letter_sha256` the same bytes plus one signature revision."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    reviewed_sha256 = models.CharField(max_length=64)
    letter_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    language = models.CharField(max_length=8)
    profile = models.CharField(max_length=40)
    law = models.JSONField(default=list)
    citations = models.JSONField(default=list)
    recipe = models.JSONField(default=dict)
    composed_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "reviewed_sha256"], name="letter_once_per_case"
            ),
            models.CheckConstraint(
                condition=models.Q(letter_sha256="", sealed_at=None)
                | (~models.Q(letter_sha256="") & models.Q(sealed_at__isnull=False)),
                name="letter_sealed_with_digest",
            ),
        )

    def __str__(self) -> str:
        return f"letter {self.pk} of {self.case_id}"

    @property
    def is_sealed(self) -> bool:
        return self.sealed_at is not None
