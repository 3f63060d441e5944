namespace SupportDesk.Features.Outbox;

/// <summary>
/// Outlook and Exchange put e-mails into one thread by Thread-Index and not by References (MS-OXOMSG, 2.2.1.3): 22 bytes of the
/// first e-mail, five more for each answer. An answer carries on what it got.
/// </summary>
public static class ThreadIndex
{
    private const int Head = 22;
    private const int Child = 5;
    private const int MostChildren = 60;

    /// <returns>The same in plain Base64; null for what is none, or too long to be carried on.</returns>
    public static string? Read(string? header)
    {
        var text = string.Concat((header ?? "").Where(c => !char.IsWhiteSpace(c)));
        if (text.Length is 0 or > (Head + Child * MostChildren) * 2)
            return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            && length >= Head
            && (length - Head) % Child == 0
            && length <= Head + Child * MostChildren
            ? Convert.ToBase64String(bytes, 0, length)
            : null;
    }

    /// <summary>That of an answer: the time since the first e-mail, and four bits of chance.</summary>
    public static string Answer(string index, DateTimeOffset at)
    {
        var bytes = Convert.FromBase64String(index);
        // Bytes 1 to 5 are the high bytes of a FILETIME; what is finer is not written down.
        long begun = 0;
        for (var i = 0; i < 6; i++)
            begun = begun << 8 | bytes[i];
        var passed = Math.Max(0, at.UtcDateTime.ToFileTimeUtc() - (begun << 16));
        // More than 1.7 years are counted in larger steps, which the first bit says.
        var isLong = passed >> 49 != 0;
        var steps = (uint)(passed >> (isLong ? 23 : 18)) & 0x7FFF_FFFF | (isLong ? 0x8000_0000 : 0);
        byte[] child = [(byte)(steps >> 24), (byte)(steps >> 16), (byte)(steps >> 8), (byte)steps, (byte)(Random.Shared.Next(16) << 4)];
        return Convert.ToBase64String([.. bytes, .. child]);
    }
}
