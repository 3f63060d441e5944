using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets;

public enum StatusFilter
{
    Open = 0, New = 1, Us = 2, Requester = 3, Provider = 4, Resolved = 5, Closed = 6, All = 7,

    /// <summary>Somebody wrote and nobody has answered yet; without the new ones that nobody has taken, who have a view of their own.</summary>
    Unanswered = 8,
}

public enum OwnerFilter { Anybody = 0, Me = 1, Nobody = 2 }

public enum TicketSort
{
    /// <summary>Last changed first.</summary>
    Changed = 0,

    /// <summary>Youngest first.</summary>
    Created = 1,

    /// <summary>Those that wait longest first.</summary>
    Waiting = 2,

    /// <summary>Most urgent first, then as <see cref="Changed"/>.</summary>
    Priority = 3,
}

/// <summary>What a list shows, in which order and from where on; every part of it stands in the address of the page.</summary>
public sealed record TicketFilter(
    StatusFilter Status = StatusFilter.Open, OwnerFilter Owner = OwnerFilter.Anybody, TicketKind? Kind = null, string? Query = null, TicketCursor? After = null)
{
    public const string Path = "/desk/tickets";
    public const string ExportPath = "/desk/export/tickets.csv";

    public Priority? Priority { get; init; }

    /// <summary>What was asked for; see <see cref="Order"/>.</summary>
    public TicketSort Sort { get; init; }

    /// <summary>The page ends before this row. Of this and <see cref="After"/> one is set at most.</summary>
    public TicketCursor? Before { get; init; }

    public bool Searches => SearchTerms.Match(Query) is not null;

    /// <summary>The orders that such a list has. What is closed waits for nobody; a search has its own.</summary>
    public IReadOnlyList<TicketSort> Sorts => Searches ? [TicketSort.Created] : Status switch
    {
        StatusFilter.Resolved or StatusFilter.Closed or StatusFilter.All => [TicketSort.Changed, TicketSort.Created],
        StatusFilter.Unanswered => [TicketSort.Changed, TicketSort.Waiting],
        _ when Priority is not null => [TicketSort.Changed, TicketSort.Created, TicketSort.Waiting],
        _ => [TicketSort.Changed, TicketSort.Created, TicketSort.Waiting, TicketSort.Priority],
    };

    public TicketSort Order => Sorts.Contains(Sort) ? Sort : Sorts[0];

    /// <summary>The same list from its first row.</summary>
    public TicketFilter First => this with { After = null, Before = null };

    /// <summary>Which tickets these are, in whatever order.</summary>
    public TicketFilter View => First with { Sort = TicketSort.Changed };

    public string Href => At(Path);

    /// <summary>The whole list as a file, from its first row.</summary>
    public string ExportHref => First.At(ExportPath);

    /// <summary>Reads the address; what cannot be understood counts as not given.</summary>
    public static TicketFilter Parse(
        string? status, string? owner, string? kind, string? query, string? after, string? before = null, string? sort = null, string? priority = null) => new(
        Of<StatusFilter>(status) ?? DefaultStatus(query),
        Of<OwnerFilter>(owner) ?? OwnerFilter.Anybody,
        Of<TicketKind>(kind),
        string.IsNullOrWhiteSpace(query) ? null : query.Trim(),
        TicketCursor.Parse(after))
        {
            Before = TicketCursor.Parse(after) is null ? TicketCursor.Parse(before) : null,
            Sort = Of<TicketSort>(sort) ?? TicketSort.Changed,
            Priority = Of<Priority>(priority),
        };

    private string At(string path)
    {
        var parts = new List<string>();
        if (Status != DefaultStatus(Query))
            parts.Add("status=" + Lower(Status));
        if (Owner != OwnerFilter.Anybody)
            parts.Add("owner=" + Lower(Owner));
        if (Kind is { } kind)
            parts.Add("kind=" + Lower(kind));
        if (Priority is { } priority)
            parts.Add("priority=" + Lower(priority));
        if (!string.IsNullOrWhiteSpace(Query))
            parts.Add("q=" + Uri.EscapeDataString(Query.Trim()));
        if (Sort != TicketSort.Changed && Order == Sort && !Searches)
            parts.Add("sort=" + Lower(Sort));
        if (After is not null)
            parts.Add("after=" + After);
        else if (Before is not null)
            parts.Add("before=" + Before);
        return parts.Count == 0 ? path : path + "?" + string.Join('&', parts);
    }

    // A search looks everywhere unless a status was chosen on purpose.
    private static StatusFilter DefaultStatus(string? query) => SearchTerms.Match(query) is null ? StatusFilter.Open : StatusFilter.All;

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static T? Of<T>(string? text) where T : struct, Enum =>
        text is { Length: > 0 } && char.IsLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : null;
}
