"""What is computed from a timeline and used by several of checks, exporters and pages."""
