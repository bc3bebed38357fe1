"""Names of services that stand in data/tariffs/ and are sentences rather than a post office's own names.

`makemessages` reads code and templates, not data: what is listed here is translated, what is not stays as it is.
"""

from django.utils.translation import gettext_noop

SERVICE_NAMES = (
    gettext_noop("Certified Mail with electronic return receipt"),
    gettext_noop("Certified Mail"),
    gettext_noop("First-Class Mail, proves nothing"),
    gettext_noop("Registered Mail International"),
    gettext_noop("First-Class Mail International, proves nothing"),
    gettext_noop("Registered by Swiss Post"),
    gettext_noop("Priority letter, proves nothing"),
)
