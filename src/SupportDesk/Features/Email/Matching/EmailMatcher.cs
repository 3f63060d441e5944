using SupportDesk.Data.Entities;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Matching;

/// <summary>Which ticket an e-mail belongs to, if any.</summary>
/// <param name="Reference">The pointer that decided.</param>
/// <param name="Party">In whose place the sender writes; null for somebody who does not take part.</param>
/// <param name="Hint">A ticket that a pointer named without deciding.</param>
internal sealed record EmailMatch(TicketReference? Reference, Party? Party, Guid? Hint, IReadOnlyList<RejectedReference> Rejected)
{
    public MatchRule Rule => Reference?.Rule ?? MatchRule.None;

    public Guid? TicketId => Reference?.TicketId;
}

/// <summary>
/// Step 5: takes the first pointer that holds, in the order of the rules, and says of every other one why it lost. Whether
/// the sender may write into that ticket is the question of <see cref="ReplyPolicy"/>.
/// </summary>
internal static class EmailMatcher
{
    public static EmailMatch Decide(EmailOrigin origin, IReadOnlyList<TicketReference> references)
    {
        var rejected = new List<RejectedReference>();
        TicketReference? accepted = null;
        Guid? hint = null;
        foreach (var reference in references)
        {
            var reason = accepted is not null
                ? reference.TicketId is not null && reference.TicketId != accepted.TicketId ? RejectionReason.OtherTicket : RejectionReason.Later
                : WhyNot(reference, origin);
            if (reason is { } rejection)
                rejected.Add(new RejectedReference(reference.Rule, reference.Quoted, rejection));
            else
                accepted = reference;
            if (reason is RejectionReason.OtherMailbox or RejectionReason.SenderNotParticipant or RejectionReason.SenderNotVerified)
                hint ??= reference.TicketId;
        }

        return new EmailMatch(accepted, accepted is null ? null : PartyOf(accepted, origin), accepted is null ? hint : null, rejected);
    }

    private static RejectionReason? WhyNot(TicketReference reference, EmailOrigin origin) =>
        !reference.Proven
            ? IsSigned(reference.Rule)
                ? RejectionReason.NotSigned
                : reference.TicketId is null
                    ? RejectionReason.NoSuchTicket
                    : RejectionReason.WrongCode
            : reference.TicketId is null
                ? RejectionReason.NoSuchTicket
                : reference.Mailbox is not null && reference.Mailbox != origin.Mailbox
                    ? RejectionReason.OtherMailbox
                    : IsSigned(reference.Rule)
                        ? null
                        : WhyNotUnsigned(reference, origin);

    private static bool IsSigned(MatchRule rule) => rule is MatchRule.PlusAddress or MatchRule.InReplyTo or MatchRule.References;

    // What is not signed is seen by whoever sees the e-mail, so it serves only those who already take part, and only when
    // nothing says that they are somebody else. A number of the provider serves the provider alone.
    private static RejectionReason? WhyNotUnsigned(TicketReference reference, EmailOrigin origin)
    {
        if (reference.Rule == MatchRule.ProviderNumber)
        {
            return !origin.IsOfficial ? RejectionReason.SenderNotParticipant
                : origin.Trust != SenderTrust.Strong ? RejectionReason.SenderNotVerified
                : RunsHere(reference, origin, Party.Provider) ? null
                : RejectionReason.OtherMailbox;
        }

        if (reference.Rule == MatchRule.ThreadRoot && !DomainName.SameAddress(origin.Sender, reference.BoundTo))
            return RejectionReason.SenderNotParticipant;
        if (PartyOf(reference, origin) is not { } party)
            return RejectionReason.SenderNotParticipant;
        if (!RunsHere(reference, origin, party))
            return RejectionReason.OtherMailbox;
        var proven = reference.Rule switch
        {
            MatchRule.ThreadRoot => origin.Trust == SenderTrust.Strong,
            // A subject is forwarded, printed and shown in lists; where nothing was looked at, anybody can write their address.
            MatchRule.SubjectToken => origin.Trust is SenderTrust.Strong or SenderTrust.Weak,
            _ => origin.Trust is SenderTrust.Strong or SenderTrust.Weak or SenderTrust.Unknown,
        };
        return proven ? null : RejectionReason.SenderNotVerified;
    }

    private static bool RunsHere(TicketReference reference, EmailOrigin origin, Party party) =>
        reference.Conversations.All(conversation => conversation.Party != party)
        || reference.Conversations.Any(conversation => conversation.Party == party && conversation.Mailbox == origin.Mailbox);

    private static Party? PartyOf(TicketReference reference, EmailOrigin origin)
    {
        if (reference.Rule == MatchRule.ProviderNumber)
            return Party.Provider;
        if (reference.Party is { } bound)
            return DomainName.SameAddress(origin.Sender, reference.BoundTo) || TakesPart(bound) ? bound : null;
        return TakesPart(Party.Requester) ? Party.Requester : TakesPart(Party.Provider) ? Party.Provider : null;

        bool TakesPart(Party party) => reference.Conversations.Any(conversation => conversation.Party == party
            && (DomainName.SameAddress(origin.Sender, conversation.Address) || party == Party.Provider && SpeaksForProvider(origin, conversation.Address)));
    }

    // Their robot answers from another local part than the one we write to.
    private static bool SpeaksForProvider(EmailOrigin origin, string address) =>
        OfficialSender.Is(origin.Sender, [.. origin.OfficialDomains, DomainName.Of(address)]);
}
