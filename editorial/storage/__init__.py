"""Where files are stored: pictures, evidence, imports."""
