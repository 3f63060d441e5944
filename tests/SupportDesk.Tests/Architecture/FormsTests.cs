using System.Text.RegularExpressions;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Architecture;

/// <summary>What is wrong with a field stands beside it, in the reader's language: a browser says it in its own, and in a bubble that goes.</summary>
public sealed partial class FormsTests
{
    // A text that comes back from this browser's copy with stars in it is held until its person has looked (typed.js), in the desk's own words.
    private static readonly string[] HeldByCopies = ["ReplyBox.razor", "TemplateEditor.razor"];

    private static IEnumerable<(string File, string Text)> Pages =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.razor", SearchOption.AllDirectories)
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    [Fact]
    public void Forms_InEveryComponent_LeaveWhatIsWrongToTheDesk()
    {
        var forms = Pages.SelectMany(page => Form().Matches(page.Text).Select(form => (page.File, Tag: form.Value))).ToList();
        Assert.NotEmpty(forms);
        var theirs = forms.Where(form => !form.Tag.Contains(" novalidate", StringComparison.Ordinal)).ToList();
        Assert.Empty(theirs.Where(form => !HeldByCopies.Contains(form.File)).Select(form => $"{form.File}: {form.Tag}"));
        Assert.Equal(HeldByCopies, theirs.Select(form => form.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Fields_InEveryComponent_AskTheBrowserForNoCheck() =>
        Assert.Empty(Pages.SelectMany(page => Check().Matches(page.Text).Select(check => $"{page.File}: {check.Value}")));

    // A value in quotes may hold an arrow of a lambda.
    [GeneratedRegex("<form\\b(\"[^\"]*\"|[^\">])*>", RegexOptions.NonBacktracking)]
    private static partial Regex Form();

    [GeneratedRegex("<(input|textarea|select)\\b(\"[^\"]*\"|[^\">])*\\s(required|pattern=|minlength=)(\"[^\"]*\"|[^\">])*>", RegexOptions.NonBacktracking)]
    private static partial Regex Check();
}
