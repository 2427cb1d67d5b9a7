"""What sounds as one: voices that are one mouth, areas that are one ear."""

from collections.abc import Iterable, Mapping


def grouped(members: Iterable[str], groups: Iterable[Iterable[str]]) -> dict[str, str]:
    """Return for each member the name of what it belongs to.

    Groups that share something are one: their names are those of their smallest
    member. A member of no group is one by itself. What a group names besides the
    members (a device, a fingerprint that twins share) ties members together but never
    is the name.
    """
    parents: dict[str, str] = {}

    def root(thing: str) -> str:
        while (parent := parents.setdefault(thing, thing)) != thing:
            parents[thing] = parents[parent]
            thing = parents[parent]
        return thing

    named = sorted(set(members))
    for group in groups:
        first: str | None = None
        for thing in group:
            if first is None:
                first = root(thing)
            else:
                parents[root(thing)] = first
    names: dict[str, str] = {}
    return {member: names.setdefault(root(member), member) for member in named}


def ears_of(
    areas: Iterable[str],
    open_plan: Iterable[Iterable[str]],
    mouths: Mapping[str, str],
    places: Mapping[str, str],
) -> dict[str, str]:
    """Return the ear of each area.

    `open_plan` are areas that hear each other. `mouths` gives the mouth of each voice,
    `places` the area of a voice: areas in which one mouth sounds are one ear, such as
    those of speakers that play in a group.
    """
    sounding: dict[str, set[str]] = {}
    for voice, mouth in mouths.items():
        if voice in places:
            sounding.setdefault(mouth, set()).add(places[voice])
    return grouped(areas, [*open_plan, *map(sorted, sounding.values())])
