"""Template helpers of the programme room."""
