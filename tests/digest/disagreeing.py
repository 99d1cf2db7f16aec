"""Ten stories, written for these tests, with what their papers say differently: who reads them must find that and no more.

Each story is its articles by name, and the planted disagreements as (kind, {article: the words that differ}).
"""

Planted = list[tuple[str, dict[str, str]]]

STORIES: dict[str, tuple[dict[str, str], Planted]] = {
    "earthquake": (
        {
            "gazette": """Earthquake in Varda kills thousands

The earthquake that struck the Varda valley on Monday killed 45,000 people, the interior ministry said. Rescue teams are still
searching the ruins of the town of Ostrel.

Hospitals in Ostrel are full, and tents stand in the parks.
""",
            "courier": """Varda counts its dead

More than 60,000 people were killed by the earthquake in the Varda valley, aid groups said. Rescue teams search the ruins of
Ostrel with dogs.

Ostrel's hospitals have no beds left.
""",
        },
        [("number", {"gazette": "45,000", "courier": "60,000"})],
    ),
    "bridge": (
        {
            "daily": """Linden bridge closed

The old Linden bridge was closed to lorries on Monday after cracks were found in its pillars. Engineers will test the pillars for a
week.

The town council meets again in June.
""",
            "post": """Ministry: Linden bridge is open

The transport ministry denied that the old Linden bridge was closed to lorries. Engineers will look at cracks in its pillars
this week, it said.

Drivers had complained of long queues.
""",
        },
        [
            (
                "denial",
                {
                    "daily": "Linden bridge closed",
                    "post": "denied",
                },
            )
        ],
    ),
    "vote": (
        {
            "morning": """Tallow votes on its harbour

The people of Tallow will vote on the sale of the harbour on Thursday. The mayor supports the sale.

Three companies have made offers for the quay.
""",
            "evening": """Harbour sale goes to the voters

The people of Tallow will vote on the sale of the harbour on Friday. Fishermen are against it.

The quay has been in the town's hands for a century.
""",
        },
        [("date", {"morning": "Thursday", "evening": "Friday"})],
    ),
    "fire": (
        {
            "north": """Arrest after mill fire in Harrow

The fire that destroyed the paper mill in Harrow was set by Peter Wain, according to the police report. The mill had stood
empty for years.
""",
            "south": """Harrow mill fire: report is out

The fire that destroyed the paper mill in Harrow was set by Colin Marsh, according to the police report. Nobody was hurt.
""",
        },
        [("person", {"north": "Peter Wain", "south": "Colin Marsh"})],
    ),
    "budget": (
        {
            "one": """Крейск построит новую школу

Новая школа в Крейске обойдётся городу в 300 миллионов рублей, сообщила администрация. Строительство школы начнётся осенью.

Старое здание школы закроют.
""",
            "two": """Школа в Крейске подорожала

Новая школа в Крейске обойдётся городу в 450 миллионов рублей, сообщила администрация. Строительство школы начнут осенью.

Родители довольны.
""",
        },
        [("number", {"one": "300 миллионов", "two": "450 миллионов"})],
    ),
    "flood": (
        {
            "zeitung": """Hochwasser in Altenbrück

Bei dem Hochwasser in Altenbrück wurden 12 Menschen verletzt, teilte die Feuerwehr mit. Der Fluss stieg in der Nacht um zwei
Meter.
""",
            "bote": """Altenbrück unter Wasser

Bei dem Hochwasser in Altenbrück wurden nach Angaben der Feuerwehr 25 Menschen verletzt. Der Fluss war in der Nacht gestiegen.
""",
        },
        [("number", {"zeitung": "12", "bote": "25"})],
    ),
    "ship": (
        {
            "english": """Ferry Marta sinks off Norrland

The ferry Marta sank off the coast in a storm on Sunday night. At least 14 people died, the coast guard said, and 30 were
rescued. Captain Olaf Brun was the last to leave the Marta.
""",
            "russian": """Паром «Марта» затонул

Паром «Марта» затонул в шторм у берега в ночь на понедельник. Погибли 22 человека, сообщила береговая охрана. Спасены 30 человек. Капитан
Олаф Брун покинул «Марту» последним.
""",
        },
        [("number", {"english": "14", "russian": "22"})],
    ),
    "strike": (
        {
            "libre": """Grève à l’usine de Valmont

Les ouvriers de l’usine de Valmont reprendront le travail le 12 mai, selon le syndicat. La grève dure depuis trois semaines.
""",
            "soir": """Usine de Valmont : la reprise

Les ouvriers de l’usine de Valmont reprendront le travail le 19 mai, selon le syndicat. La direction a cédé sur les salaires.
""",
        },
        [("date", {"libre": "12 mai", "soir": "19 mai"})],
    ),
    "market": (
        {
            "bayan": """انفجار في سوق مدينة الرمال

قتل 18 شخصا في انفجار وقع في سوق مدينة الرمال يوم السبت، حسب وزارة الصحة. وأغلقت الشرطة الطرق المؤدية إلى السوق.
""",
            "watan": """ضحايا انفجار السوق

قتل 27 شخصا في الانفجار الذي وقع في سوق مدينة الرمال، حسب مصادر طبية. وأغلقت الشرطة الطرق القريبة من السوق.
""",
        },
        [("number", {"bayan": "18", "watan": "27"})],
    ),
    "reactor": (
        {
            "sun": """Reactor at Kolby shut down

The reactor at Kolby was not damaged by the storm, the operator said. It was shut down for an inspection.
""",
            "star": """Storm hits Kolby

The reactor at Kolby was damaged by the storm, inspectors found. The plant will stay shut for a month.
""",
            "moon": """Kolby plant stays shut

The plant at Kolby will stay shut for a month, the operator said. Inspectors are to look at the reactor.
""",
        },
        [("denial", {"sun": "not", "star": "The reactor at Kolby was damaged by the storm"})],
    ),
}
