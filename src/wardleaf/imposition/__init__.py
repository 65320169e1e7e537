"""Pages onto sheets of paper: the plan is arithmetic and can be printed, the press only places."""
