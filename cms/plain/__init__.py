"""やさしい日本語: what in a text is hard to read, and how its kanji are read. Knows text only, no page."""
