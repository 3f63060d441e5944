using System.Text;

namespace SupportDesk.Mail;

/// <summary>What to look for in a folder, RFC 3501 section 6.4.4.</summary>
public sealed class SearchQuery
{
    private SearchQuery(string text) => Text = text;

    /// <summary>Every letter.</summary>
    public static readonly SearchQuery All = new("ALL");

    /// <summary>Letters that were read.</summary>
    public static readonly SearchQuery Seen = new("SEEN");

    /// <summary>Letters that were not read.</summary>
    public static readonly SearchQuery NotSeen = new("UNSEEN");

    /// <summary>Letters that do not wait to be removed.</summary>
    public static readonly SearchQuery NotDeleted = new("UNDELETED");

    /// <summary>Letters that are not marked as important.</summary>
    public static readonly SearchQuery NotFlagged = new("UNFLAGGED");

    internal string Text { get; }

    /// <summary>Letters with these numbers.</summary>
    /// <param name="uids">The numbers.</param>
    public static SearchQuery Uids(IList<UniqueId> uids)
    {
        ArgumentNullException.ThrowIfNull(uids);
        // An empty set has no form in the protocol; no letter is both.
        return uids.Count == 0 ? new SearchQuery("SEEN UNSEEN") : new SearchQuery("UID " + string.Join(',', UidSets.Format(uids)));
    }

    /// <summary>Letters whose header field holds a text.</summary>
    /// <param name="field">Name of the field.</param>
    /// <param name="text">ASCII text.</param>
    /// <exception cref="ArgumentException">The text is not printable ASCII.</exception>
    public static SearchQuery HeaderContains(string field, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Header.IsFieldName(field)) throw new ArgumentException("A header field name is printable ASCII without a colon.", nameof(field));
        if (!Ascii.IsValid(text) || text.Any(HeaderText.IsControl)) throw new ArgumentException("The text of a search is printable ASCII.", nameof(text));
        return new SearchQuery($"HEADER {InternetAddress.Quote(field)} {InternetAddress.Quote(text)}");
    }

    /// <summary>Letters that fit both.</summary>
    /// <param name="expr">The other query.</param>
    public SearchQuery And(SearchQuery expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        return new SearchQuery($"{Text} {expr.Text}");
    }
}
