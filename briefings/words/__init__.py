"""Words as they are compared: what publication indexes and what the search looks for. Plain, no Django models."""
