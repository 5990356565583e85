"""Adds, removes and lists the people who may act."""

import argparse

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say
from labkiosk.cli.table import table


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with whom."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="add|remove|list")
    add = verbs.add_parser("add", description="Lets a person act; a known badge gets this name and role.")
    add.add_argument("whose", metavar="BADGE", help="what their badge says when it is scanned")
    add.add_argument("name", metavar="NAME", help="their name, as reports show it")
    add.add_argument("--role", required=True, help="phlebotomist, technician, pathologist or supervisor")
    remove = verbs.add_parser("remove", description="A person may act no more; what they did stands.")
    remove.add_argument("whose", metavar="BADGE", help="their badge")
    for verb in (add, remove, verbs.add_parser("list", description="Everyone, with their role.")):
        in_home(verb)


def run(args: argparse.Namespace) -> int:
    """Do it; adding and removing are a supervisor's."""
    from labkiosk.board.people import people
    from labkiosk.lab.staff import add_person, remove_person

    with open_lab(args) as lab:
        if args.verb == "add":
            added = add_person(lab, args.whose, args.name, args.role)
            said = f"{added.name} may act as {added.role} with badge {added.badge}."
            emit(added._asdict()) if args.json else say(said)
        elif args.verb == "remove":
            remove_person(lab, args.whose)
            said = f"Badge {args.whose} may act no more."
            emit({"badge": args.whose, "here": False}) if args.json else say(said)
        else:
            everyone = people(lab.conn)
            if args.json:
                for person in everyone:
                    emit(person._asdict())
            elif everyone:
                rows = [(p.badge, p.role, p.name if p.here else f"{p.name} (left)") for p in everyone]
                for line in table(rows):
                    say(line)
            else:
                say('Nobody yet: labkiosk people add BADGE "NAME" --role supervisor adds the first.')
    return DONE
