"""Related entries share what few others share, and say what."""

from lcsite.address import Key
from lcsite.facts import related
from lcsite.facts.related import MOST_SHARERS, Related
from tests.support import compiled, entry, model

MODEL = model(
    {"sorts": ["red", "blue"]},
    makers={},
    things={"fields": {"sort": {"kind": "choice", "vocabulary": "sorts"}}, "relations": {"made_by": "makers"}},
    stories={"relations": {"about": "makers"}},
)
MAKERS = {f"makers/{name}.md": entry(title=name) for name in ("ann", "bob")}


def _related(files: dict[str, str]) -> dict[Key, tuple[Related, ...]]:
    site = compiled({**MAKERS, **files}, MODEL)
    assert site.inputs is not None
    return dict(site.inputs.facts[related])


def _key(text: str) -> Key:
    collection, _, name = text.partition("/")
    return Key(collection=collection, id=name)


def test_two_things_by_one_maker_are_related_and_the_maker_is_the_reason() -> None:
    found = _related({f"things/{name}.md": entry("made_by: [ann]", title=name) for name in ("pot", "jug")})
    assert [each.key for each in found[_key("things/pot")]] == [_key("things/jug")]
    assert [shared.key for shared in found[_key("things/pot")][0].shares] == [_key("makers/ann")]


def test_a_word_in_common_alone_is_no_reason() -> None:
    found = _related({f"things/{name}.md": entry("sort: red", title=name) for name in ("pot", "jug")})
    assert found[_key("things/pot")] == ()


def test_what_is_linked_already_is_not_offered_again() -> None:
    found = _related({f"things/{name}.md": entry("made_by: [ann]", title=name) for name in ("pot", "jug")})
    assert all(each.key != _key("makers/ann") for each in found[_key("things/pot")])


def test_an_entry_from_elsewhere_shares_two_things() -> None:
    one = {"things/pot.md": entry("made_by: [ann]"), "stories/one.md": entry("about: [ann]")}
    two = {"things/pot.md": entry("made_by: [ann, bob]"), "stories/one.md": entry("about: [ann, bob]")}
    assert _related(one)[_key("things/pot")] == ()
    (story,) = _related(two)[_key("things/pot")]
    assert (story.key, story.crossover) == (_key("stories/one"), True)


def test_what_very_many_share_relates_nobody() -> None:
    things = {f"things/thing-{n}.md": entry("made_by: [ann]", title=f"thing {n}") for n in range(MOST_SHARERS + 1)}
    assert _related(things)[_key("things/thing-1")] == ()
