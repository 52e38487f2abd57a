"""Units, accounts and duties: who belongs where and may act for whom."""
