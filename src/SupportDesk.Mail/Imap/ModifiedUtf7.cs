using System.Buffers.Text;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>The encoding of folder names, RFC 3501 section 5.1.3.</summary>
internal static class ModifiedUtf7
{
    internal static string Encode(string name)
    {
        var result = new StringBuilder(name.Length);
        var i = 0;
        while (i < name.Length)
        {
            if (name[i] is >= ' ' and <= '~')
            {
                result.Append(name[i]);
                if (name[i] == '&') result.Append('-');
                i++;
                continue;
            }
            var start = i;
            while (i < name.Length && name[i] is < ' ' or > '~') i++;
            var base64 = Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(name[start..i])).TrimEnd('=').Replace('/', ',');
            result.Append('&').Append(base64).Append('-');
        }
        return result.ToString();
    }

    /// <summary>Decodes a name; what is not valid stays as it is.</summary>
    internal static string Decode(string name)
    {
        var result = new StringBuilder(name.Length);
        var i = 0;
        while (i < name.Length)
        {
            var end = name[i] == '&' ? name.IndexOf('-', i + 1) : -1;
            if (end < 0) result.Append(name[i++]);
            else
            {
                result.Append(end == i + 1 ? "&" : DecodeRun(name.AsSpan(i, end + 1 - i)));
                i = end + 1;
            }
        }
        return result.ToString();
    }

    private static string DecodeRun(ReadOnlySpan<char> run)
    {
        var base64 = run[1..^1].ToString().Replace(',', '/');
        base64 = base64.PadRight((base64.Length + 3) / 4 * 4, '=');
        if (!Base64.IsValid(base64)) return run.ToString();
        var bytes = Convert.FromBase64String(base64);
        return Encoding.BigEndianUnicode.GetString(bytes, 0, bytes.Length & ~1);
    }
}
