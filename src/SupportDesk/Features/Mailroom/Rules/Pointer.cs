using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Mailroom.Rules;

/// <summary>A person or desk that a ticket talks with.</summary>
/// <param name="Mailbox">The mailbox through which this conversation runs.</param>
internal sealed record Talk(Party Party, string Address, string Mailbox);

/// <summary>Something in a letter that points at a ticket, looked up.</summary>
/// <param name="Quoted">As it stands in the letter.</param>
/// <param name="TicketId">Null when no such ticket exists.</param>
/// <param name="Proven">The signature or the code of the token is right.</param>
/// <param name="Party">The conversation it was made for; null for a token, which serves both.</param>
/// <param name="BoundTo">The address that a signed id was made for, or the author of a letter that came earlier.</param>
/// <param name="Mailbox">The mailbox that the quoted letter left through or came into; null for what was in no letter of its own.</param>
/// <param name="Talks">The conversations of that ticket.</param>
internal sealed record Pointer(
    MatchRule Rule, string Quoted, Guid? TicketId, bool Proven, Party? Party, string? BoundTo, string? Mailbox, IReadOnlyList<Talk> Talks);

/// <summary>A pointer that did not decide, and why. The members of <see cref="LostBy"/> are keys of texts.</summary>
internal sealed record Loser(MatchRule Rule, string Quoted, LostBy Why);

internal enum LostBy { NotSigned, WrongCode, NoSuchTicket, Later, OtherTicket, SenderNotParticipant, SenderNotVerified, OtherMailbox }
