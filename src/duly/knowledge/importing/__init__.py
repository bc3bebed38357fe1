"""Takes public lists of services into the operator's own data folder; what was read by nobody stays labelled so."""
