"""What people type in the people room."""
