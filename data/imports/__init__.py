"""Files of the providers and of our own catalogue, taken in by commands; the same file twice changes nothing."""
