using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Payments.Monitoring;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Payments.Reconciliation;

/// <summary>Tells the shop's people that something is wrong with a paid invoice and, where the shop wants it, opens a ticket.</summary>
public sealed class RaiseAlarm(NotifyShop notify, OpenTicket open, LocalizedTexts texts, TimeProvider clock, ILogger<RaiseAlarm> log) : IUseCase
{
    internal const string CaseType = "notification-missing";

    /// <summary>Inside the caller's transaction: the alarm, the ticket and the e-mails are saved together or not at all.</summary>
    public async Task ApplyAsync(DeskDbContext db, ReconciledInvoice row, CancellationToken ct)
    {
        row.AlarmedAt = clock.GetUtcNow();
        var shop = await db.Shops.AsNoTracking().FirstAsync(s => s.Id == row.ShopId, ct);
        var settings = await db.ShopSettings.AsNoTracking().FirstOrDefaultAsync(s => s.ShopId == row.ShopId, ct);
        var people = await NotifyShop.PeopleAsync(db, row.ShopId, ct);
        if (settings is { OpensTickets: true } && row.Alarm is ReconciliationAlarm.NotNotified or ReconciliationAlarm.NotForwarded)
            await GiveTicketAsync(db, row, shop, settings, people, ct);
        var number = row.TicketId is { } ticket ? await NumberAsync(db, ticket, ct) : null;
        await notify.ApplyAsync(db, people, AlarmEmails.InvoiceAlarm, $"desk/doctor/invoices?view=alarms&shop={row.ShopId}", new Dictionary<string, string?>
        {
            ["shop.name"] = shop.Name,
            ["invoice.number"] = row.InvId,
            ["alarm.text"] = texts.SayRussian(new LocalizedText(typeof(DiagnosticsText), $"Alarm_{row.Alarm}_Text")),
            ["case.number"] = number,
        }, ct);
    }

    // One thread, not five: what is open about this invoice is joined.
    private async Task GiveTicketAsync(
        DeskDbContext db,
        ReconciledInvoice row,
        Shop shop,
        ShopSettings settings,
        IReadOnlyList<NotifyShop.Person> people,
        CancellationToken ct
    )
    {
        row.TicketId ??= await db.Tickets.Where(t => t.ShopId == row.ShopId && t.Payment.InvoiceId == row.InvId && t.Status < TicketStatus.Resolved)
            .OrderByDescending(t => t.Number).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(ct);
        if (row.TicketId is not null || people.Count == 0 || people[0].IsOfDesk)
            return;
        var opened = await open.ApplyAsync(
            db,
            new NewTicket
            {
                Kind = TicketKind.Merchant,
                CaseType = CaseType,
                Title = texts.SayRussian(new LocalizedText(typeof(DiagnosticsText), "AlarmTicketTitle", row.InvId)),
                Impact = Impact.OrdersStuck,
                Scope = Scope.One,
                ShopId = shop.Id,
                RequesterName = people[0].Name,
                RequesterEmail = people[0].Address,
                RequesterUserId = people[0].UserId,
                Payment = new PaymentFacts
                {
                    MerchantLogin = shop.MerchantLogin,
                    InvoiceId = row.InvId,
                    ResultUrl = settings.ResultUrl,
                },
                Context = new CaseContext
                {
                    Since = row.StateAt,
                    WhatHappened = texts.SayRussian(new LocalizedText(typeof(DiagnosticsText), $"Alarm_{row.Alarm}_Text")),
                },
                Text = texts.SayRussian(new LocalizedText(typeof(DiagnosticsText), $"Alarm_{row.Alarm}_Text")),
            },
            Actor.System,
            ct
        );
        if (opened.Ok)
            row.TicketId = opened.Value.Id;
        else
            log.LogWarning("No ticket for invoice {Invoice} of {Shop}: {Problem}", row.InvId, shop.MerchantLogin, opened.Problems[0].Code);
    }

    // The ticket may have been opened a moment ago and is not saved yet.
    private static async Task<string?> NumberAsync(DeskDbContext db, Guid ticket, CancellationToken ct) =>
        await db.Tickets.FindAsync([ticket], ct) is { } found ? TicketNumber.Format(found.Number) : null;
}
