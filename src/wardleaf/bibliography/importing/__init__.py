"""References from BibTeX, RIS, PubMed's NBIB and CSL-JSON, and how they are added to references.yaml."""
