using SupportDesk.Data.Entities;
using SupportDesk.Features.Outbox.Formatting;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Email;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class PreviewEscalationTests
{
    private const string Body =
        "Здравствуйте.\n\nПлатёж для примера\n  InvoiceID: 12345\n  Карта: 4111 1111 1111 1111\n\nИз лога\n    POST /result 302\n\nТимур, Лавка";

    [Fact]
    public async Task RunAsync_WhatItShows_IsWhatLeavesAsTextAndAsHtml()
    {
        await using var mail = await MailFixture.StartAsync();
        await mail.SendAsync();
        var before = mail.Written().ToHashSet();
        var shown = await mail.Desk.UseAsync<PreviewEscalation, string>(preview => preview.RunAsync(Body, null, mail.Desk.Merchant, default));
        Assert.Contains("Карта: **** **** **** 1111", shown, StringComparison.Ordinal);

        var opened = await mail.Desk.UseAsync<OpenTicket, Result<OpenedTicket>>(open =>
            open.RunAsync(
                new NewTicket
                {
                    Kind = TicketKind.Merchant,
                    CaseType = "notification-missing",
                    Title = "Не приходит",
                    ShopId = mail.Desk.Shop.Id,
                    RequesterUserId = mail.Desk.Merchant.UserId,
                    RequesterName = mail.Desk.Merchant.Name,
                    RequesterEmail = mail.Desk.Merchant.Email!,
                    Text = "Не приходит.",
                    Email = new EscalationEmail(MailFixture.Provider, "Robokassa", "Не приходит", Body, []),
                },
                mail.Desk.Merchant,
                default
            )
        );
        await mail.SendAsync();

        var written = await Task.WhenAll(mail.Written().Where(file => !before.Contains(file)).Select(file => MimeKit.MimeMessage.LoadAsync(file)));
        var sent = written.Single(one => one.To.Mailboxes.First().Address == MailFixture.Provider);
        var ticket = await mail.Desk.ReadAsync(db => Task.FromResult(db.Tickets.Single(t => t.Id == opened.Value.Id)));
        var text = shown.Replace(PreviewEscalation.NumberToCome, SubjectToken.Of(ticket), StringComparison.Ordinal);
        Assert.Equal(text.TrimEnd(), sent.TextBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Contains(EmailHtml.Of(text), sent.HtmlBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(text, await mail.Desk.UseAsync<PreviewEscalation, string>(preview => preview.RunAsync(Body, ticket.Id, mail.Desk.Merchant, default)));
    }
}
