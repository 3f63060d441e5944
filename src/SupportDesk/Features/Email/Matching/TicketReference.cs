using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Email.Matching;

/// <summary>A person or desk that a ticket talks with.</summary>
/// <param name="Mailbox">The mailbox through which this conversation runs.</param>
internal sealed record ConversationHint(Party Party, string Address, string Mailbox);

/// <summary>Something in an e-mail that points at a ticket, looked up.</summary>
/// <param name="Quoted">As it stands in the e-mail.</param>
/// <param name="TicketId">Null when no such ticket exists.</param>
/// <param name="Proven">The signature or the code of the token is right.</param>
/// <param name="Party">The conversation it was made for; null for a token, which serves both.</param>
/// <param name="BoundTo">The address that a signed id was made for, or the author of an e-mail that came earlier.</param>
/// <param name="Mailbox">The mailbox that the quoted e-mail left through or came into; null for what was in no e-mail of its own.</param>
/// <param name="Conversations">The conversations of that ticket.</param>
internal sealed record TicketReference(
    MatchRule Rule, string Quoted, Guid? TicketId, bool Proven, Party? Party, string? BoundTo, string? Mailbox, IReadOnlyList<ConversationHint> Conversations);

/// <summary>A pointer that did not decide, and why. The members of <see cref="RejectionReason"/> are keys of texts.</summary>
internal sealed record RejectedReference(MatchRule Rule, string Quoted, RejectionReason Why);

internal enum RejectionReason { NotSigned, WrongCode, NoSuchTicket, Later, OtherTicket, SenderNotParticipant, SenderNotVerified, OtherMailbox }
