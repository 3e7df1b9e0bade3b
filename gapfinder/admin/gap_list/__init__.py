"""The list of gaps: columns, filters, saved views, bulk decisions, exports."""
