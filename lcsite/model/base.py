"""What every entry has, whatever the model: the only names that code may know."""

from collections.abc import Iterator

from lcsite.model.model import Field, Inverse, Label, Relation, Term, Vocabulary

STATUS = "status"
ARCHIVED, DRAFT, PUBLISHED = "archived", "draft", "published"
SOURCES, FURTHER_READING, MENTIONS = "sources", "further_reading", "mentions"


def _label(nl: str, en: str) -> Label:
    return {"nl": nl, "en": en}


def _vocabulary(name: str, label: Label, **terms: Label) -> Vocabulary:
    return Vocabulary(id=name, label=label, terms={key: Term(id=key, label=value) for key, value in terms.items()})


BASE_VOCABULARIES = {
    "status": _vocabulary(
        "status",
        _label("status", "status"),
        published=_label("gepubliceerd", "published"),
        draft=_label("concept", "draft"),
        archived=_label("gearchiveerd", "archived"),
    ),
}

BASE_FIELDS: tuple[Field, ...] = (
    Field(
        id="title",
        kind="text",
        required=True,
        max=80,
        translatable=True,
        label=_label("titel", "title"),
        help=_label("De naam waaronder lezers dit vinden.", "The name by which readers find this."),
    ),
    Field(
        id="summary",
        kind="text",
        required=True,
        max=240,
        translatable=True,
        label=_label("samenvatting", "summary"),
        help=_label(
            "Een of twee zinnen die ook zonder de rest te begrijpen zijn.",
            "One or two sentences that can be understood without the rest.",
        ),
    ),
    Field(
        id="also_known_as",
        kind="text",
        many=True,
        max=60,
        translatable=True,
        label=_label("ook bekend als", "also known as"),
        help=_label("Andere woorden waarmee mensen dit zoeken.", "Other words by which people look for this."),
    ),
    Field(
        id="status",
        kind="choice",
        vocabulary="status",
        label=_label("status", "status"),
        help=_label("Een concept staat alleen in de voorvertoning.", "A draft is shown in previews only."),
    ),
    Field(
        id="contributors",
        kind="text",
        many=True,
        max=80,
        label=_label("bijdragers", "contributors"),
        help=_label("Wie hieraan meeschreven.", "Who helped to write this."),
    ),
    Field(
        id="added",
        kind="date",
        label=_label("toegevoegd", "added"),
        help=_label("Wanneer dit in de toolkit kwam.", "When this came into the toolkit."),
    ),
    Field(
        id="reviewed",
        kind="date",
        label=_label("nagekeken", "reviewed"),
        help=_label("Wanneer iemand dit voor het laatst naliep.", "When somebody last went through this."),
    ),
    Field(
        id="formerly",
        kind="address",
        many=True,
        label=_label("vroeger", "formerly"),
        help=_label("Oude adressen van dit stuk.", "Old addresses of this entry."),
    ),
    Field(
        id="images",
        kind="image",
        many=True,
        label=_label("beeld", "images"),
        help=_label("Afbeeldingen uit de map van dit stuk.", "Pictures from the folder of this entry."),
    ),
    Field(
        id="text_licence",
        kind="text",
        max=60,
        label=_label("licentie van de tekst", "licence of the text"),
        help=_label("Alleen als die anders is dan die van de site.", "Only if it differs from the site's."),
    ),
)

PAGE_FIELDS = tuple(field for field in BASE_FIELDS if field.id in {"title", "summary", "images"})

_LOCATOR = Field(
    id="at",
    kind="text",
    max=120,
    label=_label("waar", "where"),
    help=_label("Het hoofdstuk, de paragraaf of de pagina.", "The chapter, section or page."),
)


def base_relations(owner: str, bibliographies: tuple[str, ...]) -> Iterator[Relation]:
    """Yield the relations that a collection has because the model has a bibliography."""
    if not bibliographies:
        return
    yield Relation(
        id=SOURCES,
        owner=owner,
        targets=bibliographies,
        label=_label("bronnen", "sources"),
        inverse=Inverse(id="cited_by", label=_label("bron voor", "cited by")),
        fields=(_LOCATOR,),
        help=_label("Waar de feiten staan.", "Where the facts stand."),
    )
    yield Relation(
        id=FURTHER_READING,
        owner=owner,
        targets=bibliographies,
        label=_label("verder lezen", "further reading"),
        inverse=Inverse(id="recommended_by", label=_label("aangeraden bij", "recommended at")),
        fields=(_LOCATOR,),
        help=_label("Meer over dit onderwerp.", "More about this subject."),
    )


MENTIONS_RELATION = Relation(
    id=MENTIONS,
    owner="*",
    label=_label("noemt", "mentions"),
    inverse=Inverse(id="mentioned_in", label=_label("genoemd in", "mentioned in")),
)
