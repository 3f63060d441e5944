using System.Text;

namespace SupportDesk.Masking.Tests.Annotated;

/// <summary>
/// Text with marks: <c>⟦kind|secret⟧</c> must be hidden, <c>⟦?kind: reason|secret⟧</c> should be hidden and is not,
/// <c>⟦!kind: reason|text⟧</c> should stay and is hidden. <c>⟪A0⟫</c> is the character with that code,
/// <c>⟪base64|text⟫</c> and <c>⟪base64:76|text⟫</c> are marked text in base64, in lines of so many characters.
/// Two hidden marks of one kind that touch each other are hidden as one place: <c>⟦kind|secret⟧⟦!kind: reason|too much⟧</c>.
/// <c>␛</c> is an escape character. All else must come out as it went in.
/// </summary>
internal sealed class AnnotatedText
{
    private const char MarkOpens = '⟦', MarkCloses = '⟧', CodeOpens = '⟪', CodeCloses = '⟫';

    private readonly StringBuilder _input = new();
    private readonly StringBuilder _output = new();
    private readonly List<Annotation> _annotations = [];

    private AnnotatedText()
    {
    }

    /// <summary>What is given to the masker.</summary>
    public string Input => _input.ToString();

    /// <summary>What must come out.</summary>
    public string Output => _output.ToString();

    public IReadOnlyList<Annotation> Annotations => _annotations;

    /// <summary>What the masker must report: hidden marks, of which those that touch each other are one.</summary>
    public IReadOnlyList<Annotation> Places
    {
        get
        {
            var places = new List<Annotation>();
            foreach (var annotation in _annotations.Where(annotation => annotation.IsHidden))
                if (places.Count > 0 && places[^1].IsContinuedBy(annotation))
                    places[^1] = places[^1] with { Length = places[^1].Length + annotation.Length };
                else
                    places.Add(annotation);
            return places;
        }
    }

    public static AnnotatedText Parse(string text)
    {
        var parsed = new AnnotatedText();
        for (var i = 0; i < text.Length;)
            i = text[i] switch
            {
                MarkOpens => parsed.AddMark(text, i + 1),
                CodeOpens => parsed.AddCode(text, i + 1),
                MarkCloses or CodeCloses => throw new FormatException($"'{text[i]}' closes nothing: {Around(text, i)}"),
                _ => parsed.AddPlain(text[i], i + 1),
            };
        return parsed;
    }

    private int AddPlain(char c, int next)
    {
        c = c == '␛' ? '\u001b' : c;
        _input.Append(c);
        _output.Append(c);
        return next;
    }

    private int AddMark(string text, int at)
    {
        var end = Find(text, at, MarkCloses);
        var bar = Find(text, at, '|');
        var name = text[at..bar];
        var outcome = name[0] switch { '?' => Outcome.Missed, '!' => Outcome.HiddenInVain, _ => Outcome.Hidden };
        var parts = name.TrimStart('?', '!').Split(": ", 2);
        if ((parts.Length == 1) != (outcome == Outcome.Hidden))
            throw new FormatException($"A reason belongs to misses and false hides, and only to them: {Around(text, at)}");

        var secret = Parse(text[(bar + 1)..end]).Input;
        var annotation = new Annotation(Enum.Parse<SecretKind>(parts[0], ignoreCase: true), outcome, parts[^1], _input.Length, secret.Length);
        var continues = _annotations.Count > 0 && _annotations[^1].IsContinuedBy(annotation);
        _annotations.Add(annotation);
        _input.Append(secret);
        _output.Append(continues ? "" : annotation.IsHidden ? Replacement.Of(annotation.Kind, secret) : secret);
        return end + 1;
    }

    private int AddCode(string text, int at)
    {
        if (!text.AsSpan(at).StartsWith("base64"))
        {
            var close = Find(text, at, CodeCloses);
            return AddPlain((char)Convert.ToInt32(text[at..close], 16), close + 1);
        }

        var end = Find(text, at, CodeCloses);
        var bar = Find(text, at, '|');
        var width = text[at..bar] is ['b', 'a', 's', 'e', '6', '4', ':', .. var digits] ? int.Parse(digits, null) : int.MaxValue;
        var inner = Parse(text[(bar + 1)..end]);
        var lineEnd = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        foreach (var annotation in inner._annotations)
        {
            // Whole quads of characters are rewritten, since each stands for three bytes.
            var first = Encoding.UTF8.GetByteCount(inner.Input[..annotation.Start]) / 3 * 4;
            var last = (Encoding.UTF8.GetByteCount(inner.Input[..(annotation.Start + annotation.Length)]) - 1) / 3 * 4 + 3;
            int start = first + first / width * lineEnd.Length, stop = last + last / width * lineEnd.Length;
            _annotations.Add(annotation with { Start = _input.Length + start, Length = stop - start + 1 });
        }

        _input.Append(InBase64(inner.Input, width, lineEnd));
        _output.Append(InBase64(inner.Output, width, lineEnd));
        return end + 1;
    }

    private static string InBase64(string text, int width, string lineEnd) =>
        string.Join(lineEnd, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).Chunk(width).Select(line => new string(line)));

    private static int Find(string text, int at, char c)
    {
        var i = text.IndexOf(c, at);
        return i >= 0 ? i : throw new FormatException($"'{c}' is missing: {Around(text, at)}");
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 20)..Math.Min(text.Length, at + 40)];
}
