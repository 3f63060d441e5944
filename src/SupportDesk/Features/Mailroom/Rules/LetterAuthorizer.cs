using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Mailroom.Rules;

internal enum LetterFate { Join, OpenTicket, Hold }

/// <summary>Why a letter waits for a person instead of joining a ticket. The members are keys of texts.</summary>
internal enum HoldReason
{
    NoMatch, NotParticipant, NotVerified, ForgedId, FromOurselves,

    /// <summary>It answers a letter that left through another mailbox.</summary>
    OtherMailbox,

    /// <summary>Somebody with an account writes into a ticket by mail, where that right cannot be checked.</summary>
    ByAccount,

    /// <summary>The sender pretends to be somebody else.</summary>
    Pretends,

    /// <summary>Strangers' letters have opened as many tickets as they may for now.</summary>
    TooManyNew,

    /// <summary>The ticket was joined to one of another requester.</summary>
    OtherRequester,
}

/// <param name="TellSender">The sender is proven and known, and gets a letter that says what became of theirs.</param>
internal sealed record LetterPermission(LetterFate Fate, HoldReason? Reason = null, bool TellSender = false)
{
    public static LetterPermission Hold(HoldReason reason, bool tellSender = false) => new(LetterFate.Hold, reason, tellSender);
}

/// <summary>
/// Step 6: whether a letter may go where it points. A right id in the wrong hands is held, and nothing is sent to those
/// hands.
/// </summary>
internal static class LetterAuthorizer
{
    private const SenderTrick Pretending = SenderTrick.NameShowsOtherAddress | SenderTrick.MixedAlphabets | SenderTrick.LooksLikeOfficial | SenderTrick.NameSoundsOfficial;

    public static LetterPermission Decide(LetterOrigin origin, LetterMatch match) =>
        origin.ClaimsToBeUs ? LetterPermission.Hold(HoldReason.FromOurselves)
        : match.Winner is null ? OfNewcomer(origin, match.Losers)
        : origin.Trust == SenderTrust.Failed ? LetterPermission.Hold(HoldReason.NotVerified)
        : match.Party is null ? OfOutsider(origin)
        // Whoever may see all tickets is worth pretending to be: without proof it is not them.
        : origin.IsDeskStaff && origin.Trust != SenderTrust.Strong ? LetterPermission.Hold(HoldReason.NotVerified)
        : new LetterPermission(LetterFate.Join);

    // The desk sends no letter that gives a right to staff, so none of theirs can be used by mail; they are told so.
    private static LetterPermission OfOutsider(LetterOrigin origin) =>
        origin is { HasAccount: true, Trust: SenderTrust.Strong }
            ? LetterPermission.Hold(HoldReason.ByAccount, tellSender: !origin.IsAutomatic)
            : LetterPermission.Hold(HoldReason.NotParticipant);

    private static LetterPermission OfNewcomer(LetterOrigin origin, IReadOnlyList<Loser> losers)
    {
        if (losers.Any(loser => loser.Why == LostBy.NotSigned))
            return LetterPermission.Hold(HoldReason.ForgedId);
        if (losers.Any(loser => loser.Why == LostBy.OtherMailbox))
            return LetterPermission.Hold(HoldReason.OtherMailbox);
        if (losers.Any(loser => loser.Why == LostBy.SenderNotParticipant))
            return LetterPermission.Hold(HoldReason.NotParticipant);
        if (origin.Trust == SenderTrust.Failed || losers.Any(loser => loser.Why == LostBy.SenderNotVerified))
            return LetterPermission.Hold(HoldReason.NotVerified);
        if ((origin.Tricks & Pretending) != SenderTrick.None)
            return LetterPermission.Hold(HoldReason.Pretends);
        var isStranger = origin is { TakesStrangers: true, IsAutomatic: false, HasAccount: false, IsOfficial: false, Sender.Length: > 0 };
        return isStranger ? new LetterPermission(LetterFate.OpenTicket) : LetterPermission.Hold(HoldReason.NoMatch);
    }
}
