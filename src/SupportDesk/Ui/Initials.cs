namespace SupportDesk.Ui;

/// <summary>Two letters that stand for a person, out of a name or an address.</summary>
internal static class Initials
{
    public static string Of(string? name) => string.Concat((name ?? "")
        .Split([' ', '.', '@', '«', '»', ','], StringSplitOptions.RemoveEmptyEntries)
        .Where(part => char.IsLetter(part[0])).Take(2).Select(part => char.ToUpperInvariant(part[0])));
}
