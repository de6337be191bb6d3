"""The how-to film: made of the real pages by `make video`, shown at /help/video."""
