using System.Text;

namespace SupportDesk.Fuzzing;

/// <summary>Something that must hold for every input.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Run">Looks at an input; the seed chooses cuts and settings. Says what is wrong, or null.</param>
internal sealed record Check(string Name, Func<byte[], int, string?> Run)
{
    /// <summary>An exception is a complaint too.</summary>
    public static Func<byte[], int, string?> Guarded(Func<byte[], int, string?> check) => (input, seed) =>
    {
        try
        {
            return check(input, seed);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return error.ToString();
        }
    };

    public static string Escape(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var c in Encoding.UTF8.GetString(bytes))
            text.Append(c switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\\' => "\\\\",
                < ' ' or '\u007f' or '\ufffd' or '\u00a0' or '\u2009' or '\ufeff' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        return text.Length > 2000 ? text.ToString(0, 2000) + "…" : text.ToString();
    }
}
