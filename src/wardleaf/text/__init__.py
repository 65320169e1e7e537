"""Text: faces, how wide a word is in them, and which codes show it."""
