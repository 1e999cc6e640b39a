"""Names for the ids that travel through every floor.

Ids are opaque strings made by `netgraph.wiring` and unique over all kinds of things.
A type of its own for each keeps a person from being passed where a company is meant.
"""

from typing import NewType

PersonId = NewType("PersonId", str)
CompanyId = NewType("CompanyId", str)
UserId = NewType("UserId", str)
EvidenceId = NewType("EvidenceId", str)
FavorId = NewType("FavorId", str)
GiftId = NewType("GiftId", str)
PromiseId = NewType("PromiseId", str)
WantId = NewType("WantId", str)
ExpertiseId = NewType("ExpertiseId", str)
NoteId = NewType("NoteId", str)
IntroRequestId = NewType("IntroRequestId", str)
LetterId = NewType("LetterId", str)
OpenAskId = NewType("OpenAskId", str)
HelpId = NewType("HelpId", str)
AskId = NewType("AskId", str)
InquiryId = NewType("InquiryId", str)
ShareId = NewType("ShareId", str)
RoundId = NewType("RoundId", str)
TradeId = NewType("TradeId", str)
ReplyId = NewType("ReplyId", str)
BatchId = NewType("BatchId", str)
ChangeId = NewType("ChangeId", str)
