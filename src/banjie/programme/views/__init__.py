"""Pages of the programme room: fetch, check, call an action, answer."""
