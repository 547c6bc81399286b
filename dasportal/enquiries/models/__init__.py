"""What the parties are asked, of whom, and what they answered."""

from .answers import Answer, AnswerFile, AnswerRevision, Delegate, PartAnswer, Submission
from .circles import Network, NetworkMember
from .compilations import Compilation
from .enquiries import ASKED, Enquiry, EnquiryFile, EnquiryStatus
from .questions import ANSWERABLE, ColumnKind, Question, QuestionKind
from .responses import ANSWERED, Response, ResponseStatus

__all__ = [
    "ANSWERABLE",
    "ANSWERED",
    "ASKED",
    "Answer",
    "AnswerFile",
    "AnswerRevision",
    "ColumnKind",
    "Compilation",
    "Delegate",
    "Enquiry",
    "EnquiryFile",
    "EnquiryStatus",
    "Network",
    "NetworkMember",
    "PartAnswer",
    "Question",
    "QuestionKind",
    "Response",
    "ResponseStatus",
    "Submission",
]
