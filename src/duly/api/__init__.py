"""The same actions for machines. Comes later: django-ninja, signed outgoing hooks."""
