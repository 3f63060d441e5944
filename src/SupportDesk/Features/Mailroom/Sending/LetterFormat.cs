using MimeKit;

namespace SupportDesk.Features.Mailroom.Sending;

/// <summary>How a letter becomes bytes: as it travels, whatever machine this is.</summary>
internal static class LetterFormat
{
    /// <summary>A longer line of plain ASCII is encoded.</summary>
    public const int LongestLine = 200;

    public static FormatOptions Wire { get; } = Build();

    private static FormatOptions Build()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }
}
