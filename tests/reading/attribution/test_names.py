"""Names of sources: pronouns, roles and short names."""


def test_a_pronoun_takes_the_name_of_the_person_before(acts):
    names = [
        said.name
        for said in acts(
            "Governor Andriy Bondar said the road was open. He added that the bridge was safe."
        )
    ]
    assert names == ["Governor Andriy Bondar", "Governor Andriy Bondar"]


def test_a_plural_pronoun_takes_the_name_of_several(acts):
    said = acts(
        '"The enemy has left," said US military experts. According to them, the town is quiet.'
    )
    assert [s.name for s in said] == ["US military experts", "US military experts"]


def test_a_role_takes_the_full_name_before(acts):
    said = acts(
        "The Ukrainian defence ministry said the port was open. "
        "The ministry noted that no ship had sailed."
    )
    assert [s.name for s in said] == ["Ukrainian defence ministry"] * 2


def test_initials_take_the_full_name(acts):
    said = acts(
        "Institute for the Study of War: Enemy retreats from river\n\n"
        "ISW wrote that the town was quiet."
    )
    assert [s.name for s in said] == ["Institute for the Study of War"] * 2


def test_a_surname_takes_the_full_name(acts):
    said = acts("Andriy Bondar said the road was open. Bondar noted that the bridge was safe.")
    assert [s.name for s in said] == ["Andriy Bondar"] * 2


def test_a_relative_pronoun_takes_its_antecedent(acts):
    said = acts("The governor, who said that the road was open, left the town.")[0]
    assert (said.source, said.name) == ("who", "governor")


def test_we_in_a_quotation_is_its_speaker(acts):
    found = acts('"We know that the enemy has left," the mayor said.')
    assert next(said for said in found if said.cue == "know").name == "mayor"
