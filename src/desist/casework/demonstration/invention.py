"""Invented names and places. Nobody here exists."""

from __future__ import annotations

FIRST_NAMES = (
    "Adam", "Alun", "Amir", "Andre", "Bryn", "Callum", "Carl", "Ciaran", "Colin", "Daniel", "Dewi",
    "Dominic", "Eamon", "Edwin", "Farid", "Gareth", "Graham", "Harvey", "Hugo", "Idris", "Imran",
    "Ivor", "Jamal", "Jerome", "Joel", "Kieran", "Kofi", "Lewis", "Luca", "Malcolm", "Marek",
    "Milan", "Neil", "Nikhil", "Oisín", "Omar", "Patrick", "Piotr", "Rafael", "Rhys", "Robin",
    "Samir", "Sean", "Stefan", "Tariq", "Terence", "Tomos", "Victor", "Warren", "Zoltán",
)  # fmt: skip
LAST_NAMES = (
    "Abbotson", "Ashgrove", "Bexwell", "Birchley", "Brackenridge", "Calderwood", "Copperfield",
    "Dalemoor", "Davenhall", "Elmsworth", "Fairbrook", "Fenwright", "Garrowby", "Greystoke",
    "Halloway", "Harkness", "Hollinbury", "Inglemere", "Jessamy", "Kestrelton", "Kilbride",
    "Langthorne", "Larkspur", "Loxley", "Marchbank", "Merrowdale", "Moorcroft", "Netherby",
    "Oakhanger", "O'Farraghan", "Pemberling", "Penhallow", "Quillfeather", "Ravensdale",
    "Rookhope", "Sallowfield", "Silverthorn", "Smythe", "Stonecross", "Tamarind", "Thistlewood",
    "Underhay", "Vexley", "Wainfleet", "Westerdale", "Whitlocke", "Wyndham-Pryce", "Yarrowby",
)  # fmt: skip
STAFF_NAMES = (
    "Aisha", "Bethan", "Chloe", "Deborah", "Elin", "Fatima", "Grace", "Helen", "Ines", "Joan",
    "Kemi", "Laura", "Meera", "Nadia", "Olwen", "Priya", "Ruth", "Siân", "Tessa", "Uma",
)  # fmt: skip
PLACES = {
    "Northern Dales": {"Tyne and Coast": ("Quayside", "Headland"), "Pennine": ("Mill Lane",)},
    "Cymru": {"Y Gogledd": ("Menai", "Conwy"), "De Cymru": ("Rhondda",)},
    "South Downs": {"Solent": ("Harbour", "Itchen"), "Weald": ("High Weald",)},
}
"""Regions, their delivery units, and the reporting teams of those: nine teams in all."""
CONTEXTS = (
    "Works shifts; mornings suit best.",
    "Reads well; asks for written material beforehand.",
    "Travels by bus; the last one leaves at 17:40.",
    "",
    "Has finished a thinking-skills course and spoke well of it.",
    "Prefers one practitioner throughout.",
)
