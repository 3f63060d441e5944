using System.Text;

namespace SupportDesk.Email.Fuzz;

/// <summary>Changes what lies inside base64, where changes of the e-mail hardly reach.</summary>
internal static class Unwrapped
{
    private static readonly byte[] Mark = Encoding.ASCII.GetBytes("ms-tnef");

    /// <summary>An e-mail with a winmail.dat of the corpus, some of its bytes changed.</summary>
    public static byte[] Tnef(Random random, byte[][] corpus)
    {
        var emails = corpus.Where(email => email.AsSpan().IndexOf(Mark) >= 0).ToArray();
        var text = Encoding.Latin1.GetString(emails[random.Next(emails.Length)]);
        var start = text.IndexOf("\r\n\r\n", text.LastIndexOf("ms-tnef", StringComparison.Ordinal), StringComparison.Ordinal) + 4;
        var end = text.IndexOf("\r\n--", start, StringComparison.Ordinal);
        if (end < 0)
            end = text.Length;
        var file = new byte[text.Length];
        if (!Convert.TryFromBase64String(text[start..end], file, out var length) || length == 0)
            return Encoding.Latin1.GetBytes(text);
        for (var changes = random.Next(1, 6); changes > 0; changes--)
            file[random.Next(length)] = (byte)(random.Next(3) == 0 ? 0xFF : random.Next(256));
        if (random.Next(3) == 0)
            length = random.Next(1, length + 1);
        return Encoding.Latin1.GetBytes(text[..start] + Convert.ToBase64String(file, 0, length, Base64FormattingOptions.InsertLineBreaks) + text[end..]);
    }
}
