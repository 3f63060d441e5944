namespace SupportDesk.Masking.Archives;

/// <summary>An entry of a zip, as the central directory and the local header agree on it.</summary>
internal sealed record ZipItem
{
    public const int Stored = 0;
    public const int Deflated = 8;

    public required string Path { get; init; }

    public required int Method { get; init; }

    public required uint Crc { get; init; }

    public required long Packed { get; init; }

    public required long Unpacked { get; init; }

    public required uint DosTime { get; init; }

    public required bool IsFolder { get; init; }

    /// <summary>Where its local header begins.</summary>
    public required int Start { get; init; }

    /// <summary>Where its packed bytes begin.</summary>
    public int DataStart { get; init; }

    public long End => DataStart + Packed;

    /// <summary>When it was changed last, in the local time of whoever packed it; the format's first day if it says nonsense.</summary>
    public DateTimeOffset ChangedAt
    {
        get
        {
            int date = (int)(DosTime >> 16), time = (int)(DosTime & 0xFFFF);
            int year = 1980 + (date >> 9), month = date >> 5 & 15, day = date & 31;
            int hour = time >> 11, minute = time >> 5 & 63, second = (time & 31) * 2;
            return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && hour < 24 && minute < 60 && second < 60
                ? new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero)
                : new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        }
    }
}
