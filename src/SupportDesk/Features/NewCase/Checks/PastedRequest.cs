using System.Net;

namespace SupportDesk.Features.NewCase.Checks;

/// <summary>
/// Fields of a request as people paste them: a link, the body of a form, or one field a line. Names are compared without
/// regard to case; the order is kept.
/// </summary>
internal sealed class PastedRequest
{
    private PastedRequest(IReadOnlyList<(string Name, string Value)> fields) => Fields = fields;

    public IReadOnlyList<(string Name, string Value)> Fields { get; }

    public IReadOnlyList<string> ShopFields =>
        [.. Fields.Select(entry => entry.Name).Where(name => name.StartsWith("shp", StringComparison.OrdinalIgnoreCase))];

    public string? this[params string[] names] => Fields
        .Where(entry => names.Contains(entry.Name, StringComparer.OrdinalIgnoreCase))
        .Select(entry => entry.Value)
        .FirstOrDefault();

    public static PastedRequest Parse(string text)
    {
        var fields = new List<(string, string)>();
        var plain = text.Trim();
        if (plain.IndexOf('?', StringComparison.Ordinal) is var question and >= 0)
            plain = plain[(question + 1)..];
        foreach (var part in plain.Split(['&', '\n', '\r', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var sign = part.IndexOfAny(['=', ':']);
            if (sign > 0)
                fields.Add((part[..sign].Trim().Trim('"'), WebUtility.UrlDecode(part[(sign + 1)..].Trim().Trim('"', ','))));
        }

        return new PastedRequest(fields);
    }
}
