using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// Values of fields named token, secret, session or key, and behind the Russian words for them, that are long and
/// disorderly enough to be one.
/// </summary>
internal sealed class TokenKeyRule : Rule
{
    private const int LongestSeen = 128;
    private static readonly WordSet Keywords = new(
        "token", "secret", "apikey", "api_key", "api-key", "api key", "access_key", "access-key", "accesskey", "private_key", "privatekey", "signing_key", "encryption_key",
        "auth_key", "authkey", "app_key", "phpsessid", "jsessionid", "sessionid", "session_id", "session-id", "bearer_", "ключ", "токен", "секрет");

    // Words that lead from a Russian word to its value: «ключ доступа: …», «секретный ключ магазина = …»
    private static readonly WordSet Between = new("доступа", "магазина", "ключ", "бота", "апи", "api", "сессии");

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
        if (length == 0 || (text[at] >= 0x80 && Names.EndsRussianLetter(text, at)))
            return Verdict.None;
        int start = Names.Head(text, at), end = Names.Tail(text, at + length);
        if (text[at] >= 0x80)
            end = SkipWords(text, Names.SkipRussianLetters(text, at + length, 8));
        if (Names.Contains(text[(at + length)..end], Harmless) || !Assignment.TryRead(text, start, end, out var value))
            return Verdict.None;
        return Randomness.IsKey(value.Peek(text, LongestSeen)) ? Verdict.HideValue(value.Start, value.Closing) : Verdict.None;
    }

    private static int SkipWords(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (Bytes.At(text, end) == ' ' && Between.LengthAt(text, end + 1) is var length and > 0 && !Gap.IsLetter(text, end + 1 + length))
            end += 1 + length;
        return end;
    }
}
