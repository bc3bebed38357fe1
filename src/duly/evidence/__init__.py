"""Digests, seals, timestamps, bundles, and the verifier that needs nothing of ours."""
