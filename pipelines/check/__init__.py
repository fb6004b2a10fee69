"""The checks: `expectations/*.sql` run over the ledger, and Great Expectations as the gate before publication."""
