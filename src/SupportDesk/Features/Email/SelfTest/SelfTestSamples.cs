using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace SupportDesk.Features.Email.SelfTest;

/// <summary>The e-mails of a self-test: the same Russian sentence in the ways in which mail programs write it.</summary>
internal static partial class SelfTestSamples
{
    /// <summary>Every letter of the alphabet that charsets are known to lose.</summary>
    public const string Sentence = "Съешь ещё этих мягких французских булок, да выпей чаю";

    // An encoded word has at most 75 letters (RFC 2047, section 2).
    private const string Shortened = "Съешь ещё этих булок";

    private const string Mark = "supportdesk-selftest";

    /// <param name="Charset">The name that is declared.</param>
    /// <param name="Declared">Says so in its Content-Type; without it the reader has to find out.</param>
    public sealed record Sample(string Key, string Charset, bool Declared = true);

    public static IReadOnlyList<Sample> All { get; } =
    [
        new("utf-8", "utf-8"), new("windows-1251", "windows-1251"), new("koi8-r", "koi8-r"), new("iso-8859-5", "iso-8859-5"), new("cp866", "ibm866"),
        new("undeclared", "windows-1251", Declared: false),
    ];

    /// <summary>Byte for byte as such a program would write it: an e-mail made here would be UTF-8 throughout.</summary>
    public static Task<MimeMessage> WriteAsync(Sample sample, string code, string from, string to, DateTimeOffset now, CancellationToken ct)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(sample.Charset);
        var body = Convert.ToBase64String(encoding.GetBytes($"{Sentence}\r\n\r\n{Mark}:{code}:{sample.Key}\r\n"), Base64FormattingOptions.InsertLineBreaks);
        var email = $"""
            From: <{from}>
            To: <{to}>
            Date: {now.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)}
            Message-ID: <selftest.{code}.{sample.Key}@{from[(from.LastIndexOf('@') + 1)..]}>
            Subject: =?{sample.Charset}?B?{Convert.ToBase64String(encoding.GetBytes(Shortened))}?=
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            Content-Type: text/plain{(sample.Declared ? $"; charset={sample.Charset}" : "")}
            Content-Transfer-Encoding: base64

            {body}

            """.ReplaceLineEndings("\r\n");
        return MimeMessage.LoadAsync(new MemoryStream(Encoding.ASCII.GetBytes(email)), ct);
    }

    /// <summary>Which e-mail of which test a text is from; its mark is ASCII and survives any charset.</summary>
    public static (string Code, string Key)? Find(string text) =>
        Marked().Match(text) is { Success: true } found ? (found.Groups["code"].Value, found.Groups["key"].Value) : null;

    public static bool IsIntact(string subject, string text) => subject.Trim() == Shortened && text.TrimStart().StartsWith(Sentence, StringComparison.Ordinal);

    [GeneratedRegex(Mark + ":(?<code>[a-z0-9]{16,40}):(?<key>[a-z0-9-]{2,20})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Marked();
}
