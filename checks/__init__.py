"""The floor that looks and judges: extraction, claims, forges, probers, verdicts. It knows no other floor."""
