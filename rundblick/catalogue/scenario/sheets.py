"""Reading the typed sheets of the demo: rows with bars, and blocks of labelled lines."""


def rows(sheet: str) -> list[list[str]]:
    """Lines of a sheet, split at the bars, without empty lines."""
    return [[part.strip() for part in line.split("|")] for line in sheet.splitlines() if line.strip()]


def blocks(sheet: str) -> list[tuple[list[str], dict[str, str]]]:
    """Blocks: a head line with bars, then indented "label: text" lines; deeper indented lines go on with the text."""
    found: list[tuple[list[str], dict[str, str]]] = []
    label = ""
    for line in sheet.splitlines():
        depth = len(line) - len(line.lstrip())
        if not line.strip():
            continue
        if depth == 0:
            found.append(([part.strip() for part in line.split("|")], {}))
        elif depth == 2:
            label, _, text = line.strip().partition(": ")
            found[-1][1][label] = text
        else:
            found[-1][1][label] += f" {line.strip()}"
    return found
