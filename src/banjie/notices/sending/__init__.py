"""What leaves the machine: mail, and posts to the group bots and webhooks that people set up."""
