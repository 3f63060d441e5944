using System.Globalization;
using System.Resources;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Outbox.Templates;

public sealed class TemplateKindsTests
{
    [Fact]
    public async Task All_EveryKindAndLanguage_HasARightBuiltInTextNamesAndSamples()
    {
        await using var desk = await DeskFixture.StartAsync();
        var kinds = desk.Services.GetRequiredService<TemplateKinds>().All;
        Assert.Equal(
            [
                "accepted",
                "address-broke",
                "address-healed",
                "answer",
                "closed",
                "invitation",
                "invoice-alarm",
                "password-reset",
                "payer-accepted",
                "provider-case",
                "refused",
                "resolved",
                "to-provider",
            ],
            kinds.Select(kind => kind.Key).Order(StringComparer.Ordinal)
        );
        foreach (var kind in kinds)
        {
            Assert.All(kind.Languages, language => Assert.Empty(TemplateCheck.Run(kind, kind.BuiltIn(language))));
            foreach (var language in EmailKind.RussianAndEnglish)
            {
                Assert.NotNull(Say(kind.Texts, $"Email_{kind.Key}", language));
                Assert.NotNull(Say(kind.Texts, $"Email_{kind.Key}_when", language));
                Assert.All(kind.Placeholders, hole => Assert.NotNull(Say(hole.Texts, "Hole_" + hole.Name, language)));
                Assert.All(kind.Placeholders, hole => Assert.NotNull(Say(hole.Texts, "Sample_" + hole.Name, language)));
            }
        }
    }

    [Fact]
    public async Task T55_All_NoPlaceholderOfAnyKind_ReachesNotesOrPeopleBehindTheDesk()
    {
        await using var desk = await DeskFixture.StartAsync();
        string[] known =
        [
            "account.link",
            "account.until",
            "address.finding",
            "alarm.text",
            "case.checked",
            "case.evidence",
            "case.link",
            "case.log",
            "case.number",
            "case.opening",
            "case.payment",
            "case.request",
            "case.story",
            "case.title",
            "days",
            "desk.link",
            "desk.name",
            "doctor.link",
            "earlier.number",
            "inviter.name",
            "invoice.number",
            "letter.recipient",
            "person.name",
            "person.signature",
            "provider.number",
            "server.reply",
            "shop.address",
            "shop.name",
            "text",
        ];
        // A new name is a decision: look at what it can show, and to whom, before it is added here.
        Assert.Equal(known, desk.Services.GetRequiredService<TemplateKinds>().All
            .SelectMany(kind => kind.Placeholders).Select(hole => hole.Name).Distinct().Order(StringComparer.Ordinal));
    }

    private static string? Say(Type texts, string key, string language) => new ResourceManager(texts).GetString(key, CultureInfo.GetCultureInfo(language));
}
