
namespace SupportDesk.Features.Outbox;

/// <summary>The References of an e-mail: root, the last ones before it, and its own id, within what mail servers bear.</summary>
internal static class ThreadHeaders
{
    public const int MaxIds = 10;
    public const int MaxLength = 1500;

    /// <param name="thread">Ids of the conversation, oldest first, without angle brackets.</param>
    /// <param name="own">
    /// The id of the e-mail itself. It stands last because some senders rewrite Message-ID and leave References alone.
    /// </param>
    public static string References(IReadOnlyList<string> thread, string own)
    {
        var usable = thread.Where(id => id != own && id.Length > 0 && !id.Any(c => c <= ' ')).Distinct().ToList();
        var chosen = new List<string> { own };
        var length = own.Length + 2;
        if (usable.Count > 0 && Fits(usable[0], ref length))
            chosen.Insert(0, usable[0]);
        var place = chosen.Count - 1;
        foreach (var id in usable.Skip(1).Reverse())
        {
            if (chosen.Count == MaxIds || !Fits(id, ref length))
                break;
            chosen.Insert(place, id);
        }

        return string.Join(' ', chosen);
    }

    // In the header each id gains two brackets and a blank.
    private static bool Fits(string id, ref int length)
    {
        if (length + id.Length + 3 > MaxLength)
            return false;
        length += id.Length + 3;
        return true;
    }
}
