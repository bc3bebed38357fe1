"""Until when, by which channel, from when on? Every date carries its reason."""
