"""The tag tree, built with the story and filled by what is placed; `pdf/` writes it."""
