"""Values into text, Markdown and diagrams: pure functions, no clinical logic."""
