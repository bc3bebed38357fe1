"""The closed words in which a contract is described (command line: `duly deadline`)."""

SECTORS = frozenset(
    {
        "fitness",
        "telecom",
        "energy",
        "insurance_motor",
        "insurance_home",
        "insurance_health",
        "insurance_other",
        "streaming",
        "press",
        "software",
        "dating",
        "transport",
        "food",
        "shopping",
        "security",
        "finance",
        "club",
        "other",
    }
)

# `contract.notice_to`: on which days a notice can end the contract.
NOTICE_TO = frozenset(
    {
        "term_end",
        "any_day",
        "month_end",
        "month_end_by_15th",
        "quarter_end",
        "half_contract_year",
        "insurance_year",
    }
)
