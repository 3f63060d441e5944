using System.Text.RegularExpressions;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Architecture;

/// <summary>Which tickets and shops a person sees is said in <c>Data/Access</c> and nowhere else.</summary>
public sealed partial class AccessTests
{
    [Fact]
    public void Sources_RuleOfAccess_StandsOnce()
    {
        var desk = Path.Combine(Repository.Root, "src", "SupportDesk");
        var copies = Directory.EnumerateFiles(desk, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Select(file => (Place: Path.GetRelativePath(desk, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => !file.Place.StartsWith("obj/", StringComparison.Ordinal) && Copy().IsMatch(file.Text))
            .Select(file => file.Place).ToList();
        Assert.Equal(["Data/Access/ShopAccess.cs"], copies);
    }

    // A person's own shop compared by hand, a role taken together with a shop, or both ways to see everything.
    [GeneratedRegex(@"\b[aA]ctor\.ShopId\b|MerchantStaff,\s*ShopId|\.IsSystem\s*\|\|\s*\w+\.IsDeskStaff", RegexOptions.CultureInvariant)]
    private static partial Regex Copy();
}
