using System.Buffers;
using MimeKit;

namespace SupportDesk.Features.Mailroom.Reading;

/// <summary>Looks for what is wrong with the transfer encoding of a part; decoders pass over it without a word.</summary>
internal static class TransferFaults
{
    private static readonly SearchValues<byte> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    public static bool IsEncoded(string? encoding) => encoding?.Trim(' ', '"', '\'').ToUpperInvariant() is "BASE64" or "QUOTED-PRINTABLE" or "X-UUENCODE" or "UUENCODE" or "X-UUE";

    public static void Find(MimePart part, ISet<EmailProblem> problems)
    {
        var named = part.Headers[HeaderId.ContentTransferEncoding];
        var encoding = PartBytes.EncodingOf(part);
        if (!string.IsNullOrWhiteSpace(named) && encoding == ContentEncoding.Default)
            problems.Add(EmailProblem.EncodingUnknown);
        if (encoding == ContentEncoding.Base64)
            LookAtBase64(PartBytes.Raw(part), problems);
        else if (encoding == ContentEncoding.QuotedPrintable)
            LookAtQuotedPrintable(PartBytes.Raw(part), problems);
    }

    private static void LookAtBase64(ReadOnlySpan<byte> text, ISet<EmailProblem> problems)
    {
        long letters = 0;
        while (!text.IsEmpty)
        {
            var run = text.IndexOfAnyExcept(Base64);
            letters += run < 0 ? text.Length : run;
            if (run < 0)
                break;
            var other = text[run];
            if (other == '=')
            {
                // Padding ends a group; what follows begins a new one.
                if (letters % 4 == 1)
                    problems.Add(EmailProblem.Base64Cut);
                letters = 0;
            }
            else if (other is not ((byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t'))
                problems.Add(EmailProblem.Base64Junk);
            text = text[(run + 1)..];
        }

        if (letters % 4 == 1)
            problems.Add(EmailProblem.Base64Cut);
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
