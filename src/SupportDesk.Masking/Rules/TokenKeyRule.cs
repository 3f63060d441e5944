using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Values of fields named token, secret or API key that are long enough to be one.</summary>
internal sealed class TokenKeyRule : Rule
{
    private const int Shortest = 8;
    private static readonly WordSet Keywords = new("token", "secret", "apikey", "api_key", "api-key");
    private static readonly byte[][] Harmless =
    [
        "expir"u8.ToArray(), "type"u8.ToArray(), "count"u8.ToArray(), "limit"u8.ToArray(), "name"u8.ToArray(), "ttl"u8.ToArray(),
        "url"u8.ToArray(), "len"u8.ToArray(), "_at"u8.ToArray(), "class"u8.ToArray(),
    ];

    public override string Name => "token-key";

    public override SecretKind Kind => SecretKind.Token;

    public override IReadOnlyList<Word> Stems => Keywords.Words;

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var length = Keywords.LengthAt(text, at);
        if (length == 0)
            return Verdict.None;
        var end = Names.Tail(text, at + length);
        if (Names.Contains(text[(at + length)..end], Harmless) || !Assignment.TryRead(text, Names.Head(text, at), end, out var value))
            return Verdict.None;
        return !value.IsShorterThan(text, Shortest) && LooksRandom(value.Peek(text, 128)) ? Verdict.HideValue(value.Start, value.Closing) : Verdict.None;
    }

    private static bool LooksRandom(ReadOnlySpan<byte> value)
    {
        int digits = 0, letters = 0;
        foreach (var b in value)
        {
            if (Bytes.IsBlank(b))
                return false;
            digits += Bytes.IsDigit(b) ? 1 : 0;
            letters += Bytes.IsAsciiLetter(b) ? 1 : 0;
        }

        return letters > 0 && (digits > 0 || value.Length >= 20);
    }
}
