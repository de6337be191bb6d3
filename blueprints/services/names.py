"""What the kinds of service are called, and what happened to a link, in words."""

from rendering import N_

KINDS = {
    "electricity": N_("Electricity"),
    "gas": N_("Gas"),
    "water": N_("Water"),
    "heat": N_("Heat"),
    "waste": N_("Waste"),
    "telecom": N_("Television, internet"),
    "housing": N_("Housing"),
    "other": N_("Other"),
}

# By what and reason of data.services.linking.Event, and whether the service was there without the link too.
HAPPENED = {
    ("linked", "holder", False): N_("Added automatically: the contract is in your name"),
    ("linked", "holder", True): N_("The contract is in your name: you see all its data"),
    ("unlinked", "holder_changed", False): N_("Taken away: the contract passed to somebody else"),
    ("unlinked", "holder_changed", True): N_("The contract passed to somebody else: what its payer code opens is left"),
    ("undone", "unwanted", False): N_("You chose not to have it added"),
    ("undone", "unwanted", True): N_("You chose not to have it linked"),
    ("undone", "removed", False): N_("You removed the service"),
    ("undone", "removed", True): N_("You removed the service"),
    ("restored", "holder", False): N_("You brought it back: the contract is in your name"),
    ("restored", "holder", True): N_("You linked it again: the contract is in your name"),
    ("restored", "brought_back", False): N_("You brought the service back"),
    ("restored", "brought_back", True): N_("You brought the service back"),
}
