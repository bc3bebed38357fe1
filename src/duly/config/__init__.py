"""Settings, addresses of pages and the WSGI door: read once from the environment."""
