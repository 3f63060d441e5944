using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Features.Outbox.Templates.Language;

namespace SupportDesk.Tests.Features.Outbox.Templates.Language;

public sealed class TemplateTextTests
{
    private static readonly Placeholder Text = new("text", typeof(TemplatesText)) { IsBlock = true };
    private static readonly Placeholder Number = new("case.number", typeof(TemplatesText));
    private static readonly Placeholder Link = new("case.link", typeof(TemplatesText));
    private static readonly Placeholder[] Known = [Text, Number, Link];

    [Theory]
    [InlineData("Обращение {{case.number}} принято.", "Обращение SD-7 принято.")]
    [InlineData("{{ case.number }} и {{CASE.NUMBER}}", "SD-7 и SD-7")]
    [InlineData("{одна} и { {две} }", "{одна} и { {две} }")]
    [InlineData("a\r\nb\r\n\r\n\r\n\r\nc\n\n", "a\nb\n\nc")]
    [InlineData("до\n\nСсылка: {{case.link}}\n\nпосле", "до\n\nпосле")]
    [InlineData("Ссылка: {{case.link}}", "")]
    public void Fill_Template_FillsItsHolesAndLeavesOutLinesWithoutAValue(string template, string expected) =>
        Assert.Equal(expected, Fill(template, ("case.number", "SD-7")));

    [Theory]
    [InlineData("{{ticket.internalNotes}}")]
    [InlineData("%{ticket.password} {{case.link}} ${env:HOME} <%= 1+1 %> {0} @Model {{text}}")]
    [InlineData("}} {{case.number")]
    public void T35_Fill_ValueThatLooksLikeATemplate_IsPrintedLiterally(string typed)
    {
        Assert.Equal($"SD-7: {typed}", Fill("{{case.number}}: {{case.link}}", ("case.number", "SD-7"), ("case.link", typed)));
        Assert.Equal($"{typed}\nконец", Fill("{{text}}\nконец", ("text", typed)));
    }

    [Fact]
    public void T33_Fill_LineEndInAOneLineValue_BeginsNoLine() =>
        Assert.Equal("Тема: a  Bcc: x@evil.example", Fill("Тема: {{case.number}}", ("case.number", "a\r\n\u2028Bcc: x@evil.example".Replace('\u2028', '\n'))));

    [Theory]
    [InlineData("Номер: {{case.numer}}", "case.numer", 1, 8, "case.number")]
    [InlineData("a\nb {{number}}", "number", 2, 3, "case.number")]
    [InlineData("{{ticket.number}}", "ticket.number", 1, 1, "case.number")]
    [InlineData("{{ticket.internalNotes}}", "ticket.internalNotes", 1, 1, null)]
    [InlineData("{{}}", "", 1, 1, null)]
    public void Parse_UnknownName_NamesItAndThePlaceAndTheNearestRightOne(string template, string name, int line, int column, string? nearest) =>
        Assert.Equal([new TemplateFault(TemplateFaultKind.Unknown, name, line, column, nearest)], TemplateText.Parse(template, Known).Faults);

    [Theory]
    [InlineData("a {{case.number", TemplateFaultKind.Unclosed)]
    [InlineData("a {{case.number\n}} b", TemplateFaultKind.Unclosed)]
    [InlineData("Вот: {{text}}", TemplateFaultKind.NotAlone)]
    [InlineData(" \n\t", TemplateFaultKind.Empty)]
    public void Parse_WrongTemplate_SaysWhatIsWrong(string template, TemplateFaultKind fault) =>
        Assert.Equal([fault], TemplateText.Parse(template, Known).Faults.Select(f => f.Kind));

    [Fact]
    public void Parse_RequiredOneMissing_IsAFault() =>
        Assert.Equal([new TemplateFault(TemplateFaultKind.Missing, "text")], TemplateText.Parse("a", [Text with { Required = true }, Number]).Faults);

    [Fact]
    public void Parse_Enormous_IsCutAndSaysSo()
    {
        var template = TemplateText.Parse(string.Concat(Enumerable.Repeat("{{", 100_000)), Known);
        Assert.Equal(TemplateFaultKind.TooLong, template.Faults[0].Kind);
        Assert.Equal(2, template.Faults.Count);
    }

    [Fact]
    public void Pieces_FilledAndLiteral_AreToldApart() => Assert.Equal(
        [new("№ ", false), new("SD-7", true), new("!", false)],
        TemplateText.Parse("№ {{case.number}}!", Known).Pieces(new Dictionary<string, string?> { ["case.number"] = "SD-7" }));

    private static string Fill(string template, params (string Name, string Value)[] values) =>
        TemplateText.Parse(template, Known).Fill(values.ToDictionary(pair => pair.Name, pair => (string?)pair.Value));
}
