"""How the portal reads and writes numbers and dates; one rule for form, paste and Excel."""
