"""Where a meter shows its reading, in words, by what it counts (rules/zones.py); static/meters/ has the pictures."""

from rendering import N_

ELECTRICITY = N_(
    "The number of whole kWh on the display, marked 1.8.0 where the display shows several numbers in turn."
    " If you do not see it, press the button of the meter."
)
DAY_AND_NIGHT = N_(
    "Two numbers, often shown in turn: the day register is marked T1 or 1.8.1, the night register T2 or 1.8.2."
    " If you do not see one of them, press the button of the meter."
)
FOUR_ZONES = N_(
    "Four numbers, shown in turn: they are marked T1 to T4, or 1.8.1 to 1.8.4."
    " If you do not see one of them, press the button of the meter."
)
GAS = N_("The black digits are whole cubic metres. The red or framed ones stand after the comma.")
COLD = N_(
    "The cold water meter has a blue mark. Its black digits are whole cubic metres, the red ones stand after the comma."
)
HOT = N_(
    "The hot water meter has a red mark. Its black digits are whole cubic metres, the red ones stand after the comma."
)
HEAT = N_("The first number on the display is the energy. If it is in MWh and we ask for kWh, multiply it by 1000.")

WHERE = {
    "1z": ELECTRICITY,
    "morning": FOUR_ZONES,
    "day": DAY_AND_NIGHT,
    "evening": FOUR_ZONES,
    "night": DAY_AND_NIGHT,
    "gas": GAS,
    "cold": COLD,
    "garden": COLD,
    "hot": HOT,
    "heat": HEAT,
}
# Whose picture shows what others look like too.
LIKE = {"morning": "day", "evening": "day", "night": "day", "garden": "cold"}
