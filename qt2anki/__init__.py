"""Turn QuickTakes answers into Anki decks."""

__version__ = "0.1.0"
