"""What the kinds of service are called."""

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
