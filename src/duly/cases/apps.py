"""The cases app."""

from django.apps import AppConfig


class Cases(AppConfig):
    name = "duly.cases"
    label = "cases"
