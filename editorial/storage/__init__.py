"""Where files lie: pictures, evidence, imports."""
