"""Stand-ins for the outside parties. They share no code with the site, and only app.py mounts them."""
