using SupportDesk.Masking.Rules;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Engine;

/// <summary>
/// Hides what has been found: changes the window or what leaves it, writes the finding down, and remembers what rules
/// must not see any more.
/// </summary>
internal sealed class Redactor(Window window, Ledger ledger)
{
    private static readonly byte[] Star = [(byte)'*'];

    private readonly byte[]?[] _replacements = new byte[]?[Enum.GetValues<SecretKind>().Length];

    public OutputWriter OutputWriter { get; } = new(window);

    public CardTrace Card { get; } = new();

    /// <summary>Rules see nothing before: it has been hidden.</summary>
    public int Floor { get; set; }

    /// <summary>The value whose end has not come yet.</summary>
    public OpenValue? Open { get; private set; }

    public void Begin(SecretKind kind, string rule, int start, in Terminator terminator)
    {
        OutputWriter.Edits.Add(start, start, Replacement(kind));
        Open = ledger.Open(kind, rule, start, terminator);
    }

    /// <summary>Looks for the end of the open value, and returns it or -1.</summary>
    public int TryClose(int from, int limit)
    {
        var stop = Open!.Terminator.Find(window.View, Open.First, from, limit);
        if (stop < 0)
            OutputWriter.Edits.Last.End = Math.Max(OutputWriter.Edits.Last.End, limit - Rule.Behind);
        else
            Close(stop);
        return stop;
    }

    /// <summary>Closes the open value where the input ends, and returns where.</summary>
    public int CloseAtEnd()
    {
        var stop = Open!.Terminator.TrimEnd(window.View, Open.First);
        Close(stop);
        return stop;
    }

    /// <summary>Hides a stretch.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="rule">Which rule has found it.</param>
    /// <param name="start">Its first position.</param>
    /// <param name="end">The position after it.</param>
    /// <param name="text">What it becomes, if not the name of its kind.</param>
    public void Hide(SecretKind kind, string rule, int start, int end, ReadOnlySpan<byte> text = default)
    {
        OutputWriter.Edits.Add(start, end, text.IsEmpty ? Replacement(kind) : window.Encode(text));
        ledger.Record(kind, rule, start, end);
        Card.Hide(window.Dropped + start, end - start - text.Length);
        Cover(end, text.IsEmpty ? (byte)']' : text[^1]);
    }

    /// <summary>Takes note of a stretch that was hidden by an earlier run.</summary>
    public void Pass(int start, int end)
    {
        Card.Hide(window.Dropped + start, end - start);
        Cover(end, window.View[end - 1]);
    }

    /// <summary>Hides characters of more than one byte, and with them others, behind stars.</summary>
    public void HideWide(SecretKind kind, string rule, int start, int end, ReadOnlySpan<int> positions)
    {
        foreach (var position in positions)
            OutputWriter.Edits.Add(position, position + Digit.LengthAt(window.View, position), Star);
        ledger.Record(kind, rule, start, end);
        Card.Ends(window.Dropped + positions[^1] + Digit.LengthAt(window.View, positions[^1]));
        Cover(positions[^1] + 1, (byte)'*');
    }

    /// <summary>Hides characters behind stars in place.</summary>
    public void PutStars(SecretKind kind, string rule, int start, int end, ReadOnlySpan<int> positions)
    {
        foreach (var position in positions)
            window.Star(position);
        ledger.Record(kind, rule, start, end);
        if (window.View[start..end].IndexOf("****"u8) is var stars and >= 0)
            Card.Follow(window.View, start + stars, window.Dropped);
    }

    /// <summary>Writes another text of the same length in place.</summary>
    public void Rewrite(SecretKind kind, string rule, int start, ReadOnlySpan<byte> text)
    {
        window.Rewrite(start, text);
        ledger.Record(kind, rule, start, start + text.Length);
    }

    /// <summary>Follows a window that has forgotten its first characters; to be called before.</summary>
    public void Shift(int dropped)
    {
        ledger.Shift(dropped);
        OutputWriter.Shift(dropped);
        Floor = Math.Max(0, Floor - dropped);
        if (Open is not null)
            Open.First = Math.Max(0, Open.First - dropped);
    }

    public void Clear()
    {
        OutputWriter.Clear();
        Array.Clear(_replacements);
        ledger.Clear();
        Card.Clear();
        Floor = 0;
        Open = null;
    }

    private void Close(int stop)
    {
        var open = Open!;
        Open = null;
        OutputWriter.Edits.Last.End = stop;
        var length = ledger.Close(open, stop);
        Card.Hide(window.Dropped + stop - length, length);
        Cover(stop, (byte)']');
    }

    // Rules that look back see the end of the replacement and nothing before it, as they would in masked text.
    private void Cover(int end, byte seen)
    {
        Floor = Math.Max(Floor, end - 1);
        window.Cover(end - 1, seen);
    }

    private byte[] Replacement(SecretKind kind) => _replacements[(int)kind] ??= window.Encode(RuleBook.Replacement(kind));
}
