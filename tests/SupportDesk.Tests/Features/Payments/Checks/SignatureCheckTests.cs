using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;
using SupportDesk.Robokassa;
using SupportDesk.Tests.Features.NewCase;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payments.Checks;

/// <summary>What a checklist says about a signature by itself, with the passwords that are stored of the shop.</summary>
public sealed class SignatureCheckTests : IAsyncLifetime
{
    private DeskFixture desk = null!;

    public async Task InitializeAsync()
    {
        desk = await DeskFixture.StartAsync();
        Assert.True(
            (
                await desk.UseAsync<SaveShop, Result<Unit>>(save =>
                    save.RunAsync(
                        new SaveShop.Input(desk.Shop.Id, "sha256", ["one", "two", null, "test-two"], [false, false, false, false], null, false, null, false),
                        desk.Admin,
                        CancellationToken.None
                    )
                )
            ).Ok
        );
    }

    public Task DisposeAsync() => desk.DisposeAsync().AsTask();

    [Theory]
    [InlineData("two", "", "CheckSignatureRight", Severity.Green)]
    [InlineData("test-two", "&IsTest=1", "CheckSignatureRight", Severity.Green)]
    [InlineData("one", "", "CheckSignatureWrong", Severity.Red)]
    [InlineData("test-two", "", "CheckSignatureWrong", Severity.Red)]
    [InlineData("nobody's", "", "CheckSignatureUnexplained", Severity.Yellow)]
    public async Task RunAsync_Notification_IsExplained(string password, string more, string seen, Severity severity)
    {
        var verdict = Assert.Single(await RunAsync(ItemKind.NotificationBody, Notification(password) + more));
        Assert.Equal((seen, severity), (verdict.Seen.Key, verdict.Severity));
        Assert.DoesNotContain(":two", verdict.Evidence ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_LinkSignedWithTheSecondPassword_NamesItAndShowsTheRightText()
    {
        var link =
            "https://auth.robokassa.ru/Merchant/Index.aspx"
            + "?MerchantLogin=lavka-tmin&OutSum=10.00&InvId=5"
            + $"&SignatureValue={SignatureHash.Compute(SignatureAlgorithm.Sha256, "lavka-tmin:10.00:5:two")}";
        var verdict = Assert.Single(await RunAsync(ItemKind.PaymentLink, link));
        Assert.Equal(("Mistake_password2-used", "lavka-tmin:10.00:5:[password #1]"), (((LocalizedText)verdict.Seen.Args[0]!).Key, verdict.Evidence));
    }

    [Fact]
    public async Task RunAsync_NothingToCompareWith_SaysNothing()
    {
        Assert.Empty(await RunAsync(ItemKind.NotificationBody, "OutSum=10&InvId=5"));
        Assert.Empty(await RunAsync(ItemKind.NotificationBody, "OutSum=10&InvId=5&SignatureValue=•••"));
        // The test password #1 is not known.
        Assert.Empty(await RunAsync(ItemKind.PaymentLink, "MerchantLogin=lavka-tmin&OutSum=10&InvId=5&IsTest=1&SignatureValue=ab"));
        Assert.Empty(await RunAsync(ItemKind.NotificationBody, Notification("two"), desk.OtherShop.Id));
    }

    [Fact]
    public async Task T52_RunAsync_DraftOfAnotherShop_SaysNothing() =>
        Assert.Empty(await RunAsync(ItemKind.NotificationBody, Notification("two"), actor: desk.Stranger));

    private static string Notification(string password) =>
        $"OutSum=10.000000&InvId=5&SignatureValue={SignatureHash.Compute(SignatureAlgorithm.Sha256, $"10.000000:5:{password}")}";

    private Task<IReadOnlyList<CheckResult>> RunAsync(ItemKind kind, string answer, Guid? shop = null, Actor? actor = null)
    {
        var item = Sample.Item("signed", kind, required: true, "signature");
        var draft = new DraftView(Guid.NewGuid(), "sample", shop ?? desk.Shop.Id, null, null, "{}", null, null, null, null, null, desk.Clock.GetUtcNow(), []);
        return desk.UseAsync<CheckRunner, IReadOnlyList<CheckResult>>(runner =>
            runner.RunAsync(item, Sample.Answers(("signed", answer)), Sample.CaseType(item), draft, actor ?? desk.Merchant, CancellationToken.None));
    }
}
