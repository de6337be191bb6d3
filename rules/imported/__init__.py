"""What providers send us, row by row: made into exact values, or refused with a reason an operator can act on."""
