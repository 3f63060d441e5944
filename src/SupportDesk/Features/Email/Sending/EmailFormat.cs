using MimeKit;

namespace SupportDesk.Features.Email.Sending;

/// <summary>How an e-mail becomes bytes: as it travels, whatever machine this is.</summary>
internal static class EmailFormat
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
