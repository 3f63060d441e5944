using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Files.Unmasking;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.NewCase.Drafts;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Security;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Files.Unmasking;

public sealed class UnmaskSpansTests
{
    private const string Token = "build-2026-nightly-0417-artifacts";
    private const string Log =
        "10:00 start\n10:01 Authorization: Bearer " + Token + "\n10:02 pan=4111111111111111\n10:03 password=Qwerty-2468\n10:04 end\n";

    [Fact]
    public async Task T85_RunAsync_FalsePositive_IsShownAndTheRestStaysHidden()
    {
        await using var desk = await DeskFixture.StartAsync();
        var (draft, file) = await UploadAsync(desk);
        var before = await FileAsync(desk);
        var token = Place(before, "Token");
        Assert.DoesNotContain(Token, await TextAsync(desk), StringComparison.Ordinal);

        Assert.Empty((await ShowAsync(desk, draft, file, token)).Problems);

        var after = await FileAsync(desk);
        Assert.Contains(Token, await TextAsync(desk), StringComparison.Ordinal);
        Assert.Contains("************1111", await TextAsync(desk), StringComparison.Ordinal);
        Assert.DoesNotContain("Qwerty", await TextAsync(desk), StringComparison.Ordinal);
        Assert.Equal((before.Id, before.HiddenCount - 1, before.Sha256), (after.Id, after.HiddenCount, after.AllHiddenSha256));
        var shown = Assert.Single(UnmaskedSpan.FromJson(after.Shown));
        Assert.Equal(("Token", 2L, "Имя сборки", desk.Merchant.Name), (shown.Kind, shown.Line, shown.Reason, shown.By));
        Assert.Equal(after.BlobKey, Assert.Single(Blobs(desk)));
        var audit = await desk.ReadAsync(db => db.Audit.SingleAsync());
        Assert.Equal(("file.place.show", desk.Merchant.UserId, file.ToString()), (audit.Action, audit.ActorId, audit.Subject));
        Assert.Equal($"Token, line 2, offset {token.Offset}: Имя сборки", audit.Detail);
    }

    [Fact]
    public async Task RunAsync_HiddenAgain_IsAsItWas()
    {
        await using var desk = await DeskFixture.StartAsync();
        var (draft, file) = await UploadAsync(desk);
        var before = await FileAsync(desk);
        await ShowAsync(desk, draft, file, Place(before, "Token"));
        await ShowAsync(desk, draft, file, Place(before, "Password"));

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(desk, draft, file, new(false, null, [Place(before, "Token")]));
        Assert.Equal(["Password"], UnmaskedSpan.FromJson((await FileAsync(desk)).Shown).Select(place => place.Kind));
        await ChangeAsync(desk, draft, file, new(false, null, [Place(before, "Password")]));

        var after = await FileAsync(desk);
        Assert.Equal(
            (before.Sha256, before.MaskReport, before.HiddenCount, null, null),
            (after.Sha256, after.MaskReport, after.HiddenCount, after.Shown, after.AllHiddenSha256)
        );
        Assert.Equal(
            ["file.place.show", "file.place.show", "file.place.hide", "file.place.hide"],
            await desk.ReadAsync(db => db.Audit.OrderBy(a => a.At).Select(a => a.Action).ToListAsync()));
    }

    [Fact]
    public async Task T84_RunAsync_CardNumber_IsNeverShown()
    {
        await using var desk = await DeskFixture.StartAsync();
        var (draft, file) = await UploadAsync(desk);
        await AssertRefusedAsync(desk, "PlaceNeverShown", () => ShowAsync(desk, draft, file, Place(FileAsync(desk).Result, "Pan")));
    }

    [Theory]
    [InlineData("Token", 1, 0)]
    [InlineData("Token", 0, 1)]
    [InlineData("Token", -3, 40)]
    [InlineData("Password", 0, 0)]
    [InlineData("NoSuchKind", 0, 0)]
    public async Task T85_RunAsync_PlaceThatWasNeverFound_IsRefused(string kind, int move, int longer)
    {
        await using var desk = await DeskFixture.StartAsync();
        var (draft, file) = await UploadAsync(desk);
        var token = Place(await FileAsync(desk), "Token");
        await AssertRefusedAsync(desk, "PlaceUnknown", () => ShowAsync(desk, draft, file, new(kind, token.Offset + move, token.Length + longer)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    public async Task RunAsync_NoReason_IsRefused(string? reason)
    {
        await using var desk = await DeskFixture.StartAsync();
        var (draft, file) = await UploadAsync(desk);
        await AssertRefusedAsync(desk, "ReasonMissing", () => ShowAsync(desk, draft, file, Place(FileAsync(desk).Result, "Token"), reason: reason));
    }

    [Fact]
    public async Task T89_RunAsync_SecretInTheReason_IsHiddenBeforeItIsKept()
    {
        await using var desk = await DeskFixture.StartAsync();
        var (draft, file) = await UploadAsync(desk);
        await ShowAsync(desk, draft, file, Place(await FileAsync(desk), "Token"), reason: "не карта 4111 1111 1111 1111");
        var kept = UnmaskedSpan.FromJson((await FileAsync(desk)).Shown)[0].Reason + await desk.ReadAsync(db => db.Audit.Select(a => a.Detail).SingleAsync());
        Assert.DoesNotContain("4111", kept, StringComparison.Ordinal);
        Assert.Contains("не карта **** **** **** 1111", kept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10:04 end", "10:04 end and more", "FileOther")]
    [InlineData("10:00 start", "10:00 START", "FileOther")]
    [InlineData("pan=4111111111111111", "pan=4222222222222222", "FileOther")]
    public async Task RunAsync_AnotherFile_IsRefused(string from, string to, string problem)
    {
        await using var desk = await DeskFixture.StartAsync();
        var (draft, file) = await UploadAsync(desk);
        var place = Place(await FileAsync(desk), "Token");
        await AssertRefusedAsync(desk, problem, () => ShowAsync(desk, draft, file, place, content: Log.Replace(from, to, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task T52_RunAsync_Stranger_FindsNothing()
    {
        await using var desk = await DeskFixture.StartAsync();
        var (draft, file) = await UploadAsync(desk);
        var place = Place(await FileAsync(desk), "Token");
        foreach (var other in new[] { desk.Stranger, desk.Agent, desk.Admin, Actor.System })
            await AssertRefusedAsync(desk, "NotFound", () => ShowAsync(desk, draft, file, place, actor: other));
        await AssertRefusedAsync(desk, "NotFound", () => ShowAsync(desk, Guid.NewGuid(), file, place));
        await AssertRefusedAsync(desk, "NotFound", () => ShowAsync(desk, draft, Guid.NewGuid(), place));
    }

    [Fact]
    public async Task RunAsync_AfterTheCaseWasSent_IsRefused()
    {
        await using var desk = await DeskFixture.StartAsync();
        var (draft, file) = await UploadAsync(desk);
        var place = Place(await FileAsync(desk), "Token");
        await desk.OpenAsync(Cases.Merchant(desk, sent: false) with { Files = [file] });
        await AssertRefusedAsync(desk, "PlacesSent", () => ShowAsync(desk, draft, file, place));
    }

    [Fact]
    public async Task RunAsync_DraftThrownAway_IsNotFound()
    {
        await using var desk = await DeskFixture.StartAsync();
        var (draft, file) = await UploadAsync(desk);
        var place = Place(await FileAsync(desk), "Token");
        await desk.UseAsync<DeleteDraft, Result<Unit>>(delete => delete.RunAsync(draft, desk.Merchant, default));
        await AssertRefusedAsync(desk, "NotFound", () => ShowAsync(desk, draft, file, place));
    }

    [Fact]
    public async Task RunAsync_SecretInsideAShownOne_StaysHiddenAndGoesWithIt()
    {
        await using var desk = await DeskFixture.StartAsync();
        const string log = "10:01 password=4111111111111111x\n";
        var (draft, file) = await UploadAsync(desk, log);
        var password = Place(await FileAsync(desk), "Password");
        await ShowAsync(desk, draft, file, password, content: log);
        Assert.Contains("************1111", await TextAsync(desk), StringComparison.Ordinal);
        Assert.Equal("Pan", Assert.Single(MaskedSpan.FromJson((await FileAsync(desk)).MaskReport)).Kind);
    }

    [Fact]
    public async Task T85_RunAsync_EveryPlaceThatMayBeShown_CanBeShownAndHiddenAgain()
    {
        await using var desk = await DeskFixture.StartAsync();
        const string more = "\nкарта 5213243737942241, до 12/29, CARDHOLDER: IVAN PETROV\nКод подтверждения: 482913. Никому его не говорите\n";
        var content = PlantedSecrets.Text + more;
        var (draft, file) = await UploadAsync(desk, content);
        var before = await FileAsync(desk);
        var places = MaskedSpan.FromJson(before.MaskReport).Where(place => place.MayBeShown()).ToList();
        Assert.True(places.Select(place => place.Kind).Distinct().Count() >= 7, string.Join(' ', places.Select(place => place.Kind)));
        foreach (var place in places)
        {
            var reference = new SpanRef(place.Kind, place.Offset, place.Length);
            var problems = (await ShowAsync(desk, draft, file, reference, content: content)).Problems;
            Assert.True(problems.Count == 0, $"{place.Kind} by {place.Rule}: {string.Join(" ", problems.Select(problem => problem.Code))}");
            Assert.DoesNotContain(MaskedSpan.FromJson((await FileAsync(desk)).MaskReport), other => other == place);
            Assert.Empty((await ChangeAsync(desk, draft, file, new(false, null, [reference]), content)).Problems);
        }

        Assert.Equal((before.Sha256, before.MaskReport), ((await FileAsync(desk)).Sha256, (await FileAsync(desk)).MaskReport));
    }

    [Fact]
    public async Task RunAsync_BrowserGoesAwayInTheMiddle_ChangesNothing()
    {
        await using var desk = await DeskFixture.StartAsync();
        var (draft, file) = await UploadAsync(desk);
        var place = Place(await FileAsync(desk), "Token");
        await AssertRefusedAsync(
            desk,
            "FileCutOff",
            async () =>
            {
                await using var gone = new Interrupted(Encoding.UTF8.GetBytes(Log), () => throw new IOException("Connection reset."));
                return await desk.UseAsync<UnmaskSpans, Result<Unit>>(show =>
                    show.RunAsync(new(draft, file, new(true, "Имя сборки", [place]), gone), desk.Merchant, default)
                );
            }
        );
    }

    [Fact]
    public async Task RunAsync_SentWhileTheFileWasOnItsWay_ChangesNothing()
    {
        await using var desk = await DeskFixture.StartAsync();
        var (draft, file) = await UploadAsync(desk);
        var place = Place(await FileAsync(desk), "Token");
        await using var slow = new Interrupted(Encoding.UTF8.GetBytes(Log), () => desk.OpenAsync(Cases.Merchant(desk, sent: false) with { Files = [file] }));
        var result = await desk.UseAsync<UnmaskSpans, Result<Unit>>(show =>
            show.RunAsync(new(draft, file, new(true, "Имя сборки", [place]), slow), desk.Merchant, default)
        );
        Assert.Equal([Problem.NotFound], result.Problems);
        Assert.DoesNotContain(Token, await TextAsync(desk), StringComparison.Ordinal);
        Assert.Single(Blobs(desk));
    }

    internal static async Task<(Guid Draft, Guid File)> UploadAsync(DeskFixture desk, string log = Log)
    {
        var draft = await DraftTests.StartAsync(desk);
        return (draft, await DraftTests.AddFileAsync(desk, draft, desk.Merchant, log));
    }

    internal static SpanRef Place(Attachment file, string kind)
    {
        var place = MaskedSpan.FromJson(file.MaskReport).First(place => place.Kind == kind);
        return new SpanRef(place.Kind, place.Offset, place.Length);
    }

    internal static Task<Attachment> FileAsync(DeskFixture desk) => desk.ReadAsync(db => db.Attachments.AsNoTracking().FirstAsync());

    private static Task<Result<Unit>> ShowAsync(
        DeskFixture desk, Guid draft, Guid file, SpanRef place, string? reason = "Имя сборки", string content = Log, Actor? actor = null) =>
        ChangeAsync(desk, draft, file, new(true, reason, [place]), content, actor);

    private static Task<Result<Unit>> ChangeAsync(DeskFixture desk, Guid draft, Guid file, SpanChange change, string content = Log, Actor? actor = null) =>
        desk.UseAsync<UnmaskSpans, Result<Unit>>(show =>
            show.RunAsync(new(draft, file, change, new MemoryStream(Encoding.UTF8.GetBytes(content))), actor ?? desk.Merchant, default));

    private static async Task AssertRefusedAsync(DeskFixture desk, string problem, Func<Task<Result<Unit>>> change)
    {
        var before = await FileAsync(desk);
        var result = await change();
        Assert.Equal([problem], result.Problems.Select(p => p.Code));
        var after = await FileAsync(desk);
        Assert.Equal((before.BlobKey, before.Sha256, before.MaskReport, before.Shown), (after.BlobKey, after.Sha256, after.MaskReport, after.Shown));
        Assert.Equal(before.BlobKey, Assert.Single(Blobs(desk)));
        Assert.Equal(0, await desk.ReadAsync(db => db.Audit.CountAsync()));
    }

    private static async Task<string> TextAsync(DeskFixture desk)
    {
        using var reader = new StreamReader(desk.Services.GetRequiredService<BlobStore>().OpenRead((await FileAsync(desk)).BlobKey));
        return await reader.ReadToEndAsync();
    }

    private static IEnumerable<string?> Blobs(DeskFixture desk) =>
        Directory.EnumerateFiles(desk.Services.GetRequiredService<DataPaths>().Blobs, "*", SearchOption.AllDirectories).Select(Path.GetFileName);

    /// <summary>Something happens in the desk while the file is read.</summary>
    private sealed class Interrupted(byte[] content, Func<Task> happens) : MemoryStream(content)
    {
        private bool happened;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read > 0 || happened)
                return read;
            happened = true;
            await happens();
            return 0;
        }
    }
}
