using System.Text.RegularExpressions;

namespace SupportDesk.Ui;

/// <summary>Finds in a masked text what the masker put there.</summary>
internal static partial class MaskMarkers
{
    /// <summary>The pieces of the text in order. A card number is shortened to its last four digits.</summary>
    public static IEnumerable<(string Text, bool IsMark)> Split(string text, string word)
    {
        var from = 0;
        foreach (Match mark in Mark().Matches(text))
        {
            if (mark.Index > from)
                yield return (text[from..mark.Index], false);
            yield return (mark.Groups["last4"] is { Success: true } last4 ? "··" + last4.Value : word, true);
            from = mark.Index + mark.Length;
        }

        if (from < text.Length)
            yield return (text[from..], false);
    }

    [GeneratedRegex(@"\[masked:[a-z]{2,20}\]|\*(?:[\s.-]?\*){5,16}[\s.-]?(?:\*[\s.-]?)*(?<last4>[0-9]{4})(?![0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();
}
