"""People: those whom the programme is for, on whose caseload they are, and who may not see them."""
