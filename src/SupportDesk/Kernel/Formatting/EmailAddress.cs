using System.Buffers;
using System.Globalization;
using System.Net.Mail;

namespace SupportDesk.Kernel.Formatting;

/// <summary>Whether a text is an address of e-mail.</summary>
public static class EmailAddress
{
    // RFC 5321, section 4.5.3.1.3: a path has 256 characters with its brackets.
    private const int Longest = 254;

    private static readonly SearchValues<char> NeverTyped = SearchValues.Create(",;<>\"()");

    /// <summary>One address and nothing around it, also one that only works within some network.</summary>
    public static bool IsValid(string? text) =>
        text is not null && !text.Any(IsUnseen) && MailAddress.TryCreate(text, out var address) && address.Address == text;

    // U+202E turns what is behind it around: an address would read as another one.
    private static bool IsUnseen(char c) => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    /// <summary>
    /// One that people type and the desk is to write to: no display name, no second address, no line break (T-33, T-34),
    /// and a host that has a name.
    /// </summary>
    public static bool IsReachable(string? text) => IsValid(text) && text!.Length <= Longest && !text.Any(char.IsWhiteSpace)
        && text.AsSpan().IndexOfAny(NeverTyped) < 0 && DomainName.TryNormalize(text[(text.LastIndexOf('@') + 1)..], out _) && !text.EndsWith('.');
}
