using System.Buffers;

namespace SupportDesk.Features.Email.Reading;

/// <summary>Base64 as it was sent: four letters stand for three bytes, RFC 2045 section 6.8.</summary>
internal static class Base64Text
{
    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    /// <summary>How many e-mails the last group has; 0 when it is whole.</summary>
    public static int Unfinished(ReadOnlySpan<byte> text) => Look(text, out _, out _);

    /// <param name="hasJunk">There are characters that belong neither to the alphabet nor to white space.</param>
    /// <param name="isCut">A group ends in the middle of a byte.</param>
    public static int Look(ReadOnlySpan<byte> text, out bool hasJunk, out bool isCut)
    {
        (hasJunk, isCut) = (false, false);
        var letters = 0;
        while (!text.IsEmpty)
        {
            var run = text.IndexOfAnyExcept(Letters);
            letters = (letters + (run < 0 ? text.Length : run)) & 3;
            if (run < 0)
                break;
            var other = text[run];
            if (other == '=')
            {
                // Padding ends a group; what follows begins a new one.
                isCut |= letters == 1;
                letters = 0;
            }
            else if (other is not ((byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t'))
                hasJunk = true;
            text = text[(run + 1)..];
        }

        isCut |= letters == 1;
        return letters;
    }
}
