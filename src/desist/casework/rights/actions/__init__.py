"""What changes rights: merging, requests, limits on use, holds, and the end of a record."""
