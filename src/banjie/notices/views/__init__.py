"""Pages of the notices room: mine, an office's outbox, channels."""
