using System.Globalization;

namespace SupportDesk.Mail;

/// <summary>One FETCH response as facts about a letter.</summary>
internal sealed record MessageSummary(int Index, UniqueId UniqueId, uint? Size, MessageFlags? Flags, DateTimeOffset? InternalDate) : IMessageSummary
{
    internal static string NamesOf(MessageSummaryItems items)
    {
        var names = new List<string> { "UID" };
        if (items.HasFlag(MessageSummaryItems.Flags)) names.Add("FLAGS");
        if (items.HasFlag(MessageSummaryItems.Size)) names.Add("RFC822.SIZE");
        if (items.HasFlag(MessageSummaryItems.InternalDate)) names.Add("INTERNALDATE");
        return $"({string.Join(' ', names)})";
    }

    internal static MessageSummary? Read(ImapUntagged fetch, uint validity)
    {
        if (fetch.Number == 0 || fetch.Item("UID")?.Number is not (> 0 and var uid)) return null;
        var flags = fetch.Item("FLAGS")?.Items is { } names ? names.Aggregate(MessageFlags.None, (all, name) => all | FlagOf(name.Text)) : (MessageFlags?)null;
        DateTimeOffset? date = DateTimeOffset.TryParseExact(fetch.Item("INTERNALDATE")?.Text?.Trim(), "d-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
            ? parsed
            : null;
        return new MessageSummary((int)(fetch.Number - 1), new UniqueId(validity, uid), fetch.Item("RFC822.SIZE")?.Number, flags, date);
    }

    internal static string FormatFlags(MessageFlags flags)
    {
        var names = new List<string>();
        if (flags.HasFlag(MessageFlags.Seen)) names.Add("\\Seen");
        if (flags.HasFlag(MessageFlags.Answered)) names.Add("\\Answered");
        if (flags.HasFlag(MessageFlags.Flagged)) names.Add("\\Flagged");
        if (flags.HasFlag(MessageFlags.Deleted)) names.Add("\\Deleted");
        if (flags.HasFlag(MessageFlags.Draft)) names.Add("\\Draft");
        return $"({string.Join(' ', names)})";
    }

    private static MessageFlags FlagOf(string? name) => name?.ToUpperInvariant() switch
    {
        "\\SEEN" => MessageFlags.Seen,
        "\\ANSWERED" => MessageFlags.Answered,
        "\\FLAGGED" => MessageFlags.Flagged,
        "\\DELETED" => MessageFlags.Deleted,
        "\\DRAFT" => MessageFlags.Draft,
        "\\RECENT" => MessageFlags.Recent,
        "\\*" => MessageFlags.UserDefined,
        _ => MessageFlags.None,
    };
}
