using SupportDesk.Features.Email.Matching;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>An e-mail after all questions have been asked about it; it only has to be stored.</summary>
/// <param name="Target">The ticket it joins; with a hold, the one it may belong to.</param>
/// <param name="Files">Its files, stored and masked, hanging on nothing yet.</param>
/// <param name="HasCopies">The ledger knows its Message-ID from other rows, too.</param>
internal sealed record DecidedEmail(
    EmailFacts Email, EmailOrigin Origin, EmailMatch Match, ReplyPermission Permission, Guid? Target, IReadOnlyList<Guid> Files, bool HasCopies);
