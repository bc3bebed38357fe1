"""The core: nouns (models), verbs (actions), questions (queries)."""
