using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Email.Matching;

/// <summary>What a mail server says of the envelope that an e-mail came in.</summary>
/// <param name="Domain">Of the envelope's sender, normalised; empty if it is not named.</param>
internal sealed record SpfStatement(bool Passed, string Domain);

/// <summary>What the believed mail server says of a sender.</summary>
/// <param name="Speaks">It left a mark at all.</param>
/// <param name="CoversAuthor">It looked at signatures or at the author's policy, and not only at the envelope.</param>
internal sealed record ServerVerdict(SenderTrust Trust, bool Speaks, bool CoversAuthor, SpfStatement? Spf);
