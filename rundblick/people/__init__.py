"""People: persons, their households with dated memberships, how to reach them, search and possible
duplicates.

May use `access` (dossiers, grants, history, disclosure), `catalogue` and `web`. Must not know cases,
programmes, appointments or anything told in a talk: those rooms point here. Personal relations that are a
matter of trust (violence, health, debts) are never stored in this room; protected contact is a switch without
a reason.

Pure modules: `spelling` (folding), `sounds` (Kölner Phonetik), `typos` (slips), `names` (index keys, ranking
and sort key), `query` (the search box), `duplicates` (same person?), `rules` (dated household rules).

Tables, and how they hang together:

Household (Bedarfsgemeinschaft)
    One-to-one with its Dossier; `number` free text as the leading system writes it, its keys in an array
    column for search (`query.household_number_keys`); `site`. A household split or merged is a new Household
    with new memberships; the old one keeps its dates and its dossier.
Person
    No dossier of its own: a person can belong to several households over time. `first_names`, `last_name`,
    `former_names`, `birth_date` (and whether it is estimated), `sort_key` (COLLATE "C"), languages with
    level, interpreter need (language, sex of interpreter if asked for), communication needs (reading aloud,
    plain language, sign language, large print ...) as codes of the catalogue, never diagnoses; `merged_into`.
    Door: the row is visible if a membership's dossier is open to the user. The policy is an EXISTS on
    Membership, whose denormalised dossier carries the grant, so one index lookup answers it. An ended
    membership still opens the name to the team that worked with the person, as their file names them.
Membership
    DossierScoped: `dossier` is that of the household, denormalised for the policies and kept equal by a
    trigger; `person`, `household`, `role`, `valid_from`, `valid_until` (exclusive). An exclusion constraint
    in the database refuses a person twice in one household at the same time; GiST needs btree_gist, which the
    embedded server lacks, so the constraint is a trigger under the household's row lock with
    `rules.conflicts` in front.
ContactPoint, Address
    DossierScoped and dated, per dossier and person: what one household's team knows about a phone number or
    an address stays there, also when the person belongs to a second household. `phone_digits` normalised,
    with its reversed digits for numbers typed without area code. `shared` opens a row to the other members'
    screens; default is closed.
ProtectedContact
    Dated mode of a membership (Auskunftssperre, violence, separation) without any reason: hides address,
    contact points, helpers and the links to the other household, takes the person's other memberships out of
    search results and prints, and asks before anything is sent. Set by the responsible coach, ended only with
    a reason.
NameKey
    (person, kind, key) from `names.search_keys`, rewritten in the service that changes a name; index on
    (kind, key, person) with key COLLATE "C", so that prefixes are ranges. The blocking keys of `duplicates`
    are rows with kind "b". Nobody reads the table directly: a SECURITY DEFINER function joins
    `names.query_keys` (word, kind, key, weight, prefix), counts the words found against `names.words_needed`,
    checks the grants of the caller itself and returns ids; the view reads those persons through the door and
    cuts and sorts by `names.closeness`. Erased with the person.
DuplicateSuspicion
    For the steward: two persons, level, reasons (kinds of likeness, no data), found when and by which check,
    decision (same, different, open) with who and when; "different" is remembered so that the pair is not
    raised again. Within the Jobcenter the intake check (POST, own right, logged, throttled) shows name, birth
    date and responsible team; pairs across organisations only appear here and are invisible to both teams.
    Merging moves memberships, keeps both histories and can be undone.
"""
