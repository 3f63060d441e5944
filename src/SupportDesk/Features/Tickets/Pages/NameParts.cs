namespace SupportDesk.Features.Tickets.Pages;

internal static class NameParts
{
    public static string Initials(string name) => string.Concat(name
        .Split([' ', '.', '@', '«', '»', ','], StringSplitOptions.RemoveEmptyEntries)
        .Where(part => char.IsLetter(part[0])).Take(2).Select(part => char.ToUpperInvariant(part[0])));
}
