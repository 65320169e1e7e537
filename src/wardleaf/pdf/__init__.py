"""How pages become a PDF: syntax, objects, tags, fonts, page tree, file. No other room knows how one is written."""
