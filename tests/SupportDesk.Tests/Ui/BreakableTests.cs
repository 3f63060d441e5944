using Bunit;
using SupportDesk.Ui;

namespace SupportDesk.Tests.Ui;

public sealed class BreakableTests : BunitContext
{
    [Theory]
    [InlineData("a.lopatina@yashik.example", "a.<wbr>lopatina@<wbr>yashik.<wbr>example")]
    [InlineData("desk", "desk")]
    [InlineData("<b>@shop.", "&lt;b&gt;@<wbr>shop.<wbr>")]
    public void Markup_OfAnAddress_BreaksBehindItsSigns(string text, string expected) =>
        Assert.Equal(expected, Render<Breakable>(parts => parts.Add(one => one.Text, text)).Markup);
}
