"""READ: a folder of definitions, sections, references, clinics and styles becomes one `Library` value."""
