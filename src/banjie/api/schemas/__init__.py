"""What the API says, one file per noun.

Units and posts are named, never persons. Numbers of what was counted are strings, so that no
program rounds them. Days are ISO days, and a last day is the last one itself: `2026-05-08` to
`2026-05-08` is one day.
"""
