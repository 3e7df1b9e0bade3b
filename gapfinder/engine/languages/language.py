"""The schema of language data: one frozen `Language` record per language.

A value is text. White space separates `Words`; bars or line breaks separate `Phrases`
and `Patterns` (regular expressions). An indented line continues the line above, and a
line that begins with "#" is a comment. The engine joins the values of all known
languages, or takes those of the language of a locale: see `gapfinder.engine.languages`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Words = str
Phrases = str
Patterns = str
Sentences = str  # one a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Patterns of cue phrases, matched as whole words, ignoring case.

    An ellipsis matches a few words of the same sentence.

    Attributes:
        reassurance: customers who want to be sure that something went through.
        prefers_person: customers who want to talk to a person.
        account: customers who need someone to look at their own case.
        asked_who: agents who ask for the customer's identity.
        looked_up: agents who look something up.
        another_matter: customers who announce another topic: "one more thing".
        besides: customers who continue, with the same topic or another: "also".
        several: customers who announce a list of topics: "two questions".
        asked: customers who ask without a question mark.
        anything_else: agents who close a topic.
    """

    reassurance: Patterns
    prefers_person: Patterns
    account: Patterns
    asked_who: Patterns
    looked_up: Patterns
    another_matter: Patterns
    besides: Patterns
    several: Patterns
    asked: Patterns
    anything_else: Patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Example sentences of contacts that need no new content, for no special industry.

    Questions are compared with them by their embeddings, so they have to be whole,
    natural sentences. Four or more a reason.
    """

    reassurance: Sentences
    prefers_person: Sentences
    account: Sentences
    other: Sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """How mails quote, forward, close and are signed; patterns, whatever the case.

    Attributes:
        attributions: whole lines that introduce a quoted mail, from the first word to
            the colon, beyond those of mail-parser-reply.
        header_fields: names of the fields above a quoted mail, beyond those of
            mail-parser-reply.
        forwarded: whole lines above a forwarded mail.
        wrote: the verbs of attributions.
        subject_marks: what stands before the colon of an answer's subject: "re".
        sent_with: the beginning of "sent from my phone".
        my_device: what follows that.
        phone_signatures: beginnings of other lines that mail programs add.
        this: words before `mail` that begin a disclaimer.
        mail: words for a mail.
        confidential: what makes a disclaimer of such a line.
        disclaimer_titles: whole lines above a disclaimer.
        environment, print_out: the words of "think of the environment before printing".
        farewells: above a signature; a name may follow on the line.
        farewells_alone: the same, where nothing or a name has to follow: the words
            begin sentences too.
        thanks: whole lines that are a farewell only above a few names.
    """

    attributions: Patterns = ""
    header_fields: Words = ""
    forwarded: Patterns
    wrote: Words
    subject_marks: Words
    sent_with: Patterns
    my_device: Patterns
    phone_signatures: Patterns
    this: Patterns
    mail: Patterns
    confidential: Patterns
    disclaimer_titles: Patterns
    environment: Patterns
    print_out: Patterns
    farewells: Patterns
    farewells_alone: Patterns = ""
    thanks: Patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Phrases by which people are introduced, greeted and sign, to redact names.

    Attributes:
        introductions: phrases that only names follow, also in lower case: "my name is".
        said_first: phrases that follow a name: "is my name".
        calling_first: the same, after a comma: "Ann Lee, I'm calling about …".
        openings: phrases that a capitalised name follows if a greeting stands before:
            "this is".
        likely: the same without a greeting: "ik ben".
        speaking: patterns after such a name that confirm it: "speaking".
        after: patterns that may follow such a name.
        greetings: patterns that may stand before `openings`.
        salutations: patterns at the beginning of a mail or a line, before a name.
        persons: patterns of a person's title after a salutation, without a full stop.
        titled: case-sensitive patterns of titles that a name follows anywhere.
        present: words that follow a name after a salutation: "Hi, Ann here".
        sign_offs: patterns above or before the name of the writer; each alternative has
            a required word.
        sign_offs_of_thanks: the same; the name needs a capital.
        hesitations: patterns between an introduction and the name.
        infixes: lower-case words inside a name: "van".
        ends: words that end a name or show that there is none.
        no_names: capitalised words in salutations and thanks that are not names.
    """

    introductions: Phrases = ""
    said_first: Phrases = ""
    calling_first: Phrases = ""
    openings: Phrases
    likely: Phrases = ""
    speaking: Patterns = ""
    after: Patterns
    greetings: Patterns
    salutations: Patterns
    persons: Patterns
    titled: Patterns = ""
    present: Words
    sign_offs: Patterns
    sign_offs_of_thanks: Patterns = ""
    hesitations: Patterns
    infixes: Words = ""
    ends: Words
    no_names: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPlan:
    """A country's numbering plan of people or accounts.

    Attributes:
        is_valid: whether digits, of any count, follow the plan.
        groups: the digit counts of its written groups, such as (6, 4).
        sure: whether the check digits are sufficient. If not, one of
            `national_id_words` has to stand before, or one of `joints` after the first
            group.
        joints: characters, one string.
        any_groups: whether the groups do not matter after such a word.
        bare_groups: groups that are personal without such a word, unless the words
            around the number show another meaning.
    """

    is_valid: Callable[[str], bool]
    groups: frozenset[tuple[int, ...]]
    sure: bool = True
    joints: str = ""
    any_groups: bool = False
    bare_groups: frozenset[tuple[int, ...]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Words around numbers that are a person's, and the country's numbering plans.

    Attributes:
        number_words: words for "number", alone or as the end of a longer word.
        between: words between such a word and the number: "is", "my".
        national_id_labels, account_labels, phone_labels, customer_labels,
        order_labels: words that say what the number after them is.
        national_id_words: patterns, somewhere before a number of a person.
        national_ids: how people are numbered.
        accounts: how bank accounts are, but for IBAN.
        calling_code: of the country or countries.
        trunk_zero: whether phone numbers are written with a leading zero at home.
        other_before: words before a number that is nobody's: an amount, a date.
        units: patterns of units after a number that is an amount.
        spoken_ats, spoken_dots, spoken_joints: how "@", "." and "-" or "_" of a mail
            address are spoken.
    """

    number_words: Words
    between: Words
    national_id_labels: Words = ""
    account_labels: Words = ""
    phone_labels: Words
    customer_labels: Words
    order_labels: Words
    national_id_words: Patterns = ""
    national_ids: tuple[NumberPlan, ...] = ()
    accounts: tuple[NumberPlan, ...] = ()
    calling_code: int
    trunk_zero: bool = True
    other_before: Words
    units: Patterns
    spoken_ats: Words
    spoken_dots: Words
    spoken_joints: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The shapes of street addresses.

    Attributes:
        endings: of words that are a street's name in lower case too: "storgata".
        capital_endings: of words that are one if they begin with a capital.
        own_words: words for a street that stand after its name: "Karl Johans gate".
        postcodes: patterns of postcodes, but for four or five digits.
        shapes: patterns of whole addresses that are written in another way: the
            house number first, or without a street.
    """

    endings: Words = ""
    capital_endings: Words = ""
    own_words: Words = ""
    postcodes: Patterns = ""
    shapes: Patterns = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """What is taken out of a sentence that becomes a title, whatever the case.

    Attributes:
        fillers: sounds and words that say nothing.
        my_name, i, called, this, is_: the parts of an introduction: `my_name` and
            `is_`, `i` and `called`, `this` and `is_`.
        introductions: whole ones.
        here, speaking: words after an introduced name.
        from_where: words before the place where the customer is.
        and_: words by which a sentence goes on after an introduction.
        before_marks: prepositions that go with the mark of personal data.
        good, times_of_day: the parts of "good morning".
        hellos: greetings that people say twice: "hihi".
        openings: other words and phrases at the beginning.
        dear: words that begin a salutation up to its comma.
        subject_openings: what stands before a colon or a dash in a subject.
        subject_short: the same, abbreviated, before a full stop or a colon.
        regarding: the same, before the matter itself.
        asking: beginnings of a question.
        verbs, persons: two words that make one: "can" and "I".
        answers: what a customer says to another speaker in between.
        exclamations: what else is no part of a matter.
        if_words, if_persons: two words that begin a sentence which goes on from one
            before, about somebody who was named there: "if", "he".
        does_words, does_persons: the same of a question: "can", "she".
        leaning: one word or phrase that begins such a sentence.
        first_person: words that begin a sentence about the speaker.
    """

    fillers: Patterns
    my_name: Patterns
    i: Words = ""
    called: Words = ""
    this: Words
    is_: Words
    introductions: Patterns = ""
    here: Words
    speaking: Patterns = ""
    from_where: Words = ""
    and_: Words
    before_marks: Words
    good: Words
    times_of_day: Words
    hellos: Patterns
    openings: Patterns
    dear: Patterns = ""
    subject_openings: Patterns
    subject_short: Words = ""
    regarding: Words = ""
    asking: Patterns
    verbs: Words
    persons: Words
    answers: Patterns
    exclamations: Words = ""
    if_words: Words = ""
    if_persons: Words = ""
    does_words: Words
    does_persons: Words
    leaning: Patterns
    first_person: Patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Everything that differs by language.

    Attributes:
        code: its primary subtag of BCP 47: "nb".
        aliases: other primary subtags that mean it: "nn", "no".
        stemmer: the name of the Snowball algorithm.
        stop_words: words that carry no content, in lower case.
        small_talk: courtesy that carries none either, whatever the language.
        needs: patterns of a need: "how", "cannot".
        abbreviations: words, without the last full stop and in lower case, whose full
            stop ends no sentence: "nr", "tlf". Those with a full stop inside ("f.eks")
            and single letters are known by their form. None that also ends sentences
            ("min"): a sentence too many does less harm than two in one.
        quotation_marks: the opening and the closing one.
        capital_nouns: whether nouns have capitals, so that a capital begins no
            sentence.
        answers_stress: whether words such as "ja" are also put in to stress something,
            so that they part no sentences.
        left_empty: why a field is left out, by its name: "mail.header_fields".
    """

    code: str
    aliases: tuple[str, ...]
    stemmer: str
    stop_words: frozenset[str]
    small_talk: Words
    needs: Patterns
    abbreviations: Words
    quotation_marks: tuple[str, str]
    capital_nouns: bool = False
    answers_stress: bool = False
    cues: Cues
    examples: Examples
    mail: Mail
    names: Names
    numbers: Numbers
    addresses: Addresses
    titles: Titles
    left_empty: Mapping[str, str] = field(default_factory=dict)
