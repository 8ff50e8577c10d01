"""Rights: notice, another look, rectification, subject access, retention, equality."""
