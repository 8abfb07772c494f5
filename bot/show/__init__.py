"""Answer → what people and programs read: plain text, JSON, Block Kit."""
