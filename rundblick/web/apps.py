from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "rundblick.web"
    label = "web"
    verbose_name = "Oberfläche"
