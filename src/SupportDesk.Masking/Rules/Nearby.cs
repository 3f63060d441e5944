using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Looks for words around a position.</summary>
internal static class Nearby
{
    /// <summary>True when one of several words stands within so many bytes before or after a position.</summary>
    public static bool HasWord(ReadOnlySpan<byte> text, int at, int before, int after, WordSet words)
    {
        var end = Math.Min(text.Length, at + after);
        for (var i = Math.Max(0, at - before); i < end; i++)
            if (words.LengthAt(text, i) > 0)
                return true;
        return false;
    }
}
