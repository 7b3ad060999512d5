"""Reading: documents into claims."""
