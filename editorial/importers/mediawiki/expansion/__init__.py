"""The templates of an export, expanded where that can be done exactly."""
