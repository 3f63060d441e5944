using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Architecture;

/// <summary>Among many windows each says in one form what it shows and whose desk it is.</summary>
public sealed class ScreenTitlesTests
{
    [Fact]
    public void Pages_EachOne_NamesItsWindowInTheOneForm()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "SupportDesk"), "*.razor", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetFileName(file), Source: File.ReadAllText(file)))
            .ToList();
        var addressed = pages.Where(page => page.Source.Contains("@page \"", StringComparison.Ordinal)).ToList();
        Assert.True(addressed.Count > 20);
        Assert.Empty(addressed.Where(page => !page.Source.Contains("<ScreenTitle ", StringComparison.Ordinal)
            && !page.Source.Contains("<ToolHead ", StringComparison.Ordinal)).Select(page => page.Name));
        Assert.Equal(["ScreenTitle.razor"], pages.Where(page => page.Source.Contains("<PageTitle>", StringComparison.Ordinal)).Select(page => page.Name));
    }
}
