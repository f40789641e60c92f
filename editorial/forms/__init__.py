"""The forms of the office: from what people type to documents, and back."""
