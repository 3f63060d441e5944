using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Mailroom.Rules;

/// <summary>A person or desk that a ticket talks with.</summary>
internal sealed record Talk(Party Party, string Address);

/// <summary>Something in a letter that points at a ticket, looked up.</summary>
/// <param name="Quoted">As it stands in the letter.</param>
/// <param name="TicketId">Null when no such ticket exists.</param>
/// <param name="Proven">The signature or the code of the token is right.</param>
/// <param name="Party">The conversation a signed id was made for; null for a token, which serves both.</param>
/// <param name="BoundTo">The address a signed id was made for.</param>
/// <param name="Talks">The conversations of that ticket.</param>
internal sealed record Pointer(MatchRule Rule, string Quoted, Guid? TicketId, bool Proven, Party? Party, string? BoundTo, IReadOnlyList<Talk> Talks);

/// <summary>Why a letter waits for a person instead of joining a ticket. The members are keys of texts.</summary>
internal enum HoldReason { NoMatch, NotParticipant, NotVerified, ForgedId, FromOurselves }

/// <summary>A pointer that did not decide, and why. The members of <see cref="LostBy"/> are keys of texts.</summary>
internal sealed record Loser(MatchRule Rule, string Quoted, LostBy Why);

internal enum LostBy { NotSigned, WrongCode, NoSuchTicket, Later, OtherTicket, SenderNotParticipant, SenderNotVerified }

/// <param name="TicketId">Where the letter goes; with a <paramref name="Hold"/>, where it may belong.</param>
internal sealed record LetterMatch(Guid? TicketId, Party Party, MatchRule Rule, HoldReason? Hold, IReadOnlyList<Loser> Losers)
{
    public bool Joins => Hold is null;
}

/// <summary>
/// Decides which ticket a letter joins, from pointers in the order of the rules. Finding a ticket and being allowed to
/// write into it are two questions: a right id in the wrong hands is held.
/// </summary>
internal static class LetterMatcher
{
    public static LetterMatch Decide(string sender, SenderTrust trust, IReadOnlyList<Pointer> pointers, IReadOnlyCollection<string> officialDomains)
    {
        var losers = new List<Loser>();
        (Pointer Pointer, Party? Party)? winner = null;
        Guid? hint = null;
        foreach (var pointer in pointers)
        {
            var lost = winner is { } won
                ? pointer.TicketId is not null && pointer.TicketId != won.Pointer.TicketId ? LostBy.OtherTicket : LostBy.Later
                : WhyNot(pointer);
            if (lost is null && !IsSigned(pointer.Rule) && WhyNotByToken(pointer, sender, trust, officialDomains) is { } refused)
            {
                hint ??= pointer.TicketId;
                lost = refused;
            }

            if (lost is { } reason)
                losers.Add(new Loser(pointer.Rule, pointer.Quoted, reason));
            else
                winner = (pointer, PartyOf(pointer, sender, officialDomains));
        }

        if (winner is not { } decided)
            return new LetterMatch(hint, Party.Requester, MatchRule.None, HoldOf(trust, losers), losers);
        var (ticket, rule) = (decided.Pointer.TicketId, decided.Pointer.Rule);
        return new LetterMatch(ticket, decided.Party ?? Party.Requester, rule,
            decided.Party is null ? HoldReason.NotParticipant : trust == SenderTrust.Failed ? HoldReason.NotVerified : null, losers);
    }

    /// <summary>An official address, or one of the domain we wrote to; a public mail host is nobody's domain.</summary>
    public static bool IsOfficial(string address, IReadOnlyCollection<string> officialDomains)
    {
        var domain = DomainName.Of(address);
        return !DomainName.IsPublicHost(domain)
            && officialDomains.Select(DomainName.Normalize).Any(official => DomainName.IsSameOrUnder(domain, official));
    }

    private static bool IsSigned(MatchRule rule) => rule is MatchRule.InReplyTo or MatchRule.References;

    private static LostBy? WhyNot(Pointer pointer) =>
        !pointer.Proven ? IsSigned(pointer.Rule) ? LostBy.NotSigned : pointer.TicketId is null ? LostBy.NoSuchTicket : LostBy.WrongCode
        : pointer.TicketId is null ? LostBy.NoSuchTicket
        : null;

    // A token is seen by whoever sees the subject, so it serves only those who already take part, and only when nothing
    // says that they are somebody else. A number of the provider serves the provider alone.
    private static LostBy? WhyNotByToken(Pointer pointer, string sender, SenderTrust trust, IReadOnlyCollection<string> officialDomains)
    {
        if (pointer.Rule == MatchRule.ProviderNumber)
            return !IsOfficial(sender, officialDomains) ? LostBy.SenderNotParticipant : trust != SenderTrust.Strong ? LostBy.SenderNotVerified : null;
        if (PartyOf(pointer, sender, officialDomains) is null)
            return LostBy.SenderNotParticipant;
        return trust is SenderTrust.Strong or SenderTrust.Weak or SenderTrust.Unknown ? null : LostBy.SenderNotVerified;
    }

    /// <summary>In whose place the sender writes; null for somebody who does not take part.</summary>
    private static Party? PartyOf(Pointer pointer, string sender, IReadOnlyCollection<string> officialDomains)
    {
        if (pointer.Rule == MatchRule.ProviderNumber)
            return Party.Provider;
        if (pointer.Party is { } bound)
            return DomainName.SameAddress(sender, pointer.BoundTo) || TakesPart(bound) ? bound : null;
        return TakesPart(Party.Requester) ? Party.Requester : TakesPart(Party.Provider) ? Party.Provider : null;

        bool TakesPart(Party party) => pointer.Talks.Any(talk => talk.Party == party
            && (DomainName.SameAddress(sender, talk.Address) || party == Party.Provider && SpeaksForProvider(sender, talk.Address, officialDomains)));
    }

    // Their robot answers from another local part than the one we write to.
    private static bool SpeaksForProvider(string sender, string address, IReadOnlyCollection<string> officialDomains) =>
        IsOfficial(sender, [.. officialDomains, DomainName.Of(address)]);

    private static HoldReason HoldOf(SenderTrust trust, List<Loser> losers) =>
        losers.Exists(loser => loser.Why == LostBy.NotSigned) ? HoldReason.ForgedId
        : losers.Exists(loser => loser.Why == LostBy.SenderNotParticipant) ? HoldReason.NotParticipant
        : trust == SenderTrust.Failed || losers.Exists(loser => loser.Why == LostBy.SenderNotVerified) ? HoldReason.NotVerified
        : HoldReason.NoMatch;
}
