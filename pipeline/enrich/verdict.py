"""What is said in the end of what became of a question."""

from dataclasses import dataclass

from pipeline.readers.traced import Traced
from schemas.words import DeferralBasis, Outcome, OutcomeMethod, Status


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a question; `evidence` are verbatim sentences of its answers.

    `method` is the model where its word decided.
    """

    outcome: Outcome
    status: Status
    basis: DeferralBasis | None = None
    evidence: tuple[Traced, ...] = ()
    method: OutcomeMethod = OutcomeMethod.RULE
