"""How any widget works, and what several of them draw with: ``guided`` is the widget itself."""
