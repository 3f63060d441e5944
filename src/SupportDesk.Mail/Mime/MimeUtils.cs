using System.Security.Cryptography;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>Small helpers around message ids.</summary>
public static class MimeUtils
{
    private const int MaxIds = 500;

    /// <summary>Makes a random id for the given domain, without angle brackets.</summary>
    /// <param name="domain">Domain of the sender.</param>
    public static string GenerateMessageId(string domain)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        return $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}@{CleanId(MailboxAddress.EncodeAddrspec("x@" + domain)[2..])}";
    }

    /// <summary>Makes a random id for this machine.</summary>
    public static string GenerateMessageId() => GenerateMessageId("localhost");

    /// <summary>Lists the ids of a References or In-Reply-To field. Of more than 500 the first and the last 499 are kept.</summary>
    /// <param name="text">Value of the field.</param>
    public static IEnumerable<string> EnumerateReferences(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<string>();
        var at = 0;
        while (at < text.Length && text.IndexOf('<', at) is var start and >= 0)
        {
            var end = text.IndexOf('>', start + 1);
            if (end < 0) break;
            var id = StripSpace(text.AsSpan(start + 1, end - start - 1));
            if (id.Length > 0) ids.Add(id);
            at = end + 1;
        }
        if (ids.Count > MaxIds) ids.RemoveRange(1, ids.Count - MaxIds);
        return ids;
    }

    /// <summary>Reads one message id, with or without angle brackets.</summary>
    /// <param name="text">Value of the field.</param>
    /// <returns>The id without angle brackets, or null when there is none.</returns>
    public static string? ParseMessageId(string text)
    {
        var first = EnumerateReferences(text).FirstOrDefault();
        if (first is not null) return first;
        var bare = StripSpace(text.AsSpan().Trim(" \t<>"));
        return bare.Length == 0 ? null : bare;
    }

    /// <summary>Removes what an id cannot hold: angle brackets, white space, control characters.</summary>
    internal static string CleanId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return StripSpace(id.AsSpan().Trim().TrimStart('<').TrimEnd('>')).Replace("<", "", StringComparison.Ordinal).Replace(">", "", StringComparison.Ordinal);
    }

    private static string StripSpace(ReadOnlySpan<char> text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !HeaderText.IsControl(c)) clean.Append(c);
        }
        return clean.ToString();
    }
}
