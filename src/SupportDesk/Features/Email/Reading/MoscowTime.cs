namespace SupportDesk.Features.Email.Reading;

/// <summary>A date whose zone is named as old servers of the region do; RFC 5322 section 4.3 knows only American names.</summary>
internal static class MoscowTime
{
    public static DateTimeOffset Mend(DateTimeOffset date, string? written)
    {
        var zone = written?.TrimEnd();
        return date.Offset == TimeSpan.Zero && zone is not null && zone.EndsWith(" MSK", StringComparison.OrdinalIgnoreCase)
            ? new DateTimeOffset(date.DateTime, TimeSpan.FromHours(3))
            : date;
    }
}
