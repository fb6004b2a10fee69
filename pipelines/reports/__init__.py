"""What users look at: one module per report."""
