"""Links patients who are one person: one of us proposes it, another agrees."""

import argparse
from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say
from labkiosk.cli.patients import identity_options, identity_request, known_patient
from labkiosk.facts.errors import Refused

if TYPE_CHECKING:
    from labkiosk.board.links import Link
    from labkiosk.lab.lab import Lab

_PATIENT = "as labkiosk patients find shows it, like P01-0000042"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Propose, agree, refuse, undo, or list."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="propose|name|undo|agree|refuse|list")
    propose = verbs.add_parser("propose", description="Says that a patient is another one, who is known.")
    propose.add_argument("patient", metavar="PATIENT", help=_PATIENT)
    propose.add_argument("known", metavar="KNOWN", help="as whom the patient is to be known")
    name = verbs.add_parser("name", description="Says who an unknown patient is, where nobody knew them yet.")
    name.add_argument("patient", metavar="PATIENT", help=_PATIENT)
    identity_options(name)
    undo = verbs.add_parser("undo", description="Says that a patient was linked by mistake.")
    undo.add_argument("patient", metavar="PATIENT", help="the one that was linked to another")
    agree = verbs.add_parser("agree", description="Makes a proposal true; tubes in use get new labels.")
    refuse = verbs.add_parser("refuse", description="Takes a proposal back, or says no to it.")
    for verb in (agree, refuse):
        verb.add_argument("link", metavar="LINK", help="the proposal, like M01-0000003")
    for verb in (propose, name, undo, refuse):
        verb.add_argument("--reason", required=True, metavar="TEXT", help="why")
    listed = verbs.add_parser("list", description="The proposals: those that wait, then the latest.")
    for verb in (propose, name, undo, agree, refuse, listed):
        in_home(verb)


def run(args: argparse.Namespace) -> int:
    """Do it."""
    with open_lab(args) as lab:
        if args.verb == "list":
            return _list(lab, args)
        if args.verb == "agree":
            return _agree(lab, args)
        _propose_or_refuse(lab, args)
    return DONE


def _propose_or_refuse(lab: "Lab", args: argparse.Namespace) -> None:
    from labkiosk.lab.links import propose, propose_undo, refuse_link

    if args.verb == "refuse":
        refuse_link(lab, args.link, args.reason)
        link = args.link.strip().upper()
        emit({"link": link, "state": "refused"}) if args.json else say(f"Proposal {link} is refused.")
        return
    if args.verb == "propose":
        link = propose(lab, args.patient, args.known, args.reason)
    elif args.verb == "undo":
        link = propose_undo(lab, args.patient, args.reason)
    else:
        link = _name(lab, args)
    if args.json:
        emit({"link": link, "state": "proposed"})
    else:
        say(f"Proposed as {link}. A second person agrees: labkiosk link agree {link}.")


def _name(lab: "Lab", args: argparse.Namespace) -> str:
    from labkiosk.lab.links import propose_identity

    known = known_patient(lab, args.patient)
    if args.name is None:
        raise Refused("Give the name that the patient has: --name TEXT.")
    return propose_identity(lab, known.id, identity_request(lab, known, args), args.reason)


def _agree(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.board.links import link
    from labkiosk.lab.links import agree, link_words

    numbers = agree(lab, args.link)
    done = link(lab.conn, args.link.strip().upper())
    assert done is not None
    if args.json:
        emit({"link": done.id, "state": "agreed", "known": done.known, "relabelled": list(numbers)})
        return DONE
    say(f"Done: {link_words(lab.conn, done)}.")
    if numbers:
        say(f"New labels print for {', '.join(numbers)}; the old ones are void.")
    return DONE


def _list(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.board import links, people
    from labkiosk.lab.links import link_words

    for one in dict.fromkeys((*links.waiting(lab.conn), *links.recent(lab.conn))):
        if args.json:
            emit(_object(lab, one))
        else:
            by = people.actor_name(lab.conn, one.actor, one.at)
            say(f"{one.id} {one.state}: {link_words(lab.conn, one)}. {by}: {one.reason}")
    return DONE


def _object(lab: "Lab", link: "Link") -> dict[str, Any]:
    import msgspec

    return {
        "link": link.id,
        "state": link.state,
        "patient": link.patient,
        "known": link.known,
        "identity": msgspec.to_builtins(link.identity),
        "undo": link.undo,
        "reason": link.reason,
        "proposed_at": iso(lab, link.at),
        "proposed_by": link.actor,
    }
