"""Warm Ledger (暖账): relief rosters in, a balanced ledger out. Start reading at `pipelines/flow.py`."""

__version__ = "0.1.0"
