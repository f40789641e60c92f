"""The forms of the office: what people type becomes documents, and documents fill the forms."""
