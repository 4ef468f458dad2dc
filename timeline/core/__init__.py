"""Values and pure helpers. Opens no file, knows no clock, prints nothing."""
