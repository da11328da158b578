"""Other looks of the training pages: no menus, cut off, no blank lines, no indents."""


def mutate(page, number):
    """A changed copy."""
    raise NotImplementedError


def korean(pages):
    """Pages in Korean."""
    return []
