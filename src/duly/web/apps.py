"""The web app: templates, static files and template tags; no tables."""

from django.apps import AppConfig


class Web(AppConfig):
    name = "duly.web"
    label = "web"
