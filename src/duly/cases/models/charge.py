"""A charge: money taken after the contract had ended, with its dispute clock."""

from django.db import models

from duly.cases.models.case import Case


class Charge(models.Model):
    """`clock` is a name of `duly clock`; `last_day` its answer on the day the charge was noted."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="charges")
    paid_by = models.CharField(max_length=40)
    charged_on = models.DateField()
    clock = models.CharField(max_length=40)
    last_day = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "paid_by", "charged_on"], name="charge_noted_once"
            ),
        )

    def __str__(self) -> str:
        return f"charge {self.charged_on}"
