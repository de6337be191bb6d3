"""Services: choosing a provider, the code from its bill, whose it is, and what the code alone may show."""
