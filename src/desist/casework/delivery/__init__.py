"""Delivery: sessions held, attendance, absences, exercises and dose."""
