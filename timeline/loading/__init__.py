"""Files to records: scan the folders, read strictly, explain what is refused, assemble."""
