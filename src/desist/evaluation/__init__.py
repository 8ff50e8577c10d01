"""Statistics, scoring in bulk, linkage and cohort reports: arrays in, frozen results out."""
