using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Pages;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Email.Pages;

/// <summary>What strangers and their servers wrote into the records that administrators read.</summary>
public sealed class HostileLogsTests
{
    private const string Hostile = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>";

    [Theory]
    [InlineData("held", "HeldRow")]
    [InlineData("outbox", "OutboxRow")]
    [InlineData("mailbox", "LedgerRow")]
    public async Task T41_MailPage_HostileRecords_AreShownAsText(string tab, string shown)
    {
        await using var mail = await MailFixture.StartAsync();
        mail.Drop(
            $"From: \"{Hostile.Replace("\"", "\\\"", StringComparison.Ordinal)}\" <eve@evil.example>\n"
                + $"Subject: HeldRow {Hostile}\n"
                + "Message-ID: <1@evil.example>\n\n"
                + "текст"
        );
        await mail.ReceiveAsync();
        await mail.Desk.ReadAsync(async db =>
        {
            var sent = await db.Outbox.FirstAsync();
            (sent.State, sent.LastReply) = (OutboxState.Failed, "OutboxRow " + Hostile);
            db.Ledger.Add(
                new MailLedger
                {
                    Id = Guid.NewGuid(),
                    Mailbox = "folder:in",
                    Uid = "9",
                    Outcome = EmailOutcome.Failed,
                    Subject = "LedgerRow " + Hostile,
                    Sender = Hostile,
                    Reason = Hostile,
                }
            );
            return await db.SaveChangesAsync();
        });

        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");
        await using var scope = mail.Desk.Services.CreateAsyncScope();
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.JSInterop.SetupModule("./tickets.js").Mode = JSRuntimeMode.Loose;
        context
            .AddAuthorization()
            .SetAuthorized(mail.Desk.Agent.Name)
            .SetClaims(
                new Claim(ClaimTypes.NameIdentifier, mail.Desk.Agent.UserId.ToString()!),
                new Claim(ClaimTypes.GivenName, mail.Desk.Agent.Name),
                new Claim(ClaimTypes.Role, nameof(DeskRole.Agent))
            );
        context.Services.AddMudServices();
        context.Services.AddScoped<CurrentActor>();
        context.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/desk/mail?tab=" + tab);
        var page = context.Render<MailPage>();

        page.WaitForAssertion(() => Assert.Contains($"{shown} <img src=x onerror=alert(1)>", page.Find("main").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("img, script, [onerror]"));
    }
}
