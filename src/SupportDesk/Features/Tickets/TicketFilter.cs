using System.Globalization;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets;

public enum StatusFilter { Open = 0, New = 1, Us = 2, Requester = 3, Provider = 4, Resolved = 5, Closed = 6, All = 7 }

public enum OwnerFilter { Anybody = 0, Me = 1, Nobody = 2 }

/// <summary>What a list shows; every part of it stands in the address of the page.</summary>
public sealed record TicketFilter(
    StatusFilter Status = StatusFilter.Open, OwnerFilter Owner = OwnerFilter.Anybody, TicketKind? Kind = null, string? Query = null, TicketCursor? After = null)
{
    public const string Path = "/desk/tickets";
    public const string ExportPath = "/desk/export/tickets.csv";

    public bool Searches => SearchTerms.Match(Query) is not null;

    public string Href => At(Path);

    /// <summary>The whole list as a file, from its first row.</summary>
    public string ExportHref => (this with { After = null }).At(ExportPath);

    /// <summary>Reads the address; what cannot be understood counts as not given.</summary>
    public static TicketFilter Parse(string? status, string? owner, string? kind, string? query, string? after) => new(
        Of<StatusFilter>(status) ?? DefaultStatus(query),
        Of<OwnerFilter>(owner) ?? OwnerFilter.Anybody,
        Of<TicketKind>(kind),
        string.IsNullOrWhiteSpace(query) ? null : query.Trim(),
        TicketCursor.Parse(after));

    private string At(string path)
    {
        var parts = new List<string>();
        if (Status != DefaultStatus(Query))
            parts.Add("status=" + Lower(Status));
        if (Owner != OwnerFilter.Anybody)
            parts.Add("owner=" + Lower(Owner));
        if (Kind is { } kind)
            parts.Add("kind=" + Lower(kind));
        if (!string.IsNullOrWhiteSpace(Query))
            parts.Add("q=" + Uri.EscapeDataString(Query.Trim()));
        if (After is not null)
            parts.Add("after=" + After);
        return parts.Count == 0 ? path : path + "?" + string.Join('&', parts);
    }

    // A search looks everywhere unless a status was chosen on purpose.
    private static StatusFilter DefaultStatus(string? query) => SearchTerms.Match(query) is null ? StatusFilter.Open : StatusFilter.All;

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static T? Of<T>(string? text) where T : struct, Enum =>
        text is { Length: > 0 } && char.IsLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : null;
}

/// <summary>The last row of a page; the next page starts after it.</summary>
public sealed record TicketCursor(DateTimeOffset ChangedAt, long Number)
{
    public static TicketCursor Start { get; } = new(DateTimeOffset.MaxValue, long.MaxValue);

    public static TicketCursor? Parse(string? text) =>
        text?.Split('.') is [var ticks, var number]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new TicketCursor(new DateTimeOffset(at, TimeSpan.Zero), last)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ChangedAt.UtcTicks}.{Number}");
}
