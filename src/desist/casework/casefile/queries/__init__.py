"""Finding what a case holds, across the apps of the journey."""
