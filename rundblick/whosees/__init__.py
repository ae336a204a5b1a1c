"""Who sees my data: one page per person, for the talk and on the person's own page.

What lives here: the doors to one person in plain words, as a picture and as a list, what each reason means, who really
looked, and the withdrawal by the person themself. It keeps no table: the door book (`access`), the consents and the
disclosure log are read. It may use consents and the frame of the counselling tools; it must not know the own pages.
"""
