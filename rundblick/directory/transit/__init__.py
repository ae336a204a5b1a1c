"""Reading a timetable (GTFS) into the room's tables, and the rules of times and days in it. See decision 39."""
