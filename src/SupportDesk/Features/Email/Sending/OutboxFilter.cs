using System.Globalization;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Email.Sending;

/// <summary>What the list of outgoing e-mails shows; every part of it stands in the address of the page.</summary>
/// <param name="State">Null for all of them.</param>
/// <param name="Query">A ticket's number, or an address as it stands in the e-mail.</param>
/// <param name="After">The last e-mail of the page before: older ones follow.</param>
/// <param name="Before">The first e-mail of the page after: newer ones follow.</param>
public sealed record OutboxFilter(OutboxState? State = null, string? Query = null, Guid? After = null, Guid? Before = null)
{
    public const string Path = "/desk/mail?tab=outbox";

    public string Href =>
        string.Concat(
            Path,
            State is { } state ? "&state=" + state.ToString().ToLowerInvariant() : "",
            Query is null ? "" : "&q=" + Uri.EscapeDataString(Query),
            After is { } after ? "&after=" + after.ToString("N", CultureInfo.InvariantCulture) : "",
            Before is { } before ? "&before=" + before.ToString("N", CultureInfo.InvariantCulture) : ""
        );

    /// <summary>The same list from its beginning.</summary>
    public OutboxFilter First => this with { After = null, Before = null };

    /// <summary>Reads the address; what cannot be understood counts as not given.</summary>
    public static OutboxFilter Parse(string? state, string? query, string? after, string? before) =>
        new(
            state is { Length: > 0 } && char.IsLetter(state[0]) && Enum.TryParse<OutboxState>(state, ignoreCase: true, out var known) ? known : null,
            string.IsNullOrWhiteSpace(query) ? null : query.Trim(),
            Guid.TryParse(after, out var last) ? last : null,
            Guid.TryParse(before, out var first) ? first : null
        );
}
