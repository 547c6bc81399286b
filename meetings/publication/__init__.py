"""The public pages of agendas and minutes."""
