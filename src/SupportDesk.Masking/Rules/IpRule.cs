using System.Net;
using System.Net.Sockets;
using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>IPv4 addresses of four numbers, and IPv6 addresses (RFC 4291, section 2.2).</summary>
internal sealed class IpRule : Rule
{
    private const int LongestV6 = 45;
    private const string Digits = "0123456789";
    private const string HexOrColon = "0123456789abcdefABCDEF:";

    public override string Name => "ip";

    public override SecretKind Kind => SecretKind.Ip;

    public override IReadOnlyList<TriggerPattern> TriggerPatterns { get; } =
    [
        TriggerPattern.Of(Digits, ".", Digits),
        TriggerPattern.Of(Digits, Digits, ".", Digits),
        TriggerPattern.Of(Digits, Digits, Digits, "."),
        TriggerPattern.Of(":", HexOrColon),
    ];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at) => text[at] == ':' ? ExamineV6(text, at) : ExamineV4(text, at);

    private static Verdict ExamineV4(ReadOnlySpan<byte> text, int at)
    {
        if (at > 0 && ((Bytes.IsWord(text[at - 1]) && !Escapes.EndsAt(text, at)) || text[at - 1] is (byte)'.' or (byte)'-'))
            return Verdict.None;
        var i = at;
        for (var part = 0; part < 4; part++)
        {
            if (part > 0 && Bytes.At(text, i++) != '.')
                return Verdict.None;
            int start = i, number = 0;
            while (Bytes.IsDigitAt(text, i) && i - start < 4)
                number = 10 * number + (text[i++] - '0');
            if (i == start || number > byte.MaxValue || (i - start > 1 && text[start] == '0'))
                return Verdict.None;
        }

        var next = Bytes.At(text, i);
        return Bytes.IsWord(next) || (next is (byte)'.' or (byte)'-' && Bytes.IsWord(Bytes.At(text, i + 1))) ? Verdict.None : Verdict.Hide(at, i);
    }

    private static Verdict ExamineV6(ReadOnlySpan<byte> text, int at)
    {
        int start = at, end = at, colons = 0, digits = 0;
        while (start > 0 && at - start < LongestV6 && IsPart(text[start - 1]))
            start--;
        while (end < text.Length && end - start <= LongestV6 && IsPart(text[end]))
            end++;
        while (end > at && text[end - 1] is (byte)'.' or (byte)':' && !(text[end - 1] == ':' && text[end - 2] == ':'))
            end--;
        foreach (var b in text[start..end])
        {
            colons += b == ':' ? 1 : 0;
            digits += Bytes.IsDigit(b) ? 1 : 0;
        }

        if (colons < 2 || digits == 0 || end - start > LongestV6 || (colons < 6 && text[start..end].IndexOf("::"u8) < 0))
            return Verdict.None;
        // Behind it something may be hidden that was a part of a longer row.
        if ((start > 0 && Bytes.IsWord(text[start - 1])) || Bytes.IsWord(Bytes.At(text, end)) || Bytes.StartsWith(text, end, "***"u8))
            return Verdict.None;
        Span<char> spelled = stackalloc char[LongestV6];
        for (var i = start; i < end; i++)
            spelled[i - start] = (char)text[i];
        return IPAddress.TryParse(spelled[..(end - start)], out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? Verdict.Hide(start, end)
            : Verdict.None;
    }

    private static bool IsPart(byte b) => Bytes.IsHex(b) || b is (byte)':' or (byte)'.';
}
