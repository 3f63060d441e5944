using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.NewCase.Checklists;

public sealed class ChecklistReaderTests
{
    private const string Good = """
        key: late
        order: 5
        name: { ru: Опоздание, en: Delay }
        hint: { ru: Поздно, en: Late }
        title: { ru: "Опоздание / заказ {invoice}", en: "Delay / order {invoice}" }
        impact: question
        request: Скажите почему.
        items:
          - key: invoice
            kind: invoice
            need: required
            label: { ru: Номер, en: Number }
            why: { ru: Найдём, en: To find it }
            checks: [known]
          - key: mode
            kind: choice
            need: recommended
            beside: invoice
            label: { ru: Режим, en: Mode }
            why: { ru: Важно, en: It matters }
            choices:
              - { value: a, ru: А, en: A }
        """;

    public static TheoryData<string, string, int, string> Wrong => new()
    {
        { "order: 5", "order: 5\n\tname: x", 2, "this is not YAML" },
        { "order: 5", "order: five", 2, "'order' must be a whole number" },
        { "order: 5", "order: 5\nkey: twice", 3, "this is not YAML" },
        { "order: 5", "oder: 5", 2, "the file has no entry 'oder'" },
        { "name: { ru: Опоздание, en: Delay }", "name: { ru: Опоздание }", 3, "'en' is missing" },
        { "name: { ru: Опоздание, en: Delay }", "name: { ru: Опоздание, en: '' }", 3, "'en' is empty" },
        { "name: { ru: Опоздание, en: Delay }", "name: Опоздание", 3, "'name' must be a list" },
        { "hint: { ru: Поздно, en: Late }\n", "", 1, "'hint' is missing" },
        { "impact: question", "impact: huge", 6, "'impact' cannot be 'huge'" },
        { "key: late", "key: Поздно", 1, "'Поздно' is no key" },
        { "order {invoice}\"", "order {bill}\"", 5, "'title' speaks of {bill}" },
        { "kind: invoice", "kind: number", 10, "'kind' cannot be 'number'" },
        { "need: required", "need: maybe", 11, "'need' cannot be 'maybe'" },
        { "checks: [known]", "checks: [unknown]", 14, "there is no check 'unknown'" },
        { "checks: [known]", "checks: known", 14, "'checks' must be a list" },
        { "- key: mode", "- key: invoice", 15, "the key 'invoice' is used twice" },
        { "beside: invoice", "beside: nothing", 18, "'nothing' is no row above" },
        { "      - { value: a, ru: А, en: A }", "      - { value: a, ru: А }", 22, "'en' is missing" },
        { "kind: choice", "kind: text", 22, "'choices' belong to items of kind 'choice' only" },
        { "kind: choice", "kind: invoice", 16, "a second item of kind 'invoice'" },
    };

    [Fact]
    public void Read_GoodFile_TakesEverything()
    {
        var caseType = Read(Good);
        Assert.Equal(("late", 5, 2), (caseType.Key, caseType.Order, caseType.Items.Count));
        Assert.Equal(["known"], caseType.Items[0].Checks);
        Assert.Equal("invoice", caseType.Items[1].Beside);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Read_BadFile_NamesFileLineAndReason(string from, string to, int line, string reason)
    {
        Assert.Contains(from, Good, StringComparison.Ordinal);
        var error = Assert.Throws<ConfigurationException>(() => Read(Good.Replace(from, to, StringComparison.Ordinal)));
        Assert.StartsWith($"/desk/situations/late.yaml, line {line}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("just words")]
    [InlineData("[1, 2]")]
    [InlineData("key: late\nitems: []")]
    public void Read_NoChecklist_IsRefused(string text) => Assert.Throws<ConfigurationException>(() => Read(text));

    private static CaseType Read(string text) => new ChecklistReader(["known"]).Read("/desk/situations/late.yaml", text);
}
