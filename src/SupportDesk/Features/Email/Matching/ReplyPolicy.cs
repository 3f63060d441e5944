using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Email.Matching;

internal enum ReplyDecision { Join, OpenTicket, Suspend }

/// <summary>Why an e-mail waits for a person instead of joining a ticket. The members are keys of texts.</summary>
internal enum SuspensionReason
{
    NoMatch, NotParticipant, NotVerified, ForgedId, FromOurselves,

    /// <summary>It answers an e-mail that left through another mailbox.</summary>
    OtherMailbox,

    /// <summary>Somebody with an account writes into a ticket by mail, where that right cannot be checked.</summary>
    ByAccount,

    /// <summary>The sender pretends to be somebody else.</summary>
    Pretends,

    /// <summary>Strangers' e-mails have opened as many tickets as they may for now.</summary>
    TooManyNew,

    /// <summary>The ticket was joined to one of another requester.</summary>
    OtherRequester,
}

/// <param name="BounceNotice">The sender is proven and known, and gets an e-mail that says what became of theirs.</param>
internal sealed record ReplyPermission(ReplyDecision Decision, SuspensionReason? Reason = null, bool BounceNotice = false)
{
    public static ReplyPermission Suspend(SuspensionReason reason, bool tellSender = false) => new(ReplyDecision.Suspend, reason, tellSender);
}

/// <summary>
/// Step 6: whether an e-mail may go where it points. A right id in the wrong hands is held, and nothing is sent to those
/// hands.
/// </summary>
internal static class ReplyPolicy
{
    private const SpoofingSignal Pretending =
        SpoofingSignal.NameShowsOtherAddress | SpoofingSignal.MixedAlphabets | SpoofingSignal.LooksLikeOfficial
        | SpoofingSignal.NameSoundsOfficial | SpoofingSignal.AddressSoundsOfficial;

    public static ReplyPermission Decide(EmailOrigin origin, EmailMatch match) =>
        origin.ClaimsToBeUs ? ReplyPermission.Suspend(SuspensionReason.FromOurselves)
        : match.Reference is null ? OfNewcomer(origin, match.Rejected)
        : origin.Trust == SenderTrust.Failed ? ReplyPermission.Suspend(SuspensionReason.NotVerified)
        : match.Party is null ? OfOutsider(origin)
        // Whoever may see all tickets is worth pretending to be: without proof it is not them.
        : origin.IsDeskStaff && origin.Trust != SenderTrust.Strong ? ReplyPermission.Suspend(SuspensionReason.NotVerified)
        : new ReplyPermission(ReplyDecision.Join);

    // The desk sends no e-mail that gives a right to staff, so none of theirs can be used by mail; they are told so.
    private static ReplyPermission OfOutsider(EmailOrigin origin) =>
        origin is { HasAccount: true, Trust: SenderTrust.Strong }
            ? ReplyPermission.Suspend(SuspensionReason.ByAccount, tellSender: !origin.IsAutomatic)
            : ReplyPermission.Suspend(SuspensionReason.NotParticipant);

    private static ReplyPermission OfNewcomer(EmailOrigin origin, IReadOnlyList<RejectedReference> losers)
    {
        if (losers.Any(loser => loser.Why == RejectionReason.NotSigned))
            return ReplyPermission.Suspend(SuspensionReason.ForgedId);
        if (losers.Any(loser => loser.Why == RejectionReason.OtherMailbox))
            return ReplyPermission.Suspend(SuspensionReason.OtherMailbox);
        if (losers.Any(loser => loser.Why == RejectionReason.SenderNotParticipant))
            return ReplyPermission.Suspend(SuspensionReason.NotParticipant);
        if (origin.Trust == SenderTrust.Failed || losers.Any(loser => loser.Why == RejectionReason.SenderNotVerified))
            return ReplyPermission.Suspend(SuspensionReason.NotVerified);
        if ((origin.Signals & Pretending) != SpoofingSignal.None)
            return ReplyPermission.Suspend(SuspensionReason.Pretends);
        var isStranger = origin is { TakesStrangers: true, IsAutomatic: false, HasAccount: false, IsOfficial: false, Sender.Length: > 0 };
        return isStranger ? new ReplyPermission(ReplyDecision.OpenTicket) : ReplyPermission.Suspend(SuspensionReason.NoMatch);
    }
}
