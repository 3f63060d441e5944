using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Mailroom.Rules;

/// <summary>Which ticket a letter belongs to, if any.</summary>
/// <param name="Winner">The pointer that decided.</param>
/// <param name="Party">In whose place the sender writes; null for somebody who does not take part.</param>
/// <param name="Hint">A ticket that a pointer named without deciding.</param>
internal sealed record LetterMatch(Pointer? Winner, Party? Party, Guid? Hint, IReadOnlyList<Loser> Losers)
{
    public MatchRule Rule => Winner?.Rule ?? MatchRule.None;

    public Guid? TicketId => Winner?.TicketId;
}

/// <summary>
/// Step 5: takes the first pointer that holds, in the order of the rules, and says of every other one why it lost. Whether
/// the sender may write into that ticket is the question of <see cref="LetterAuthorizer"/>.
/// </summary>
internal static class LetterMatcher
{
    public static LetterMatch Decide(LetterOrigin origin, IReadOnlyList<Pointer> pointers)
    {
        var losers = new List<Loser>();
        Pointer? winner = null;
        Guid? hint = null;
        foreach (var pointer in pointers)
        {
            var lost = winner is not null
                ? pointer.TicketId is not null && pointer.TicketId != winner.TicketId ? LostBy.OtherTicket : LostBy.Later
                : WhyNot(pointer, origin);
            if (lost is { } reason)
                losers.Add(new Loser(pointer.Rule, pointer.Quoted, reason));
            else
                winner = pointer;
            if (lost is LostBy.OtherMailbox or LostBy.SenderNotParticipant or LostBy.SenderNotVerified)
                hint ??= pointer.TicketId;
        }

        return new LetterMatch(winner, winner is null ? null : PartyOf(winner, origin), winner is null ? hint : null, losers);
    }

    private static LostBy? WhyNot(Pointer pointer, LetterOrigin origin) =>
        !pointer.Proven ? IsSigned(pointer.Rule) ? LostBy.NotSigned : pointer.TicketId is null ? LostBy.NoSuchTicket : LostBy.WrongCode
        : pointer.TicketId is null ? LostBy.NoSuchTicket
        : pointer.Mailbox is not null && pointer.Mailbox != origin.Mailbox ? LostBy.OtherMailbox
        : IsSigned(pointer.Rule) ? null
        : WhyNotUnsigned(pointer, origin);

    private static bool IsSigned(MatchRule rule) => rule is MatchRule.PlusAddress or MatchRule.InReplyTo or MatchRule.References;

    // What is not signed is seen by whoever sees the letter, so it serves only those who already take part, and only when
    // nothing says that they are somebody else. A number of the provider serves the provider alone.
    private static LostBy? WhyNotUnsigned(Pointer pointer, LetterOrigin origin)
    {
        if (pointer.Rule == MatchRule.ProviderNumber)
        {
            return !origin.IsOfficial ? LostBy.SenderNotParticipant
                : origin.Trust != SenderTrust.Strong ? LostBy.SenderNotVerified
                : RunsHere(pointer, origin, Party.Provider) ? null
                : LostBy.OtherMailbox;
        }

        if (pointer.Rule == MatchRule.ThreadRoot && !DomainName.SameAddress(origin.Sender, pointer.BoundTo))
            return LostBy.SenderNotParticipant;
        if (PartyOf(pointer, origin) is not { } party)
            return LostBy.SenderNotParticipant;
        if (!RunsHere(pointer, origin, party))
            return LostBy.OtherMailbox;
        var proven = pointer.Rule == MatchRule.ThreadRoot
            ? origin.Trust == SenderTrust.Strong
            : origin.Trust is SenderTrust.Strong or SenderTrust.Weak or SenderTrust.Unknown;
        return proven ? null : LostBy.SenderNotVerified;
    }

    private static bool RunsHere(Pointer pointer, LetterOrigin origin, Party party) =>
        pointer.Talks.All(talk => talk.Party != party) || pointer.Talks.Any(talk => talk.Party == party && talk.Mailbox == origin.Mailbox);

    private static Party? PartyOf(Pointer pointer, LetterOrigin origin)
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
    private static bool SpeaksForProvider(LetterOrigin origin, string address) =>
        OfficialSender.Is(origin.Sender, [.. origin.OfficialDomains, DomainName.Of(address)]);
}
