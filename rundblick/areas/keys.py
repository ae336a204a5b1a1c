"""Under which keys the forms of the room keep drafts."""

BEGIN_KEY = "areas.begin"
CHANGE_KEY = "areas.change:{}"
END_KEY = "areas.end:{}"
ADD_KEY = "areas.add:{}"
CHARGE_KEY = "areas.charge:{}"
