"""The parties approve draft minutes online, or comment on them."""
