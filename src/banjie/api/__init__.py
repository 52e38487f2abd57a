"""The API under `/api/v1/`: the same reads, rules and actions as the pages, for programs."""
