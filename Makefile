# `make` prints its targets. Two of them do everything: run and test.
.DEFAULT_GOAL := help
