using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Tokens that tell by their first letters who has issued them, wherever they stand.</summary>
internal sealed class TokenPrefixRule : Rule
{
    private const int Shortest = 16;
    private const string Bot = "/bot"; // Telegram: /bot<number>:<key>/method
    private const string BotKey = ":AA"; // and <number>:AA<33 more> anywhere
    private const int ShortestBotNumber = 8;
    private const int ShortestBotKey = 33;
    private static readonly string[] Prefixes =
    [
        "xoxb-", "xoxp-", "xoxa-", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "sk_live_", "sk_test_", "rk_live_", "whsec_", "AKIA", "ASIA", "AIza",
        "y0_A", "t1.9eu", "npm_", "pypi-", "sk-ant-", "sk-proj-", "hf_", "shpat_", "dop_v1_", Bot, BotKey,
    ];

    private static readonly WordSet Words = new(Prefixes);

    public override string Name => "token-prefix";

    public override SecretKind Kind => SecretKind.Token;

    public override IReadOnlyList<Word> Stems => Words.Words;

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var length = Words.LengthAt(text, at);
        if (length > 0 && text[at] == ':')
            return ExamineBotKey(text, at);
        if (length == 0 || (at > 0 && text[at] != '/' && Bytes.IsIdentifier(text[at - 1]) && !Escapes.EndsAt(text, at)) || !IsExact(text.Slice(at, length)))
            return Verdict.None;
        if (text[at] == '/')
            return ExamineBot(text, at + length);
        int end = at, digits = 0;
        while (end < text.Length && (Bytes.IsIdentifier(text[end]) || (text[end] == '.' && Bytes.IsWord(Bytes.At(text, end + 1)))))
            digits += Bytes.IsDigit(text[end++]) ? 1 : 0;
        return end - at >= Shortest && digits > 0 ? Verdict.HideValue(at, new Terminator(TerminatorMode.Bare)) : Verdict.None;
    }

    private static Verdict ExamineBot(ReadOnlySpan<byte> text, int at)
    {
        var colon = at;
        while (Bytes.IsDigitAt(text, colon))
            colon++;
        var end = Bytes.At(text, colon) == ':' ? Names.Tail(text, colon + 1) : colon;
        return colon > at && end - colon > Shortest ? Verdict.Hide(at, end) : Verdict.None;
    }

    private static Verdict ExamineBotKey(ReadOnlySpan<byte> text, int at)
    {
        var start = at;
        while (start > 0 && Bytes.IsDigit(text[start - 1]))
            start--;
        var end = Names.Tail(text, at + 1);
        return at - start >= ShortestBotNumber && end - at > ShortestBotKey && text[at + 1] == 'A' && text[at + 2] == 'A'
            ? Verdict.Hide(start, end)
            : Verdict.None;
    }

    private static bool IsExact(ReadOnlySpan<byte> seen)
    {
        foreach (var prefix in Prefixes)
            if (prefix.Length == seen.Length && System.Text.Ascii.Equals(seen, prefix))
                return true;
        return false;
    }
}
