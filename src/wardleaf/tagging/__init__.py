"""The tag tree: built with the story, filled in while drawing, written into the PDF last."""
