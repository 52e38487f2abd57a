"""The site: from a plan to a programme, from reports to a summary whose figures can be followed."""
