"""Approvals: papers that ask for a decision or tell of something, step by step to their end."""
