"""E-mail with proof through a mail server, with a transcript of what it said."""
