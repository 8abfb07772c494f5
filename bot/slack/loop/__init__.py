"""What the bot does of itself when the knowledge changes: correct what it said, answer what it could not."""
