"""The access log: who saw which confidential record, when, and in which form; sealed into the ledger by the hour."""
