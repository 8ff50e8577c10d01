"""What changes concerns: raising, acknowledging, telling, escalating and closing them."""
