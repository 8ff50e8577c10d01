"""Planning: formulation, treatment plan and its sessions in the individual format."""
