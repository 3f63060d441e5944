using System.Collections.ObjectModel;

namespace SupportDesk.Mail;

/// <summary>The machine-readable half of a delivery report, RFC 3464: one group for the letter, then one for each recipient.</summary>
public sealed class MessageDeliveryStatus : MimePart
{
    internal MessageDeliveryStatus(ContentType contentType, IEnumerable<Header> headers) : base(contentType, headers)
    {
    }

    /// <summary>Gets the groups of fields in their order.</summary>
    public HeaderListCollection StatusGroups => field ??= Read();

    private HeaderListCollection Read()
    {
        var groups = new HeaderListCollection();
        if (Content is null) return groups;
        using var content = Content.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        HeaderBlockParser? parser = null;
        foreach (var line in Charsets.Decode(bytes.ToArray(), "utf-8").ReplaceLineEndings("\n").Split('\n'))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                Finish();
                continue;
            }
            parser ??= new HeaderBlockParser(new MimeReaderLimits());
            parser.AddLine(Charsets.Utf8.GetBytes(line));
        }
        Finish();
        return groups;

        void Finish()
        {
            if (parser is null) return;
            var list = new HeaderList();
            foreach (var header in parser.Complete()) list.Add(header);
            if (list.Count > 0) groups.Add(list);
            parser = null;
        }
    }
}

/// <summary>Groups of header fields.</summary>
public sealed class HeaderListCollection : Collection<HeaderList>;
