"""Topics talked over stage by stage, stations, texts open for comment, and pools of experts."""
