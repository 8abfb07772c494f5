"""The pages of the App Home: a place in it → what stands there, from the knowledge as it is now."""
