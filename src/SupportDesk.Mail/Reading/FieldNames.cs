using System.Collections.Frozen;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>The names of fields that most letters have: their strings are made once.</summary>
internal static class FieldNames
{
    private const int Longest = 32;

    private static readonly string[] Usual =
    [
        "Return-Path", "Received", "Delivered-To", "X-Original-To", "Date", "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject",
        "Message-ID", "Message-Id", "In-Reply-To", "References", "MIME-Version", "Mime-Version", "Content-Type", "Content-Transfer-Encoding",
        "Content-Disposition", "Content-ID", "Content-Id", "Content-Description", "Content-Language", "Auto-Submitted", "Precedence",
        "List-Id", "List-Unsubscribe", "List-Post", "DKIM-Signature", "Authentication-Results", "Received-SPF", "ARC-Seal",
        "ARC-Message-Signature", "ARC-Authentication-Results", "User-Agent", "X-Mailer", "X-Priority", "Importance", "Organization",
        "Feedback-ID", "Thread-Topic", "Thread-Index", "Final-Recipient", "Original-Recipient", "Action", "Status", "Diagnostic-Code",
        "Remote-MTA", "Reporting-MTA", "Arrival-Date", "Last-Attempt-Date",
    ];

    private static readonly FrozenSet<string> Exact = Usual.ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByText = Exact.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByWord =
        Usual.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Gets the string of a name in printable ASCII.</summary>
    internal static string Get(ReadOnlySpan<byte> name)
    {
        if (name.Length > Longest) return Encoding.ASCII.GetString(name);
        Span<char> text = stackalloc char[Longest];
        text = text[..Encoding.ASCII.GetChars(name, text)];
        return ByText.TryGetValue(text, out var known) ? known : new string(text);
    }

    /// <summary>Says whether everybody knows the name of a field.</summary>
    internal static bool IsKnown(ReadOnlySpan<byte> name)
    {
        if (name.Length > Longest) return false;
        Span<char> text = stackalloc char[Longest];
        return ByWord.Contains(text[..Encoding.ASCII.GetChars(name, text)]);
    }
}
