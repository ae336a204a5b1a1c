"""What the room's entries in the disclosure log are called on the screen."""

WORDS = {
    "lights.board": "Ampeltorte angesehen",
    "lights.past": "Früheren Stand der Ampeltorte angesehen",
    "lights.add": "Karte auf die Ampeltorte gelegt",
    "lights.move": "Karte der Ampeltorte bewegt",
    "lights.change": "Karte der Ampeltorte geändert",
    "lights.goal": "Aus einer Karte ein Ziel gemacht",
}
