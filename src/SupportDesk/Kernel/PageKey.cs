using System.Globalization;

namespace SupportDesk.Kernel;

/// <summary>A place in a list that is sorted by time: the row from which a page goes on, either way.</summary>
public readonly record struct PageKey(DateTimeOffset At, Guid Id)
{
    /// <returns>Null for what is no key: the list begins at its top.</returns>
    public static PageKey? Of(string? text)
    {
        if (
            text?.Split('-') is not [var ticks, var id]
            || !long.TryParse(ticks, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at)
            || at < DateTimeOffset.MinValue.Ticks
            || at > DateTimeOffset.MaxValue.Ticks
            || !Guid.TryParseExact(id, "N", out var row)
        )
            return null;
        return new PageKey(new DateTimeOffset(at, TimeSpan.Zero), row);
    }

    /// <summary>As it stands in an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks:x}-{Id:N}");
}

/// <summary>A page of a list, in the order in which it is shown.</summary>
/// <param name="HasPrevious">There is something before its first row.</param>
/// <param name="HasNext">There is something behind its last row.</param>
public sealed record KeyedPage<T>(IReadOnlyList<T> Rows, bool HasPrevious, bool HasNext);

/// <summary>Makes pages of lists.</summary>
public static class KeyedPages
{
    public static KeyedPage<T> Empty<T>() => new([], false, false);

    /// <summary>Makes a page of rows of which one more than fits was asked for.</summary>
    /// <param name="isBackward">They were read from the key upwards, nearest first.</param>
    /// <param name="isFirst">No key was given: nothing stands before them.</param>
    public static KeyedPage<T> Of<T>(IReadOnlyList<T> read, int size, bool isBackward, bool isFirst)
    {
        var hasMore = read.Count > size;
        var rows = read.Take(size).ToList();
        if (!isBackward)
            return new KeyedPage<T>(rows, !isFirst, hasMore);
        rows.Reverse();
        return new KeyedPage<T>(rows, hasMore, true);
    }
}
