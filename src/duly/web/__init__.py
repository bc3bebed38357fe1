"""Pages for people: forms, views, templates. Translates, never decides."""
