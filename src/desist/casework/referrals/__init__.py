"""Referrals: a practitioner puts somebody forward for a programme."""
