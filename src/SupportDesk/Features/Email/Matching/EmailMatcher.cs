using SupportDesk.Data.Entities;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Matching;

/// <summary>Which ticket an e-mail belongs to, if any.</summary>
/// <param name="Winner">The pointer that decided.</param>
/// <param name="Party">In whose place the sender writes; null for somebody who does not take part.</param>
/// <param name="Hint">A ticket that a pointer named without deciding.</param>
internal sealed record EmailMatch(TicketReference? Winner, Party? Party, Guid? Hint, IReadOnlyList<RejectedReference> Losers)
{
    public MatchRule Rule => Winner?.Rule ?? MatchRule.None;

    public Guid? TicketId => Winner?.TicketId;
}

/// <summary>
/// Step 5: takes the first pointer that holds, in the order of the rules, and says of every other one why it lost. Whether
/// the sender may write into that ticket is the question of <see cref="ReplyPolicy"/>.
/// </summary>
internal static class EmailMatcher
{
    public static EmailMatch Decide(EmailOrigin origin, IReadOnlyList<TicketReference> pointers)
    {
        var losers = new List<RejectedReference>();
        TicketReference? winner = null;
        Guid? hint = null;
        foreach (var pointer in pointers)
        {
            var lost = winner is not null
                ? pointer.TicketId is not null && pointer.TicketId != winner.TicketId ? RejectionReason.OtherTicket : RejectionReason.Later
                : WhyNot(pointer, origin);
            if (lost is { } reason)
                losers.Add(new RejectedReference(pointer.Rule, pointer.Quoted, reason));
            else
                winner = pointer;
            if (lost is RejectionReason.OtherMailbox or RejectionReason.SenderNotParticipant or RejectionReason.SenderNotVerified)
                hint ??= pointer.TicketId;
        }

        return new EmailMatch(winner, winner is null ? null : PartyOf(winner, origin), winner is null ? hint : null, losers);
    }

    private static RejectionReason? WhyNot(TicketReference pointer, EmailOrigin origin) =>
        !pointer.Proven
            ? IsSigned(pointer.Rule)
                ? RejectionReason.NotSigned
                : pointer.TicketId is null
                    ? RejectionReason.NoSuchTicket
                    : RejectionReason.WrongCode
            : pointer.TicketId is null
                ? RejectionReason.NoSuchTicket
                : pointer.Mailbox is not null && pointer.Mailbox != origin.Mailbox
                    ? RejectionReason.OtherMailbox
                    : IsSigned(pointer.Rule)
                        ? null
                        : WhyNotUnsigned(pointer, origin);

    private static bool IsSigned(MatchRule rule) => rule is MatchRule.PlusAddress or MatchRule.InReplyTo or MatchRule.References;

    // What is not signed is seen by whoever sees the e-mail, so it serves only those who already take part, and only when
    // nothing says that they are somebody else. A number of the provider serves the provider alone.
    private static RejectionReason? WhyNotUnsigned(TicketReference pointer, EmailOrigin origin)
    {
        if (pointer.Rule == MatchRule.ProviderNumber)
        {
            return !origin.IsOfficial ? RejectionReason.SenderNotParticipant
                : origin.Trust != SenderTrust.Strong ? RejectionReason.SenderNotVerified
                : RunsHere(pointer, origin, Party.Provider) ? null
                : RejectionReason.OtherMailbox;
        }

        if (pointer.Rule == MatchRule.ThreadRoot && !DomainName.SameAddress(origin.Sender, pointer.BoundTo))
            return RejectionReason.SenderNotParticipant;
        if (PartyOf(pointer, origin) is not { } party)
            return RejectionReason.SenderNotParticipant;
        if (!RunsHere(pointer, origin, party))
            return RejectionReason.OtherMailbox;
        var proven = pointer.Rule == MatchRule.ThreadRoot
            ? origin.Trust == SenderTrust.Strong
            : origin.Trust is SenderTrust.Strong or SenderTrust.Weak or SenderTrust.Unknown;
        return proven ? null : RejectionReason.SenderNotVerified;
    }

    private static bool RunsHere(TicketReference pointer, EmailOrigin origin, Party party) =>
        pointer.Talks.All(talk => talk.Party != party) || pointer.Talks.Any(talk => talk.Party == party && talk.Mailbox == origin.Mailbox);

    private static Party? PartyOf(TicketReference pointer, EmailOrigin origin)
    {
        if (pointer.Rule == MatchRule.ProviderNumber)
            return Party.Provider;
        if (pointer.Party is { } bound)
            return DomainName.SameAddress(origin.Sender, pointer.BoundTo) || TakesPart(bound) ? bound : null;
        return TakesPart(Party.Requester) ? Party.Requester : TakesPart(Party.Provider) ? Party.Provider : null;

        bool TakesPart(Party party) => pointer.Talks.Any(talk => talk.Party == party
            && (DomainName.SameAddress(origin.Sender, talk.Address) || party == Party.Provider && SpeaksForProvider(origin, talk.Address)));
    }

    // Their robot answers from another local part than the one we write to.
    private static bool SpeaksForProvider(EmailOrigin origin, string address) =>
        OfficialSender.Is(origin.Sender, [.. origin.OfficialDomains, DomainName.Of(address)]);
}
