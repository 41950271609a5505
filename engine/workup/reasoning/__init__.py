"""A case in, an agenda out. The only room that runs durable-rules."""
