"""The accounts app."""

from django.apps import AppConfig


class Accounts(AppConfig):
    name = "duly.accounts"
    label = "accounts"
