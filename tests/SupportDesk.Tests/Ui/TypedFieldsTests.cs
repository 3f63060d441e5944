using System.Text.RegularExpressions;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Ui;

/// <summary>Long words are kept by the browser until the server has them, by one mechanism; errors are said by the desk, not by the browser.</summary>
public sealed partial class TypedFieldsTests
{
    // Where a copy in the browser would do harm, or there is nothing to lose.
    private static readonly Dictionary<string, string> WithoutCopy = new()
    {
        ["AttachForm.razor"] = "filled by the page, nobody types in it",
        ["CaseEmailHead.razor"] = "a title of one line, stored when it is left",
        ["ContactsPage.razor"] = "a list of short signs in a form of its own",
        ["DoctorPage.razor"] = "anything may be pasted, secrets too: it is looked at and let go",
        ["LinkSheet.razor"] = "a link to be copied, nobody types in it",
        ["NumberTrial.razor"] = "a trial: what is pasted is never stored",
        ["SignaturePage.razor"] = "may hold what signs payments: nothing of it is kept anywhere",
        ["StoryField.razor"] = "a public page that works without script",
    };

    [Fact]
    public void LongFields_OfEveryPage_KeepACopyOrSayWhyNot()
    {
        var bare = Pages()
            .Where(page => LongField().Matches(page.Source).Any(field => !Copied().IsMatch(field.Value)))
            .Select(page => page.Name)
            .ToHashSet();
        Assert.Equal(WithoutCopy.Keys.Order(), WithoutCopy.Keys.Where(bare.Contains).Order());
        Assert.Equal([], bare.Except(WithoutCopy.Keys).Order());
    }

    [Fact]
    public void Wizard_AnyField_LeavesErrorsToTheDesk() =>
        Assert.Equal([], Pages().Where(page => page.IsWizard && Bubble().IsMatch(page.Source)).Select(page => page.Name));

    private static IEnumerable<(string Name, string Source, bool IsWizard)> Pages() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src", "SupportDesk"), "*.razor", SearchOption.AllDirectories)
        .Select(file => (Path.GetFileName(file), File.ReadAllText(file), file.Contains("NewCase", StringComparison.Ordinal)));

    [GeneratedRegex("<textarea[^>]*>|<TextBox[^>]*\\bLines=[^>]*>", RegexOptions.Singleline)]
    private static partial Regex LongField();

    [GeneratedRegex("@attributes=\"\\w*Copy\\w*\"")]
    private static partial Regex Copied();

    [GeneratedRegex("\\s(?:required|pattern)=|type=\"email\"")]
    private static partial Regex Bubble();
}
