"""Taking the indicators along."""

from django import forms

from rundblick.web.forms import Form, TextField

FORMATS = (("xlsx", "Excel (XLSX)"), ("csv", "CSV"), ("json", "JSON, für andere Programme"))


class FiguresForm(Form):
    """In which form, what for and to whom."""

    format = forms.ChoiceField(label="Form", choices=FORMATS, widget=forms.RadioSelect, initial="xlsx")
    purpose = TextField(label="Wofür?", max_length=200)
    recipient = TextField(label="An wen?", max_length=200, help_text="Zum Beispiel: Geschäftsführung, Beirat, Kreistag")
