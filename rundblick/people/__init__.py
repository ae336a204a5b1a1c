"""People: persons, their households with dated memberships, how to reach them, search and possible
duplicates.

May use `access` (dossiers, grants, history, disclosure), `catalogue` and `web`. Must not know cases,
programmes, appointments or anything told in a talk: those rooms point here. Personal relations that are a
matter of trust (violence, health, debts) are never stored in this room; protected contact is a switch without
a reason.

Pure modules: `spelling` (folding), `sounds` (Kölner Phonetik), `typos` (slips), `names` (index keys, ranking
and sort key), `query` (the search box), `duplicates` (same person?), `rules` (dated household rules), `labels`
(what a household is called), `languages` (codes and words), `picture` (memberships over time).

For the rooms above: `queries` (members, labels and ages of many households, one query each), `access` (the object
or 404), `protection` (who must not be linked or shown), `services` (the verbs), `case_links` (where `cases` says
which households have a case).

Tables, and how they hang together:

Household (Bedarfsgemeinschaft)
    One-to-one with its Dossier, by whose id pages address it; `number` free text as the leading system writes it,
    its keys in an array column for search (`query.household_number_keys`); `site`. A household split or merged is
    a new Household with new memberships; the old one keeps its dates and its dossier. What it is called is derived
    from its members and never stored.
Person
    No dossier of its own: a person can belong to several households over time. Names, birth date (and whether it
    is estimated), `sort_key` (COLLATE "C"), languages with the preferred one first, interpreter need and who
    should interpret, communication needs as codes, never diagnoses; `merged_into`. Door: the row is visible if a
    membership's dossier is open to the user. An ended membership still opens the name to the team that worked
    with the person, as their file names them.
Membership
    `dossier` is that of the household, denormalised for the policies; a trigger under the household's row lock
    keeps it so and refuses a person twice in one household at the same time (an exclusion constraint would need
    btree_gist, which the embedded server lacks); `rules.conflicts` stands in front and gives the sentence.
ContactPoint, Address
    Dated, per dossier and person: what one household's team knows about a phone number or an address stays there,
    also when the person belongs to a second household. `phone_reversed` holds the digits back to front, so that a
    number typed without area code is a beginning. `shared` opens a row to the other members; default is closed.
ProtectedContact
    A switch without any reason. While it is on, PostgreSQL withholds addresses and ways to reach people of that
    household from every reader (restrictive policies, `sql`), and no page, search result, list or print names its
    site or links it with another household of the same people. It holds for the person everywhere, and whoever
    may see the person sees that it is on. Who may write in the file can have the data shown once; the log notes
    it. It ends only with a reason, which is sealed.
NameKey
    (person, kind, key) from `names.search_keys`, and the blocking keys of `duplicates` with kind "b"; rewritten by
    the service that changes a name. The web role has no right to the table: `people_search` joins the typed keys,
    counts the words found, checks the grants of the caller itself and answers ids; the view reads those persons
    through the door and cuts and sorts by `names.closeness`. Erased with the person.
DuplicateSuspicion
    Two persons, level, reasons (kinds of likeness, no data), decision with who and when; "different" is remembered
    so that the pair is not raised again. Written by a job that compares with the whole house. The intake check
    (own right, POST, logged, throttled) shows name, birth date and responsible team within the own organisation
    only; pairs across organisations are seen by the steward alone. Merging is a job too: every room moves its rows
    through `hooks.merge`, the record given up stays as a husk, and the history under the reason of the merging
    lets it be taken back.
"""
