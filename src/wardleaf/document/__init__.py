"""RESOLVE: a definition, a clinic and an edition become one `Document` in which nothing refers to anything outside it."""
