using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>Looks for what is wrong with the transfer encoding of a part; decoders pass over it without a word.</summary>
internal static class TransferFaults
{
    public static bool IsEncoded(string? encoding) =>
        encoding?.Trim(' ', '"', '\'').ToUpperInvariant() is "BASE64" or "QUOTED-PRINTABLE" or "X-UUENCODE" or "UUENCODE" or "X-UUE";

    public static void Find(MimePart part, ISet<EmailProblem> problems)
    {
        var named = part.Headers[HeaderId.ContentTransferEncoding];
        var encoding = PartBytes.EncodingOf(part);
        if (!string.IsNullOrWhiteSpace(named) && encoding == ContentEncoding.Default)
            problems.Add(EmailProblem.EncodingUnknown);
        if (encoding == ContentEncoding.Base64)
        {
            Base64Text.Look(PartBytes.Raw(part), out var hasJunk, out var isCut);
            if (hasJunk)
                problems.Add(EmailProblem.Base64Junk);
            if (isCut)
                problems.Add(EmailProblem.Base64Cut);
        }
        else if (encoding == ContentEncoding.QuotedPrintable)
            LookAtQuotedPrintable(PartBytes.Raw(part), problems);
    }

    private static void LookAtQuotedPrintable(ReadOnlySpan<byte> text, ISet<EmailProblem> problems)
    {
        while (text.IndexOf((byte)'=') is var at and >= 0)
        {
            text = text[(at + 1)..];
            if (text.Length >= 2 && char.IsAsciiHexDigit((char)text[0]) && char.IsAsciiHexDigit((char)text[1]))
                continue;
            var rest = text.TrimStart(" \t\r"u8);
            if (rest.IsEmpty || rest[0] == '\n')
                continue;
            problems.Add(EmailProblem.QuotedPrintableBroken);
            return;
        }
    }
}
