using System.Text;

namespace SupportDesk.Features.Email.Authentication;

/// <summary>A list such as <c>v=1; a=rsa-sha256; d=shop.example</c>, as signatures, keys and policies are written (RFC 6376, 3.2).</summary>
internal sealed class TagList
{
    private readonly Dictionary<string, string> values;

    private TagList(Dictionary<string, string> values, string? first) => (this.values, First) = (values, first);

    /// <summary>The name of the first tag.</summary>
    public string? First { get; }

    public string? this[string name] => values.GetValueOrDefault(name);

    /// <returns>Null for what is no such list; a tag that stands twice makes it none.</returns>
    public static TagList? Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        string? first = null;
        foreach (var part in text.Split(';'))
        {
            if (string.IsNullOrWhiteSpace(part))
                continue;
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || part[..equals].Trim() is not { Length: > 0 } name || !values.TryAdd(name, WithoutSpace(part.AsSpan(equals + 1))))
                return null;
            first ??= name;
        }

        return new TagList(values, first);
    }

    /// <summary>The words of a value that are parted by colons.</summary>
    public IReadOnlyList<string> Words(string name) => this[name]?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string WithoutSpace(ReadOnlySpan<char> value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var letter in value)
        {
            if (letter is not (' ' or '\t' or '\r' or '\n'))
                text.Append(letter);
        }

        return text.ToString();
    }
}
