"""Paper: asked for, being sent, out, or uncertain."""

from typing import ClassVar

from labkiosk.facts.base import Fact, Part


class Job(Part, frozen=True, kw_only=True):
    """One paper. ``subject`` is the sample or order it is about; identity is looked up when it is drawn.

    ``version`` is the order's release that a report shows; of other forms it counts, from 0, the papers that
    took the place of earlier ones, as a new label does. ``copy`` counts the earlier prints of the same version;
    ``doubtful`` says that one of them may not have come out.
    """

    job: str
    form: str
    subject: str
    version: int = 0
    copy: int = 0
    doubtful: bool = False
    reason: str = ""


class PaperAsked(Fact, frozen=True, kw_only=True):
    """Papers to print, in this order."""

    kind: ClassVar[str] = "paper.asked"
    jobs: tuple[Job, ...]

    def subjects(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s for j in self.jobs for s in (j.job, j.subject)))


class _OfJob(Fact, frozen=True, kw_only=True):
    job: str

    def subjects(self) -> tuple[str, ...]:
        return (self.job,)


class PaperSending(_OfJob, frozen=True, kw_only=True):
    """Byte 1 may leave now; ``digest`` is the SHA-256 of the picture (PNG), which is kept under that name."""

    kind: ClassVar[str] = "paper.sending"
    printer: str
    digest: str


class PaperUnsent(_OfJob, frozen=True, kw_only=True):
    """It was to be sent, and for certain not one byte left: it waits again."""

    kind: ClassVar[str] = "paper.unsent"
    reason: str


class PaperConfirmed(_OfJob, frozen=True, kw_only=True):
    """The paper is out; ``how`` says by what that is known."""

    kind: ClassVar[str] = "paper.confirmed"
    how: str


class PaperUncertain(_OfJob, frozen=True, kw_only=True):
    """Some bytes may have left: a person must look."""

    kind: ClassVar[str] = "paper.uncertain"
    reason: str


class PaperRefused(_OfJob, frozen=True, kw_only=True):
    """No paper of this job is out: it could not be drawn, or a person looked for it in vain."""

    kind: ClassVar[str] = "paper.refused"
    reason: str
