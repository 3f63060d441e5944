using System.Globalization;

namespace SupportDesk.Ui;

/// <summary>
/// What <c>wwwroot/typed.js</c> has to know of a field whose text it keeps until the server has it: set on the field as
/// attributes.
/// </summary>
internal static class TypedCopy
{
    /// <param name="name">The field's name, unlike that of any other field of the desk.</param>
    /// <param name="stored">The text that the server has.</param>
    /// <param name="at">When it got it; null while it has none.</param>
    public static Dictionary<string, object> Of(string name, string stored, DateTimeOffset? at) => new()
    {
        ["data-keep"] = name,
        ["data-stored"] = Sum(stored),
        ["data-stored-at"] = (at?.ToUnixTimeMilliseconds() ?? 0).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>FNV-1a over UTF-16 units without carriage returns, as the browser counts it.</summary>
    internal static string Sum(string text)
    {
        var hash = 0x811c9dc5u;
        foreach (var unit in text)
        {
            if (unit != '\r')
                hash = unchecked((hash ^ unit) * 0x01000193);
        }

        return hash.ToString("x", CultureInfo.InvariantCulture);
    }
}
