namespace SupportDesk.Kernel;

/// <summary>
/// A page below Settings, as its list shows it. Its name is looked up in <paramref name="Texts"/> by <paramref name="Key"/>, and
/// what it is good for by the same key followed by <c>About</c>.
/// </summary>
/// <param name="Order">Its place in the list.</param>
/// <param name="Href">Below <see cref="Root"/>, where the page stands in SettingsLayout; elsewhere, a link to another section.</param>
/// <param name="Icon">A symbol of icons.svg.</param>
/// <param name="Texts">The feature's texts.</param>
/// <param name="Key">Of the name of the page.</param>
/// <param name="Least">Who may open it.</param>
public sealed record SettingsPage(int Order, string Href, string Icon, Type Texts, string Key, DeskRole Least = DeskRole.MerchantStaff)
{
    public const string Root = "/desk/settings";

    /// <summary>Whether an address is this page or lies below it.</summary>
    /// <param name="path">Without query, beginning with a slash.</param>
    public bool Holds(string path) =>
        path.Equals(Href, StringComparison.OrdinalIgnoreCase) || path.StartsWith(Href + "/", StringComparison.OrdinalIgnoreCase);
}
