using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Features.Files;

namespace SupportDesk.Tests.Features.Files;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("<img src=x onerror=alert(1)>.png", "img src=x onerror=alert(1)_.png")]
    [InlineData("чек\u202Egnp.exe", "чекgnp.exe")]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("page.html", "page.html.txt")]
    [InlineData("shell.pHtMl", "shell.pHtMl.txt")]
    [InlineData("pic.svg", "pic.svg.txt")]
    [InlineData("счёт за ноябрь.csv", "счёт за ноябрь.csv")]
    [InlineData("a\u200Bb\u0000.log", "ab.log")]
    public void T42_Clean_DangerousName_IsHarmless(string name, string expected) => Assert.Equal(expected, FileNames.Clean(name));

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\logs\access.log", "access.log")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    public void T44_Clean_Path_KeepsOnlyTheLastName(string? name, string expected) => Assert.Equal(expected, FileNames.Clean(name));

    [Fact]
    public void T42_Clean_AnyName_IsShortAndHasNoPathOrControl() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        name =>
        {
            var clean = FileNames.Clean(name);
            Assert.InRange(clean.Length, 1, 124);
            Assert.DoesNotContain(clean, c => char.IsControl(c) || c is '/' or '\\' or '<' or '"');
            Assert.False(clean.StartsWith('.'));
        }).QuickCheckThrowOnFailure();
}
