using System.Globalization;
using System.Security.Claims;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using MudBlazor.Services;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Email.Pages;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Pages;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Email;
using SupportDesk.Tests.Features.Payers;
using SupportDesk.Tests.Features.Tickets;

namespace SupportDesk.Tests.Security;

/// <summary>What outsiders typed, wherever it is shown to others: it is text, and none of it becomes a part of the page.</summary>
public sealed class HostileTextTests
{
    private const string Script = "<script>alert(1)</script>";
    private const string Hostile = Script + "\"'><img src=x onerror=alert(2)><a href=\"javascript:alert(3)\">{{7*7}}</a>\u202E";

    [Fact]
    public async Task T40_AutomaticEmails_CustomersTextInThem_IsPlainText()
    {
        await using var mail = await MailFixture.StartAsync(null, ("Mail:MaxNewTicketsAnHour", "60"));
        var merchant = await mail.Desk.OpenAsync(Cases.Merchant(mail.Desk) with { Title = Hostile, RequesterName = Hostile, Text = Hostile });
        var payer = await mail.Desk.OpenAsync(Cases.Payer with { Title = Hostile, RequesterName = Hostile, Text = Hostile }, Actor.System);
        mail.Drop(
            $"From: \"{Script}\" <boris@buyer.example.ru>\n"
                + $"Subject: {Hostile}\n"
                + "Message-ID: <1@buyer.example.ru>\n"
                + "Content-Type: text/plain; charset=utf-8\n\n"
                + Hostile
        );
        await mail.ReceiveAsync();
        foreach (var id in new[] { merchant.Id, payer.Id })
            Assert.True(
                (await mail.Desk.UseAsync<ChangeStatus, Result<Unit>>(change => change.RunAsync(id, TicketStatus.Resolved, mail.Desk.Agent, default))).Ok
            );
        await mail.Desk.ReplyAsync(merchant.Id, Party.Provider, mail.Desk.Merchant, Hostile);
        var refused = await mail.Desk.ReadAsync(db => db.Messages.OrderByDescending(m => m.At).FirstAsync(m => m.AuthorUserId != null));
        await mail.Desk.UseAsync<ReportDelivery, bool>(report => mail.Desk.ReadAsync(async db =>
        {
            await report.ApplyAsync(db, refused.Id, DeliveryState.Failed, "550 " + Hostile, mail.Desk.Clock.GetUtcNow(), default);
            return await db.SaveChangesAsync() > 0;
        }));
        await mail.SendAsync();

        var emails = await Task.WhenAll(mail.Written().Select(async file =>
        {
            await using var written = File.OpenRead(file);
            return await MimeMessage.LoadAsync(written);
        }));
        Assert.All(emails, email =>
        {
            // Only the provider gets HTML, in which a customer's marks are letters.
            Assert.Equal(email.To.Mailboxes.First().Address.StartsWith("help@", StringComparison.Ordinal), email.HtmlBody is not null);
            Assert.DoesNotContain(Script, email.HtmlBody ?? "", StringComparison.OrdinalIgnoreCase);
        });
        var automatic = emails.Where(email => email.Headers["Auto-Submitted"] is not null).ToList();
        Assert.Contains(
            automatic,
            email => email.TextBody!.Contains("550 " + Script, StringComparison.Ordinal) && email.TextBody.Contains("{{7*7}}", StringComparison.Ordinal)
        );
        Assert.Contains(
            automatic,
            email => email.To.Mailboxes.Single().Address == "boris@buyer.example.ru" && !email.TextBody!.Contains(Script, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task T40_PayersPages_TextOfThePayerAndOfTheDesk_IsEncoded()
    {
        await using var mail = await MailFixture.ServeAsync();
        using var client = mail.Desk.CreateClient();
        var path = await mail.Desk.OpenCaseAsync(client, ("story", Hostile), ("name", Hostile), ("order", Script));
        var ticket = await mail.Desk.ReadAsync(db => db.Tickets.OrderByDescending(t => t.Number).Select(t => t.Id).FirstAsync());
        await mail.Desk.ReplyAsync(ticket, Party.Requester, mail.Desk.Agent, Hostile);
        AssertText(await client.GetStringAsync(path), Script);
        using var wrong = await client.PostAsync(
            "/case/new",
            mail.Desk.Form([("story", Hostile), ("name", Hostile), ("order", Hostile), ("amount", Hostile), ("email", Hostile)])
        );
        AssertText(await wrong.Content.ReadAsStringAsync(), Script);
    }

    [Theory]
    [InlineData("held", 3)]
    [InlineData("outbox", 9)]
    [InlineData("mailbox", 6)]
    public async Task T41_MailPage_WhatEmailsAndServersSaid_IsShownAsText(string tab, int least)
    {
        await using var mail = await MailFixture.StartAsync();
        var held = await FillAsync(mail);
        await using var page = Show<MailPage>(mail, $"/desk/mail?tab={tab}&letter={held}");
        page.Component.WaitForState(() =>
            page.Component.Markup.Contains("&lt;script", StringComparison.Ordinal) && page.Component.FindAll("[aria-busy]").Count == 0
        );
        AssertText(page.Component, least);
    }

    [Fact]
    public async Task T41_EmailPage_EverythingOfTheEmail_IsShownAsText()
    {
        await using var mail = await MailFixture.StartAsync();
        var held = await FillAsync(mail);
        await using var page = Show<EmailPage>(mail, "/", ("Id", held));
        page.Component.WaitForElement("pre");
        AssertText(page.Component, 5);
    }

    [Fact]
    public async Task T41_TicketPageAndLists_NamesNotesAndTimeline_AreShownAsText()
    {
        await using var mail = await MailFixture.StartAsync();
        await FillAsync(mail);
        await using var page = Show<TicketPage>(mail, "/", ("Number", $"{mail.Number}"));
        page.Component.WaitForElement("ol.time");
        Assert.Contains(Script, page.Component.Find("ol.time").TextContent, StringComparison.Ordinal);
        Assert.Contains(page.Component.FindAll(".trouble .mono"), note => note.TextContent.Contains(Script, StringComparison.Ordinal));
        AssertText(page.Component, 12);
        await using var list = Show<TicketsPage>(mail, "/desk/tickets?status=all");
        list.Component.WaitForElement("a[data-row]");
        AssertText(list.Component, 1);
        await using var now = Show<DashboardPage>(mail, "/desk");
        now.Component.WaitForElement(".board");
        AssertText(now.Component, 1);
    }

    /// <summary>Rows as no version of the desk may ever trust them, however they came in.</summary>
    /// <returns>The held e-mail.</returns>
    private static Task<Guid> FillAsync(MailFixture mail) => mail.Desk.ReadAsync(async db =>
    {
        var (now, box) = (mail.Desk.Clock.GetUtcNow(), mail.Desk.Services.GetRequiredService<MailSettings>().Mailboxes[0].LedgerName);
        var ledger = Enum.GetValues<EmailOutcome>().Select((outcome, i) => new MailLedger
        {
            Id = Guid.NewGuid(),
            Mailbox = box,
            Uid = Hostile + i,
            Outcome = outcome,
            Reason = Hostile,
            Sender = Hostile,
            Subject = Hostile,
            ReceivedAt = now,
            Rejected = RejectedReferenceList.Write([new RejectedReference(MatchRule.SubjectToken, Hostile, RejectionReason.Later)]),
        }).ToList();
        var held = new SuspendedEmail
        {
            Id = Guid.NewGuid(),
            LedgerId = ledger.Single(row => row.Outcome == EmailOutcome.Suspended).Id,
            FromAddress = Hostile,
            FromName = Hostile,
            Subject = Hostile,
            Body = Hostile,
            Reason = nameof(SuspensionReason.NoMatch),
            Warnings = "AccountMail",
            At = now,
        };
        held.Attachments.Add(new Attachment { Id = Guid.NewGuid(), Name = Hostile, ContentType = "text/plain", BlobKey = "x", Sha256 = "x", CreatedAt = now });
        db.AddRange(ledger);
        db.Add(held);
        db.Add(new EmailCopy { LedgerId = held.LedgerId, Headers = "X-A: " + Hostile, Html = Script });
        db.Add(new MailboxState { Mailbox = box, LastError = Hostile, LastErrorAt = now });
        foreach (var state in new[] { OutboxState.Failed, OutboxState.Uncertain, OutboxState.Queued })
        {
            db.Add(new OutboxMail
            {
                Id = Guid.NewGuid(),
                InternetMessageId = $"{state}@x.example",
                ToName = Hostile,
                ToAddress = Hostile,
                Subject = Hostile,
                Body = Hostile,
                State = state,
                LastReply = "550 " + Hostile,
                Attempts = 2,
                CreatedAt = now,
                NextAttemptAt = now,
            });
        }

        var ticket = await db.Tickets.Include(t => t.Conversations).SingleAsync(t => t.Id == mail.TicketId);
        ticket.Title = Hostile;
        ticket.UnansweredSince = now;
        (ticket.Payment.InvoiceId, ticket.Payment.OrderNumber, ticket.Payment.ResultUrl, ticket.Payment.ErrorCode) = (
            Hostile,
            Hostile,
            "javascript:alert(1)" + Hostile,
            Hostile
        );
        (ticket.Context.WhatHappened, ticket.Context.WhatExpected) = (Hostile, Hostile);
        foreach (var conversation in ticket.Conversations)
        {
            (conversation.ExternalNumber, conversation.Address) = (Hostile, Hostile);
            var message = new Message
            {
                Id = Guid.NewGuid(),
                TicketId = ticket.Id,
                ConversationId = conversation.Id,
                Direction = Direction.Outgoing,
                Author = AuthorKind.Staff,
                AuthorName = Hostile,
                AuthorAddress = Hostile,
                Body = Hostile,
                At = now,
                Delivery = DeliveryState.Failed,
                DeliveryNote = "550 " + Hostile,
            };
            message.Attachments.Add(
                new Attachment
                {
                    Id = Guid.NewGuid(),
                    TicketId = ticket.Id,
                    Name = Hostile,
                    ContentType = "text/plain",
                    BlobKey = "x",
                    Sha256 = "x",
                    CreatedAt = now,
                }
            );
            db.Add(message);
        }

        foreach (var kind in Enum.GetValues<TicketEventKind>())
            db.Add(
                new TicketEvent
                {
                    Id = Guid.NewGuid(),
                    TicketId = ticket.Id,
                    At = now,
                    ActorName = Hostile,
                    Kind = kind,
                    Party = Party.Provider,
                    From = Hostile,
                    To = Hostile,
                }
            );
        db.Add(
            new Participant
            {
                Id = Guid.NewGuid(),
                TicketId = ticket.Id,
                Party = Party.Provider,
                Address = Hostile,
                Name = Hostile,
                State = ParticipantState.Proposed,
                At = now,
            }
        );
        await db.SaveChangesAsync();
        return held.Id;
    });

    private static void AssertText<T>(IRenderedComponent<T> shown, int least) where T : IComponent
    {
        Assert.Empty(shown.FindAll("script, img[onerror], [href^='javascript:']"));
        var texts = shown.FindAll("*").Where(e => e.ChildNodes.OfType<IText>().Any(text => text.Data.Contains("<script>", StringComparison.Ordinal))).ToList();
        Assert.True(texts.Count >= least, $"{texts.Count}: {string.Join(' ', texts.Select(e => e.LocalName + "." + e.ClassName))}");
    }

    private static void AssertText(string html, string text)
    {
        var page = new HtmlParser().ParseDocument(html);
        Assert.Empty(page.QuerySelectorAll("script:not([src]):not([type=importmap]), img[onerror], [href^='javascript:']"));
        Assert.Contains(text, page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static Shown<T> Show<T>(MailFixture mail, string address, params (string Name, object Value)[] parameters) where T : IComponent
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");
        var admin = mail.Desk.Admin;
        var scope = mail.Desk.Services.CreateAsyncScope();
        var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.JSInterop.SetupModule("./tickets.js").Mode = JSRuntimeMode.Loose;
        context.JSInterop.SetupModule("./queue.js").Mode = JSRuntimeMode.Loose;
        context.JSInterop.SetupModule("./upload.js").Mode = JSRuntimeMode.Loose;
        context
            .AddAuthorization()
            .SetAuthorized(admin.Name)
            .SetRoles(nameof(DeskRole.Admin))
            .SetClaims(
                new Claim(ClaimTypes.NameIdentifier, admin.UserId.ToString()!),
                new Claim(ClaimTypes.GivenName, admin.Name),
                new Claim(ClaimTypes.Role, nameof(DeskRole.Admin))
            );
        context.Services.AddMudServices(mud => mud.PopoverOptions.CheckForPopoverProvider = false);
        context.Services.AddScoped<CurrentActor>();
        context.Services.AddScoped(own => new TicketQueries(
            scope.ServiceProvider.GetRequiredService<ListTickets>(),
            own.GetRequiredService<CurrentActor>(),
            NullLogger<TicketQueries>.Instance
        ));
        context.Services.AddScoped(own => new ViewCounts(
            scope.ServiceProvider.GetRequiredService<CountTickets>(),
            own.GetRequiredService<CurrentActor>(),
            mail.Desk.Services.GetRequiredService<ChangeFeed>(),
            TimeProvider.System,
            NullLogger<ViewCounts>.Instance
        ));
        var labels = scope.ServiceProvider.GetRequiredService<TicketLabels>();
        context.Services.AddScoped(own => new TicketUndo(own.GetRequiredService<MudBlazor.ISnackbar>(), labels));
        context.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        context.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var shown = context.Render<T>(builder =>
        {
            foreach (var (name, value) in parameters)
                builder.TryAdd(name, value);
        });
        return new Shown<T>(context, scope, shown);
    }

    private sealed record Shown<T>(BunitContext Context, AsyncServiceScope Scope, IRenderedComponent<T> Component) : IAsyncDisposable where T : IComponent
    {
        public async ValueTask DisposeAsync()
        {
            await Context.DisposeAsync();
            await Scope.DisposeAsync();
        }
    }
}
