using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// Magnetic stripe data (ISO/IEC 7813): track 1 <c>%B4111111111111111^IVANOV/IVAN^2712…?</c>, track 2
/// <c>;4111111111111111=2712…?</c> and its chip form with <c>D</c>. All of it is hidden, sentinels included.
/// </summary>
internal sealed class TrackRule : Rule
{
    private const int ShortestTail = 7; // date and service code
    private const int LongestName = 30;
    private readonly byte[] _digits = new byte[Issuers.Longest];

    public override string Name => "track";

    public override SecretKind Kind => SecretKind.Track;

    public override bool OnDigits => true;

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (Bytes.IsDigitAt(text, end) && end - at <= Issuers.Longest)
            end++;
        if (end - at is < Issuers.Shortest or > Issuers.Longest)
            return Verdict.None;
        var separator = SeparatorAt(text, end, out var after);
        var stop = separator switch
        {
            '^' => SkipName(text, after) is var date and > 0 ? SkipDigits(text, date) : 0,
            '=' or 'D' => SkipDigits(text, after),
            _ => 0,
        };
        if (stop == 0)
            return Verdict.None;
        var start = StartOf(text, at);
        var isClosed = Bytes.At(text, stop) == '?';
        for (var i = at; i < end; i++)
            _digits[i - at] = (byte)(text[i] - '0');
        var digits = _digits.AsSpan(0, end - at);
        if (!(start < at && isClosed) && !(Issuers.Accept(digits) && Luhn.IsValid(digits)))
            return Verdict.None;
        return Verdict.Hide(start, isClosed ? stop + 1 : stop);
    }

    private static char SeparatorAt(ReadOnlySpan<byte> text, int at, out int after)
    {
        after = at + 1;
        switch (Bytes.At(text, at))
        {
            case (byte)'=':
                return '=';
            case (byte)'^':
                return '^';
            case (byte)'D' or (byte)'d':
                return 'D';
            case (byte)'%' when Bytes.StartsWith(text, at, "%3d"u8):
                after = at + 3;
                return '=';
            case (byte)'%' when Bytes.StartsWith(text, at, "%5e"u8):
                after = at + 3;
                return '^';
            case (byte)'\\' when Bytes.StartsWith(text, at, "\\u003d"u8):
                after = at + 6;
                return '=';
            default:
                return '\0';
        }
    }

    // IVANOV/IVAN^, blank or not; the position after the second separator, or 0
    private static int SkipName(ReadOnlySpan<byte> text, int at)
    {
        for (var i = at; i < at + LongestName && i < text.Length && !Bytes.IsLineEnd(text[i]); i++)
            if (SeparatorAt(text, i, out var after) == '^')
                return after;
        return 0;
    }

    private static int SkipDigits(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        while (Bytes.IsDigitAt(text, i))
            i++;
        if (i - at < ShortestTail)
            return 0;
        return Bytes.At(text, i) is (byte)'F' or (byte)'f' && !Bytes.IsAsciiLetter(Bytes.At(text, i + 1)) ? i + 1 : i;
    }

    private static int StartOf(ReadOnlySpan<byte> text, int at)
    {
        if (at >= 1 && text[at - 1] == ';')
            return at - 1;
        if (at >= 2 && text[at - 1] is (byte)'B' or (byte)'b' && text[at - 2] == '%')
            return at - 2;
        if (Bytes.StartsWith(text, at - 3, "%3b"u8))
            return at - 3;
        return Bytes.StartsWith(text, at - 4, "%25b"u8) ? at - 4 : at;
    }
}
