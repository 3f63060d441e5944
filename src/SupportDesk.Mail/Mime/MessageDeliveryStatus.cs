using System.Collections.ObjectModel;

namespace SupportDesk.Mail;

/// <summary>The machine-readable half of a delivery report, RFC 3464: one group for the letter, then one for each recipient.</summary>
public sealed class MessageDeliveryStatus : MimePart
{
    private const int MaxGroups = 1000;

    internal MessageDeliveryStatus(ContentType contentType, IEnumerable<Header> headers) : base(contentType, headers)
    {
    }

    /// <summary>Gets the groups of fields in their order, at most 1,000.</summary>
    public HeaderListCollection StatusGroups => field ??= Read();

    private HeaderListCollection Read()
    {
        var groups = new HeaderListCollection();
        if (Content is not MimeContent content) return groups;
        var rest = content.Decode();
        while (rest.Count > 0 && groups.Count < MaxGroups)
        {
            var fields = HeaderBlock.Read(rest, isLetter: true, new MimeReaderLimits(), new MimeFindings(), out var length);
            if (fields.Count > 0)
            {
                var group = new HeaderList();
                foreach (var field in fields) group.Add(field);
                groups.Add(group);
            }
            // A line that belongs nowhere is skipped.
            if (length == 0) length = rest.AsSpan().IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : rest.Count;
            rest = rest[length..];
        }
        return groups;
    }
}

/// <summary>Groups of header fields.</summary>
public sealed class HeaderListCollection : Collection<HeaderList>;
