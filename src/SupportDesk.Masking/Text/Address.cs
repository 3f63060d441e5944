namespace SupportDesk.Masking.Text;

/// <summary>Knows IPv4 addresses, the most frequent numbers of logs, so that nobody has to look at them as card numbers.</summary>
internal static class Address
{
    /// <summary>True when an address stands at a position and no further digits are joined to it.</summary>
    public static bool StandsAt(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        for (var part = 0; part < 4; part++)
        {
            if (part > 0 && Bytes.At(text, i++) != '.')
                return false;
            var start = i;
            while (Bytes.IsDigitAt(text, i) && i - start < 4)
                i++;
            if (i == start || i - start > 3)
                return false;
        }

        return !Bytes.IsDigitOrStar(Bytes.At(text, i + Separator.LengthAt(text, i)));
    }

    /// <summary>True when a number of at most three digits ends a line and an address begins the next one.</summary>
    public static bool FollowsLineEnd(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        while (Bytes.IsDigitAt(text, i) && i - at < 4)
            i++;
        return i - at < 4 && Bytes.At(text, i) == '\n' && StandsAt(text, i + 1);
    }
}
