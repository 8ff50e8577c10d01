"""Four assessments of invented people, in the shape of ``desist assess --json``.

Their figures are made up to try the page, among them norms and sources: nothing here is clinical.
"""

from __future__ import annotations

from typing import Any

DAY = "2026-03-03"

RULES = {
    "isotp-article": ("Eligibility as the article describes it", "Middleton 2008", "verified"),
    "offences": (
        "Which offences qualify",
        "written for this project; the circular's list could not be read",
        "authored",
    ),
    "rm2000": (
        "Risk Matrix 2000 (S, V and C)",
        "Thornton et al 2003; Scoring Guide for Risk Matrix 2000.9/SVC (tables recalled, not read)",
        "unverified",
    ),
    "osp": ("Sexual reoffending predictors", "public code of the Ministry of Justice", "verified"),
    "isotp-standing": ("How far from the norm counts", "written for this project", "authored"),
    "isotp-pathways": ("Pathways and their scales", "recalled", "unverified"),
    "isotp-needs": ("Treatment needs and their scales", "written for this project", "authored"),
    "isotp-format": ("Format by circumstances", "Middleton 2008; PC18/2006", "secondary"),
    "isotp": ("The programme", "Middleton 2008; outlines written for this project", "authored"),
    "deviance-sheet": ("Deviance", "the site's own sheet", "unverified"),
}

NEEDS = {
    "discrepancy-and-denial": "Discrepancy and denial",
    "offence-supportive-thinking": "Offence-supportive thinking",
    "victim-awareness": "Victim awareness",
    "sex-as-coping": "Sex as coping",
    "intimacy-and-relationships": "Intimacy and relationships",
    "emotional-regulation": "Emotional regulation and stress",
    "problem-solving": "Problem solving",
    "self-esteem": "Self-esteem",
    "locus-of-control": "Locus of control",
    "loneliness": "Loneliness",
    "low-mood": "Low mood",
    "fantasy": "Fantasy and intrusive thoughts",
    "collecting": "Collecting and compulsive internet use",
    "online-communities": "Online communities",
    "impulsivity": "Impulsivity",
    "lifestyle-goals": "Lifestyle goals",
}

MODULES = {
    "values": "Values and goals",
    "analysis": "Functional analysis and thinking",
    "victim": "Victim awareness",
    "skills": "Skills for closeness and feelings",
    "collecting": "Collecting, online groups and private thoughts",
    "new-life": "New Life Plan",
}

EXERCISES: tuple[tuple[str, str, int, bool, tuple[str, ...]], ...] = (
    ("What matters to me", "values", 45, True, ()),
    ("My week measured against my values", "values", 55, True, ("discrepancy-and-denial",)),
    ("A good life: what I had and what I can do", "values", 60, False, ("lifestyle-goals",)),
    ("For and against change", "values", 45, False, ("discrepancy-and-denial",)),
    ("First goals for the programme", "values", 40, True, ()),
    ("The chain: before, during and after", "analysis", 90, True, ()),
    ("What the behaviour gave me", "analysis", 50, True, ()),
    ("Thoughts that gave permission", "analysis", 70, True, ("offence-supportive-thinking",)),
    ("Putting a thought to the test", "analysis", 70, False, ("offence-supportive-thinking",)),
    ("Small decisions on the way", "analysis", 60, False, ("impulsivity", "locus-of-control")),
    ("Mood and screen diary", "analysis", 45, False, ("low-mood", "emotional-regulation")),
    ("A real child behind every picture", "victim", 70, True, ("victim-awareness",)),
    ("The path of a file", "victim", 70, True, ()),
    ("Years afterwards", "victim", 60, False, ("victim-awareness",)),
    ("Naming what I feel", "skills", 50, True, ("emotional-regulation",)),
    ("The stress thermometer", "skills", 75, False, ("emotional-regulation", "impulsivity")),
    ("Other ways to cope", "skills", 60, True, ("sex-as-coping",)),
    ("Riding out an urge", "skills", 60, False, ("sex-as-coping", "impulsivity")),
    ("Six questions for any problem", "skills", 60, True, ("problem-solving",)),
    ("What is in my hands", "skills", 55, False, ("locus-of-control",)),
    ("A fair portrait of myself", "skills", 60, False, ("self-esteem", "low-mood")),
    ("Circles of closeness", "skills", 40, True, ("intimacy-and-relationships",)),
    (
        "Starting a conversation and keeping it going",
        "skills",
        80,
        False,
        ("loneliness", "intimacy-and-relationships"),
    ),
    ("Saying what I need", "skills", 80, False, ("intimacy-and-relationships", "self-esteem")),
    ("Doing before feeling like it", "skills", 60, False, ("low-mood", "loneliness")),
    ("Where the hours went", "collecting", 60, True, ("collecting",)),
    ("Devices, habits and letting go", "collecting", 65, False, ("collecting", "impulsivity")),
    ("What the online group gave me", "collecting", 60, False, ("online-communities",)),
    ("Belonging somewhere else", "collecting", 60, False, ("online-communities", "loneliness")),
    ("Thoughts that come and go", "collecting", 60, True, ("fantasy",)),
    ("Risky situations, early signs and ways out", "new-life", 70, True, ()),
    ("If I slip", "new-life", 60, False, ("impulsivity", "problem-solving")),
    ("People who know and help", "new-life", 60, False, ("loneliness", "lifestyle-goals")),
    ("Goals to strive for and goals to keep clear of", "new-life", 70, True, ("lifestyle-goals",)),
    ("Writing and presenting my New Life Plan", "new-life", 70, True, ()),
)


def rule(id_: str, *, adopted: bool) -> dict[str, Any]:
    title, source, grade = RULES[id_]
    adoptable = adopted and grade in ("authored", "unverified")
    return {
        "id": id_,
        "version": 1,
        "sha256": f"{sum(map(ord, id_)):064x}",
        "title": title,
        "source": source,
        "grade": grade,
        "adopted_by": "A. Manager" if adoptable else None,
        "adopted_on": "2026-01-12" if adoptable else None,
        "passed_over": [],
    }


def because(text: str, rule_: str, code: str = "sample", **values: Any) -> dict[str, Any]:
    _, source, grade = RULES[rule_]
    return {
        "code": code,
        "values": values,
        "rule": rule_,
        "version": 1,
        "source": source,
        "grade": grade,
        "text": text,
    }


def decision(
    question: str,
    outcome: str,
    *reasons: dict[str, Any],
    missing: tuple[str, ...] = (),
    awaiting: tuple[str, ...] = (),
    would_change: tuple[tuple[tuple[tuple[str, Any, Any], ...], str], ...] = (),
    grade: str = "authored",
    adopted: bool = True,
) -> dict[str, Any]:
    used = dict.fromkeys((*(each["rule"] for each in reasons), *awaiting))
    return {
        "question": question,
        "outcome": outcome,
        "reasons": list(reasons),
        "missing": list(missing),
        "awaiting": [rule(each, adopted=False) for each in awaiting],
        "would_change": [
            {
                "changes": [{"fact": f, "now": now, "instead": instead} for f, now, instead in ch],
                "outcome": to,
            }
            for ch, to in would_change
        ],
        "facts": {},
        "rules": [rule(each, adopted=adopted) for each in used],
        "engine": "0.1.0",
        "schema": 1,
        "grade": grade,
    }


def scale(
    instrument: str,
    instrument_title: str,
    title: str,
    raw: float | None,
    span: tuple[float, float],
    problem_end: str = "high",
    norm: tuple[float, float, int] | None = None,
    **other: Any,
) -> dict[str, Any]:
    z = None if norm is None or raw is None else (raw - norm[0]) / norm[1]
    elevation = None if z is None else (-z if problem_end == "low" else z)
    standing = "no_norm" if raw is not None else None
    if elevation is not None:
        standing = "problem" if elevation > 1 else "beyond" if elevation < -1 else "normal"
    return {
        "instrument": instrument,
        "instrument_title": instrument_title,
        "scale": "total",
        "title": title,
        "form_order": "standard",
        "on": "2026-02-10",
        "raw": raw,
        "answered": 20,
        "items": 20,
        "missing": [],
        "prorated": False,
        "entered": False,
        "low": span[0],
        "high": span[1],
        "problem_end": problem_end,
        "z": z,
        "standing": standing,
        "norm": None
        if norm is None
        else {
            "id": f"norm-{instrument}",
            "title": f"Norm of {title.lower()}",
            "mean": norm[0],
            "sd": norm[1],
            "n": norm[2],
            "population": "men, an invented sample",
            "grade": "secondary",
            "source": "made up for this example",
        },
        "grade": "secondary",
        **other,
    }


def profile() -> list[dict[str, Any]]:
    ucla = ("ucla-loneliness-1980", "Revised UCLA Loneliness Scale (1980)")
    bis = ("bis-11", "Barratt Impulsiveness Scale (BIS-11)")
    iri = ("iri", "Interpersonal Reactivity Index")
    dass = ("dass-21", "Depression Anxiety Stress Scales (DASS-21)")
    return [
        scale(*ucla, "Loneliness", 57, (20, 80), "high", (37.06, 10.91, 102)),
        scale("rosenberg", "Rosenberg Self-Esteem Scale", "Self-esteem", 9, (0, 30), "low"),
        scale(
            "short-self-esteem",
            "Short Self-Esteem Scale",
            "Self-esteem, short",
            3,
            (0, 8),
            "low",
            (6.1, 1.8, 90),
            entered=True,
        ),
        scale(
            "ansie",
            "Adult Nowicki-Strickland",
            "External control",
            15,
            (0, 40),
            "high",
            (10, 4.6, 156),
        ),
        scale(*bis, "Motor impulsivity", 20, (11, 44), "high", (22.1, 4.2, 260)),
        scale(
            *bis,
            "Attentional impulsivity",
            19,
            (8, 32),
            "high",
            (15.3, 4, 260),
            answered=29,
            items=30,
            missing=[11],
            prorated=False,
        ),
        scale(*iri, "Perspective taking", 24, (0, 28), "low", (16.78, 4.72, 579)),
        scale(*iri, "Personal distress", 10, (0, 28), "high", (9.46, 4.55, 579)),
        scale(*dass, "Depression", 33, (0, 42), "high", (5.66, 7.74, 1794)),
        scale(*dass, "Stress", None, (0, 42), "high", None, answered=5, items=7, missing=[8, 18]),
        scale(*iri, "Fantasy", 17, (0, 28), "none", (15.73, 5.6, 579), standing=None),
        scale(
            "gpius-2",
            "Generalized Problematic Internet Use (GPIUS2)",
            "Problematic use",
            78,
            (15, 120),
            "high",
        ),
    ]


def needs(**strengths: str) -> list[dict[str, Any]]:
    evidence = {
        "loneliness": [
            {"kind": "scale", "text": "Loneliness stands beyond its norm at the problem end"},
            {"kind": "rating", "text": "Rated 2: lives alone; no contact with family since 2023"},
        ],
        "low-mood": [{"kind": "scale", "text": "Depression stands beyond its norm"}],
        "self-esteem": [{"kind": "scale", "text": "Self-esteem, short, stands beyond its norm"}],
        "locus-of-control": [{"kind": "scale", "text": "External control stands beyond its norm"}],
        "collecting": [
            {"kind": "rating", "text": "Rated 2: sorted and kept files over several years"}
        ],
        "discrepancy-and-denial": [{"kind": "stance", "text": "Accepts the offence in part"}],
    }
    by_id = {name.replace("_", "-"): strength for name, strength in strengths.items()}
    return [
        {
            "id": id_,
            "title": title,
            "strength": by_id.get(id_, "none"),
            "evidence": evidence.get(id_, []) if id_ in by_id else [],
        }
        for id_, title in NEEDS.items()
    ]


def plan(found: list[dict[str, Any]], *, sessions: int = 24) -> dict[str, Any]:
    """A plan that looks like one: core exercises and those that serve a need, two parts at most."""
    asked = {each["id"]: each["strength"] for each in found if each["strength"] != "none"}
    exercises, omitted = [], []
    for title, module, minutes, core, serves in EXERCISES:
        id_ = title.lower().replace(" ", "-").replace(",", "").replace(":", "")
        for_needs = [each for each in serves if each in asked]
        if not core and not for_needs:
            omitted.append(
                {
                    "id": id_,
                    "title": title,
                    "module": module,
                    "reason": "plan.omitted.no_need",
                    "text": f"serves {NEEDS[serves[0]].lower()}, with no sign of need",
                }
            )
            continue
        why = "core: everyone does it" if core else f"serves {NEEDS[for_needs[0]].lower()}"
        exercises.append(
            {
                "id": id_,
                "title": title,
                "module": module,
                "minutes": minutes,
                "core": core,
                "needs": list(serves),
                "role": None,
                "why": why,
            }
        )
    schedule = _schedule(exercises)[:sessions]
    modules = [
        {
            "id": id_,
            "title": title,
            "sessions": sum(each["module"] == id_ for each in schedule),
            "exercises": [each["id"] for each in exercises if each["module"] == id_],
        }
        for id_, title in MODULES.items()
    ]
    total = len(schedule)
    return {
        "format": "individual",
        "sessions": total,
        "minutes": total * 90,
        "session_minutes": 90,
        "modules": modules,
        "exercises": exercises,
        "omitted": omitted,
        "schedule": schedule,
        "coverage": [
            {
                "need": id_,
                "strength": s,
                "asked": 2 if s == "strong" else 1,
                "planned": 2 if id_ != "collecting" else 1,
            }
            for id_, s in sorted(asked.items(), key=lambda pair: ("strong", "some").index(pair[1]))
        ],
        "curve": [
            {
                "sessions": n,
                "strong": min(1.0, 0.5 + (n - 20) * 0.125),
                "all": min(1.0, 0.4375 + (n - 20) * 0.0625 + (0.1875 if n > 25 else 0)),
            }
            for n in range(20, 31)
        ],
    }


def _schedule(exercises: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Seventy-five working minutes a session, an exercise spanning two where it must."""
    sessions: list[dict[str, Any]] = []
    for module in MODULES:
        room = 0
        for each in (e for e in exercises if e["module"] == module):
            left, pieces = each["minutes"], []
            while left:
                if room < 10:
                    sessions.append(
                        {
                            "number": len(sessions) + 1,
                            "module": module,
                            "setting": "one_to_one",
                            "minutes": 90,
                            "parts": [],
                        }
                    )
                    room = 75
                minutes = min(left, room)
                piece = {"exercise": each["id"], "minutes": minutes, "part": len(pieces) + 1}
                pieces.append(piece)
                sessions[-1]["parts"].append(piece)
                left, room = left - minutes, room - minutes
            for piece in pieces:
                piece["parts"] = len(pieces)
    return sessions


NO_RESULT = {"points": None, "aggravating": None, "band": None}


def result(points: int | None, aggravating: int | None, band: str | None) -> dict[str, Any]:
    return {"points": points, "aggravating": aggravating, "band": band}


def coding(sexual: dict[str, Any], violence: str, combined: str) -> dict[str, Any]:
    return {
        "sexual": sexual,
        "violence": result(1, None, violence),
        "combined": result(None, None, combined),
    }


def rate(band: str, share: float, years: int) -> dict[str, Any]:
    return {
        "scale": "sexual",
        "band": band,
        "sample": "England and Wales, released 1979, n=429",
        "outcome": "sexual reconviction",
        "horizon_years": years,
        "rate": share,
        "source": "recalled; read in no primary document",
        "grade": "unverified",
    }


def links(form: str) -> dict[str, Any]:
    with_account = (
        ("setting", "Lived alone after a separation; worked nights"),
        ("trigger", "An argument at work; came home tired and angry"),
        ("thought", "“Nobody is harmed by looking”"),
        ("thought", "“I deserve something for myself”"),
        ("feeling", "Lonely, tense, bored"),
        ("behaviour", "Went online for hours; viewed and kept illegal images"),
        ("immediate_consequence", "Calm for a short time, then shame"),
        ("later_consequence", "Slept little, withdrew further, felt worse"),
        ("need_met", "Closeness and relief from tension"),
        ("strength", "Kept a job through it; asked his GP for help"),
    )
    without = (
        ("setting", "Lost his job; moved to a town where he knew nobody"),
        ("feeling", "Cut off; worried about money; little sleep"),
        ("need_met", "Company, and something to be good at"),
    )
    chosen = with_account if form == "with_account" else without
    return {"form": form, "link": [{"kind": kind, "text": text} for kind, text in chosen]}


ACCREDITATION = [
    {
        "setting": "community",
        "nation": "england_and_wales",
        "format": "individual",
        "status": "accredited",
        "begins_on": "2006-12-01",
        "ends_on": None,
        "note": "Disputed: a circular says that the panel approved it in December 2005.",
        "source": "Middleton 2008, quoting NOMS 2008b",
        "grade": "secondary",
    },
    {
        "setting": "community",
        "nation": "england_and_wales",
        "format": "not_stated",
        "status": "withdrawn",
        "begins_on": None,
        "ends_on": None,
        "note": "iHorizon took its place. No date of withdrawal was found.",
        "source": "public code of the HMPPS service",
        "grade": "verified",
    },
]


def offence(code: str, title: str, statute: str, qualifies: str, **other: Any) -> dict[str, Any]:
    return {
        "code": code,
        "title": title,
        "statute": statute,
        "qualifies": qualifies,
        "image": True,
        "contact": False,
        "committed_on": "2024-05-01",
        "convicted_on": "2025-11-18",
        "explanation": "",
        **other,
    }


MAKE = offence(
    "pca-1978-1-make",
    "Making indecent photographs of a child",
    "Protection of Children Act 1978 s.1(1)(a)",
    "yes",
    explanation="In English law to make includes to download (R v Bowden 1999); "
    "it is not production.",
)


def needing(*ids: str, adopted: bool = True) -> list[dict[str, Any]]:
    keys = ("id", "version", "grade", "title", "adopted_by", "adopted_on")
    return [{key: rule(each, adopted=adopted)[key] for key in keys} for each in ids]


def eligible() -> dict[str, Any]:
    """Eligible, with an individual plan; rules adopted by the site."""
    found = needs(
        loneliness="strong",
        low_mood="some",
        self_esteem="some",
        locus_of_control="some",
        collecting="strong",
        discrepancy_and_denial="some",
    )
    suitable = decision(
        "eligibility",
        "eligible",
        because("offence qualifies: Making indecent photographs of a child", "offences"),
        because("static risk, adapted coding: Medium (2 points, 1 factor)", "rm2000"),
        because("static risk and its standard coding lead to the same answer", "isotp-article"),
        because("deviance: low, the scorer's signed result", "deviance-sheet"),
        because("Medium with low deviance: eligible", "isotp-article"),
        would_change=(
            ((("public_protection.meetings_arranged", False, True),), "refer_generic"),
            ((("public_protection.directed_abuse", False, True),), "panel"),
            (
                (
                    ("static_risk.entered.band", None, "very_high"),
                    ("deviance.outcome", "low", "high"),
                ),
                "refer_generic",
            ),
        ),
        grade="unverified",
    )
    return {
        "schema": 1,
        "engine": "0.1.0",
        "reference": "EX-2026-014",
        "decided_on": DAY,
        "invented": True,
        "demonstration": False,
        "programme": {
            "id": "isotp",
            "version": 1,
            "title": "Internet Sex Offender Treatment Programme (i-SOTP)",
            "grade": "authored",
            "accreditation": ACCREDITATION,
        },
        "person": {"age": 41, "sex": "male", "nation": "england", "setting": "community"},
        "offences": [MAKE],
        "public_protection": {
            "meetings_arranged": False,
            "directed_abuse": False,
            "learning_disability_screen": "negative",
        },
        "stance": {"offence": "partly", "appeal_pending": False},
        "static_risk": {
            "standard": coding(result(2, 3, "high"), "low", "medium"),
            "adapted": coding(result(2, 1, "medium"), "low", "medium"),
            "entered": None,
            "used": "adapted",
            "band_used": "medium",
            "rates": [rate("medium", 0.13, 5), rate("medium", 0.16, 10), rate("medium", 0.19, 15)],
            "imported": [
                {"id": "ogrs", "on": "2026-01-20", "percentage": 18.0, "band": None},
                {"id": "rosh", "on": "2026-01-20", "percentage": None, "band": "medium"},
            ],
        },
        "osp": {
            "dc": {"points": 14, "probability": 0.0123, "band": "low"},
            "iic": {"points": None, "probability": 0.0871, "band": "high"},
        },
        "pni": {"need": "medium", "risk": "medium", "pathway": "moderate", "missing": []},
        "scales": profile(),
        "social_desirability": {
            "instrument": "pds",
            "scale": "impression-management",
            "raw": 7,
            "outcome": "not_indicated",
            "reading": "not_indicated",
            "adjusted": [],
        },
        "deviance": {
            "outcome": "low",
            "entered": {
                "unit": "North West regional unit",
                "sheet_version": "7",
                "on": "2026-02-14",
                "signatory": "Dr E. Scorer",
            },
            "points": None,
            "sheet": None,
        },
        "pathway": {
            "primary": "intimacy-deficits",
            "contributing": ["emotional-dysregulation"],
            "outcome": "intimacy-deficits",
        },
        "needs": found,
        "eligibility": {"outcome": "eligible"},
        "format": {"outcome": "individual"},
        "formulation": links("with_account"),
        "plan": plan(found),
        "decisions": [
            suitable,
            decision(
                "static_risk.adapted",
                "medium",
                because("S: aged 33 at commencement of risk: 1 points", "rm2000"),
                because("S: 2 sentencing appearances for sexual offences: 1 points", "rm2000"),
                because("S: aggravating factor, never married", "rm2000"),
                because("S: 2 points and 1 aggravating factors: Medium", "rm2000"),
                grade="unverified",
            ),
            decision(
                "osp", "high", because("14 points for direct contact: Low", "osp"), grade="verified"
            ),
            decision(
                "standing",
                "judged",
                *(
                    because(f"{each['title']}: {each['standing']}", "isotp-standing")
                    for each in profile()
                    if each["standing"]
                ),
            ),
            decision(
                "pathway",
                "intimacy-deficits",
                because("Furthest elevated: intimacy deficits", "isotp-pathways"),
                grade="unverified",
            ),
            decision(
                "needs",
                "judged",
                because("Loneliness: strong", "isotp-needs"),
                because("Collecting and compulsive internet use: strong", "isotp-needs"),
            ),
            decision(
                "format",
                "individual",
                because("aged 41: either format is possible", "isotp-format"),
                because("86 minutes of travel to the nearest group", "isotp-format"),
                grade="secondary",
            ),
            decision(
                "plan", "planned", because("24 sessions hold the core and all needs", "isotp")
            ),
        ],
        "rules_needing_adoption": needing(
            "offences", "rm2000", "isotp-standing", "isotp-pathways", "isotp-needs", "isotp"
        ),
    }


def panel() -> dict[str, Any]:
    """A panel decides: the codings would end differently. The person denies; a demonstration."""
    found = needs(discrepancy_and_denial="strong", loneliness="some")
    given = eligible()
    return {
        **given,
        "reference": "EX-2026-021",
        "demonstration": True,
        "person": {"age": 29, "sex": "male", "nation": "wales", "setting": "community"},
        "offences": [
            MAKE,
            offence(
                "soa-2003-15a",
                "Sexual communication with a child",
                "Sexual Offences Act 2003 s.15A",
                "panel",
                image=False,
            ),
        ],
        "stance": {"offence": "denies_offence", "appeal_pending": True},
        "static_risk": {
            **given["static_risk"],
            "standard": coding(result(4, 3, "very_high"), "medium", "high"),
            "adapted": coding(result(4, 1, "high"), "medium", "high"),
            "used": None,
            "band_used": None,
            "imported": [],
            "rates": [rate("high", 0.26, 5), rate("very_high", 0.5, 5)],
        },
        "scales": profile()[:5],
        "social_desirability": None,
        "deviance": {
            "outcome": "low",
            "entered": None,
            "points": 3.5,
            "sheet": "deviance-fictional",
        },
        "pathway": {"primary": "no_pathway", "contributing": [], "outcome": "no_pathway"},
        "needs": found,
        "eligibility": {"outcome": "panel"},
        "format": {"outcome": "cannot_decide"},
        "formulation": links("without_account"),
        "plan": None,
        "decisions": [
            decision(
                "eligibility",
                "panel",
                because(
                    "one conviction is for an offence on which the article is silent: "
                    "Sexual communication with a child",
                    "offences",
                ),
                because(
                    "static risk would end differently by coding: standard Very High, adapted High",
                    "rm2000",
                ),
                would_change=(
                    ((("public_protection.meetings_arranged", False, True),), "refer_generic"),
                ),
                grade="unverified",
            ),
            decision("format", "cannot_decide", missing=("constraints.travel_minutes",)),
        ],
        "rules_needing_adoption": needing("offences", "rm2000"),
    }


def refer_generic() -> dict[str, Any]:
    """To the longer generic programme: meetings were arranged online."""
    given = eligible()
    return {
        **given,
        "reference": "EX-2026-033",
        "invented": True,
        "public_protection": {
            "meetings_arranged": True,
            "directed_abuse": None,
            "learning_disability_screen": None,
        },
        "static_risk": {
            **given["static_risk"],
            "entered": {
                "band": "very_high",
                "variant": "standard",
                "guide": "2007 version 1",
                "on": "2026-02-01",
                "signatory": "P. Coder",
            },
            "used": "standard",
            "band_used": "very_high",
        },
        "eligibility": {"outcome": "refer_generic"},
        "format": {"outcome": "not_applicable"},
        "plan": None,
        "decisions": [
            decision(
                "eligibility",
                "refer_generic",
                because("meetings were arranged online", "isotp-article"),
                because("static risk, the scorer's: Very High", "isotp-article"),
                would_change=(
                    (
                        (
                            ("public_protection.meetings_arranged", True, False),
                            ("static_risk.entered.band", "very_high", "medium"),
                        ),
                        "eligible",
                    ),
                ),
                grade="verified",
            ),
        ],
        "rules_needing_adoption": [],
    }


def awaiting_adoption() -> dict[str, Any]:
    """Nothing adopted and little known: nulls wherever the shape allows one."""
    given = eligible()
    empty = {"sexual": NO_RESULT, "violence": NO_RESULT, "combined": NO_RESULT}
    return {
        **given,
        "reference": "EX-2026-040",
        "invented": False,
        "programme": {**given["programme"], "accreditation": []},
        "person": {"age": 52, "sex": None, "nation": None, "setting": None},
        "offences": [],
        "public_protection": {
            "meetings_arranged": None,
            "directed_abuse": None,
            "learning_disability_screen": None,
        },
        "stance": {"offence": None, "appeal_pending": None},
        "static_risk": {
            "standard": empty,
            "adapted": empty,
            "entered": None,
            "used": None,
            "band_used": None,
            "rates": [],
            "imported": [],
        },
        "osp": {
            "dc": {"points": None, "probability": None, "band": None},
            "iic": {"points": None, "probability": None, "band": None},
        },
        "pni": {"need": None, "risk": None, "pathway": None, "missing": ["static_risk.pni"]},
        "scales": [
            {**each, "standing": "awaiting_adoption" if each["z"] is not None else each["standing"]}
            for each in profile()[:2]
        ],
        "social_desirability": None,
        "deviance": {"outcome": "cannot_decide", "entered": None, "points": None, "sheet": None},
        "pathway": {"primary": None, "contributing": [], "outcome": "awaiting_adoption"},
        "needs": needs(),
        "eligibility": {"outcome": "awaiting_adoption"},
        "format": {"outcome": "awaiting_adoption"},
        "formulation": {"form": "with_account", "link": []},
        "plan": None,
        "decisions": [
            decision(
                "eligibility",
                "awaiting_adoption",
                missing=("offence", "deviance", "static_risk.rm2000.commencement_on"),
                awaiting=("rm2000", "offences"),
                grade="verified",
            ),
            decision(
                "static_risk.standard", "awaiting_adoption", awaiting=("rm2000",), grade="verified"
            ),
            decision(
                "standing",
                "awaiting_adoption",
                awaiting=("isotp-standing",),
                missing=("instrument[bis-11]",),
                grade="verified",
            ),
        ],
        "rules_needing_adoption": needing("rm2000", "offences", "isotp-standing", adopted=False),
    }


SAMPLES = {
    "eligible": eligible,
    "panel": panel,
    "refer_generic": refer_generic,
    "awaiting_adoption": awaiting_adoption,
}
