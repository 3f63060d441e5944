using System.Text;

namespace SupportDesk.Mail;

/// <summary>Writes fields of message ids, one id per line where they do not fit.</summary>
internal static class IdFields
{
    // A line may hold 998 characters (RFC 5322 section 2.1.1), and an id cannot be folded.
    private const int MaxId = 900;

    internal static Header Encode(string field, IEnumerable<string> ids)
    {
        // An id that cannot be sent as it is (international, endless) would not be recognised in another form either.
        var sendable = ids.Where(id => Ascii.IsValid(id) && id.Length is > 0 and <= MaxId).Select(id => $"<{id}>");
        return Header.FromEncoded(field, HeaderText.Fold(field, string.Join(' ', sendable)));
    }
}
