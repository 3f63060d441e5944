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
        "token",
        "secret",
        "apikey",
        "api_key",
        "api-key",
        "api key",
        "access_key",
        "access-key",
        "accesskey",
        "private_key",
        "privatekey",
        "signing_key",
        "encryption_key",
        "auth_key",
        "authkey",
        "app_key",
        "phpsessid",
        "jsessionid",
        "sessionid",
        "session_id",
        "session-id",
        "bearer_",
        "ключ",
        "токен",
        "секрет"
    );

    // Words that lead from a Russian word to its value: «ключ доступа: …», «секретный ключ магазина = …»
    private static readonly WordSet Between = new("доступа", "магазина", "ключ", "бота", "апи", "api", "сессии");

    // Names that say by themselves that the value opens something, whatever it looks like.
    private static readonly WordSet Plain = new(
        "refresh_token",
        "refreshtoken",
        "refresh-token",
        "access_token",
        "accesstoken",
        "access-token",
        "auth_token",
        "authtoken",
        "api_key",
        "apikey",
        "api-key",
        "client_secret",
        "clientsecret",
        "client-secret"
    );

    private const int ShortestOfPlain = 8;

    private static readonly WordSet Harmless = new(
        "expir", "type", "count", "limit", "name", "ttl",
        "url", "len", "_at", "class", "_id", "-id");

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
        if (Harmless.IsIn(text[(at + length)..end]) || !Assignment.TryRead(text, start, end, out var value))
            return Verdict.None;
        if (Placeholder.IsPartlyMasked(text, value))
            return Verdict.None;
        var isQuotedSecret = value.Terminator.Mode != TerminatorMode.Bare && Bytes.StartsWith(text, at, "secret"u8) && end == at + length;
        return
            Placeholder.IsMasked(text, value.Start)
            || (Plain.IsIn(text[start..end]) && IsOneWord(text, value))
            || Randomness.IsKey(value.Peek(text, LongestSeen), isQuotedSecret)
            ? Verdict.HideValue(value.Start, value.Terminator)
            : Verdict.None;
    }

    private static bool IsOneWord(ReadOnlySpan<byte> text, in Assignment.Value value)
    {
        var seen = value.Peek(text, LongestSeen);
        return seen.Length >= ShortestOfPlain
            && !seen.Contains((byte)' ')
            && seen.IndexOf("://"u8) < 0
            && seen.IndexOfAnyInRange((byte)0x80, (byte)0xFF) < 0
            && !Placeholder.StandsAt(text, value);
    }

    private static int SkipWords(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (Bytes.At(text, end) == ' ' && Between.LengthAt(text, end + 1) is var length and > 0 && !Gap.IsLetter(text, end + 1 + length))
            end += 1 + length;
        return end;
    }
}
