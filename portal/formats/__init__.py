"""How days and times are written here, where Django's own ways differ from the rest of our screens."""
