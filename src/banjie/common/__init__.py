"""What every room shares: base templates, the audit log, the clock, attachments, one-time keys."""
