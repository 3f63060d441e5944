namespace SupportDesk.Features.Accounts.People;

/// <summary>Which people are listed.</summary>
public enum PeopleView { All = 0, Desk = 1, Shops = 2, Invited = 3, Blocked = 4 }

/// <summary>What the list of people shows; it stands in the page's address.</summary>
/// <param name="Search">A part of a name or an address.</param>
public sealed record PeopleFilter(PeopleView View = PeopleView.All, string? Search = null)
{
    public const string Path = "/desk/settings/people";

    public string Href
    {
        get
        {
            var query = new[]
            {
                View == PeopleView.All ? null : "view=" + View.ToString().ToLowerInvariant(),
                string.IsNullOrWhiteSpace(Search) ? null : "q=" + Uri.EscapeDataString(Search.Trim()),
            }.Where(part => part is not null);
            return string.Join("?", new[] { Path, string.Join("&", query) }.Where(part => part.Length > 0));
        }
    }

    public static PeopleFilter Parse(string? view, string? search) =>
        new(Enum.TryParse<PeopleView>(view, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : PeopleView.All, search);
}
