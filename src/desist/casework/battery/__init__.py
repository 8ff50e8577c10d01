"""Battery: questionnaires at their points, answered on a tablet or typed in, and their exchange."""
