"""Surveys: questionnaires in waves, answered by the person and by the coach, on a screen or on paper.

Here live the schema of a questionnaire, the shipped ones, their answers, what became of them from wave to wave, and
the rows research may have. The room may use `cases` and everything below; it must not know the counselling tools, plans
and reports. What a programme asks for stands in its definition; this room answers it with events of the vocabulary.
"""
