using System.Text;
using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>The boundaries that the parts of an e-mail name, RFC 2046 section 5.1.1.</summary>
internal sealed class BoundaryNames
{
    private const int Most = 1000;
    private const int Longest = 1000;

    private enum State { Named, Seen, Closed }

    private readonly Dictionary<string, State> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> ends = new(StringComparer.Ordinal);
    private SortedSet<int>? early;

    public bool IsEmpty => names.Count == 0;

    /// <summary>Parts were divided by one of them, and there was no last line.</summary>
    public bool HasOpen => names.ContainsValue(State.Seen);

    /// <summary>Where last lines begin behind which parts follow all the same; null when there are none.</summary>
    public IReadOnlyList<int>? Early => early?.ToList();

    /// <summary>
    /// Takes the boundary out of a Content-Type. The parser reads the parameter, with the line end, as it does in the e-mail: what it takes for
    /// the boundary, an empty one too, is what is looked for.
    /// </summary>
    public void Add(ReadOnlySpan<byte> contentType)
    {
        if (names.Count < Most && ContentType.TryParse(ParserOptions.Default, [.. contentType, .. "\r\n"u8], out var type)
            && type.Boundary?.TrimEnd() is { Length: <= Longest } name)
            names[Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(name))] = State.Named;
    }

    /// <summary>Whether parts are divided by it. Changes nothing.</summary>
    /// <param name="line">Without its two hyphens and the white space at its end.</param>
    public bool Knows(ReadOnlySpan<byte> line)
    {
        if (line.Length > Longest)
            return false;
        Span<char> text = stackalloc char[Longest];
        return names.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(text[..Encoding.Latin1.GetChars(line, text)]);
    }

    /// <summary>A part begins behind the line. One that ends a multipart is remembered.</summary>
    /// <param name="line">Without its two hyphens and the white space at its end.</param>
    /// <param name="start">Where it begins.</param>
    public bool Divides(ReadOnlySpan<byte> line, int start)
    {
        if (line.Length > Longest + 2)
            return false;
        Span<char> text = stackalloc char[Longest + 2];
        var name = text[..Encoding.Latin1.GetChars(line, text)];
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var state))
        {
            if (state == State.Closed)
                (early ??= []).Add(ends.GetAlternateLookup<ReadOnlySpan<char>>()[name]);
            if (state != State.Seen)
                lookup[name] = State.Seen;
            return true;
        }

        if (name.EndsWith("--") && lookup.ContainsKey(name[..^2]))
        {
            lookup[name[..^2]] = State.Closed;
            ends.GetAlternateLookup<ReadOnlySpan<char>>()[name[..^2]] = start;
        }

        return false;
    }
}
