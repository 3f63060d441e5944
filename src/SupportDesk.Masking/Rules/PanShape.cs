namespace SupportDesk.Masking.Rules;

/// <summary>
/// Decides whether numbers in a row look like one card number in groups, and not like a column of ids, an address,
/// an amount or a moment in time that happens to pass the checks.
/// </summary>
internal static class PanShape
{
    /// <param name="groups">The groups that make up the number.</param>
    /// <param name="whole">True when no digit is joined on either side, so the number is all that stands there.</param>
    /// <param name="startsInLine">True when something else stands before the number in its line.</param>
    /// <param name="joinedBefore">True when a digit is joined before the number.</param>
    /// <param name="gluedBefore">True when the number is the end of an id of letters and digits.</param>
    public static bool IsPlausible(
        ReadOnlySpan<DigitGroups.Group> groups, bool whole, bool startsInLine, bool joinedBefore, bool gluedBefore)
    {
        if (groups.Length == 1)
            return true;
        if (IsFraction(groups))
            return false;
        var fours = IsFours(groups);
        var breaks = 0;
        foreach (var group in groups)
            breaks += group.AfterBreak ? 1 : 0;
        if (breaks > 0)
            return !gluedBefore && (fours || IsAmexOrDiners(groups) || IsWrapped(groups)) && (whole
                || (fours && breaks < groups.Length - 1)
                || (breaks == 1 && startsInLine && !joinedBefore));
        if (fours || IsAmexOrDiners(groups))
            return true;
        return whole && (IsUniform(groups) ? !IsAddress(groups) : HasOneSense(groups));
    }

    /// <summary>Groups of four, at least four of them; the last of a longer number may be smaller.</summary>
    public static bool IsFours(ReadOnlySpan<DigitGroups.Group> groups)
    {
        if (groups.Length < 4 || groups[^1].Size > 4 || groups[^1].Digits < 16)
            return false;
        foreach (var group in groups[..^1])
            if (group.Size != 4)
                return false;
        return true;
    }

    private static bool IsAmexOrDiners(ReadOnlySpan<DigitGroups.Group> groups) =>
        groups.Length == 3 && groups[0].Size == 4 && groups[1].Size == 6 && groups[2].Size is 4 or 5;

    private static bool IsUniform(ReadOnlySpan<DigitGroups.Group> groups)
    {
        foreach (var group in groups[..^1])
            if (group.Size != groups[0].Size)
                return false;
        return groups[^1].Size <= groups[0].Size + 1;
    }

    // The last number of a log line and the address or date at the start of the next one make many groups. A card number
    // that was wrapped makes its own groups once the two sides of the break are put together, or a single one.
    private static bool IsWrapped(ReadOnlySpan<DigitGroups.Group> groups)
    {
        Span<DigitGroups.Group> put = stackalloc DigitGroups.Group[groups.Length];
        var count = 0;
        foreach (var group in groups)
        {
            if (group.AfterBreak)
                put[count - 1] = group with { Size = put[count - 1].Size + group.Size };
            else
                put[count++] = group;
        }

        var own = put[..count];
        return count == 1 || IsFours(own) || IsAmexOrDiners(own) || (IsUniform(own) && groups[^1].Separator != '.');
    }

    // 401.2888888188881 is a measurement.
    private static bool IsFraction(ReadOnlySpan<DigitGroups.Group> groups) =>
        groups.Length == 2 && groups[1].Separator == '.' && groups[0].Size <= 3 && groups[1].Size > 8;

    // IPv4 written in four groups.
    private static bool IsAddress(ReadOnlySpan<DigitGroups.Group> groups) =>
        groups.Length == 4 && groups[0].Size <= 3 && groups[1].Separator == '.' && groups[2].Separator == '.' && groups[3].Separator == '.';

    // Dots among other separators are decimal points or addresses.
    private static bool HasOneSense(ReadOnlySpan<DigitGroups.Group> groups)
    {
        var dots = 0;
        foreach (var group in groups[1..])
            dots += group.Separator == '.' ? 1 : 0;
        return (dots == 0 || dots == groups.Length - 1) && !(dots > 0 && IsAddressLike(groups));
    }

    private static bool IsAddressLike(ReadOnlySpan<DigitGroups.Group> groups)
    {
        if (groups.Length != 4)
            return false;
        foreach (var group in groups)
            if (group.Size > 3)
                return false;
        return true;
    }
}
