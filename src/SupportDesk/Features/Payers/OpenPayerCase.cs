using System.Globalization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payers;

/// <summary>Turns a payer's answers into a ticket, an e-mail that confirms it and a private link, in one transaction.</summary>
internal sealed class OpenPayerCase(
    TicketTransaction transaction, OpenTicket open, EmailWriter emails, EmailTemplates templates, PayerLinks links, PayerLimits limits, ListPayerShops shops,
    IStringLocalizer<PayersText> texts, IOptions<DeskOptions> desk, SenderIdentities identities, DeskTime time, TimeProvider clock) : IUseCase
{
    /// <param name="Answers">As typed, secrets already hidden.</param>
    /// <param name="Files">Stored files that hang on nothing yet and that this payer proved to have sent.</param>
    /// <param name="Hidden">How many secrets that were.</param>
    internal sealed record Input(PayerAnswers Answers, IReadOnlyList<Guid> Files, int Hidden = 0);

    /// <param name="Number">The ticket's number.</param>
    /// <param name="Path">The private page.</param>
    internal sealed record Opened(long Number, string Path);

    public async Task<Result<Opened>> RunAsync(Input input, Func<bool> allowed, CancellationToken ct)
    {
        var known = await shops.RunAsync(ct);
        var answers = CheckAnswers.Run(input.Answers, clock.GetUtcNow(), time.Zone);
        var problems = answers.Problems.ToList();
        var shop = known.Count == 1 ? known[0].Id : known.FirstOrDefault(s => s.Id.ToString() == input.Answers.Shop)?.Id;
        if (shop is null && known.Count > 1)
            problems.Add(new("ShopMissing", "shop"));
        if (answers.Ok && identities.IsOurs(answers.Value.Email))
            problems.Add(new("EmailOurs", "email"));
        if (problems.Count > 0)
            return problems;
        if (!allowed())
            return new Problem("TooManyCases");
        var email = limits.AllowsEmail(answers.Value.Email);
        return await transaction.RunAsync(db => ApplyAsync(db, CaseOf(answers.Value, shop, input), email, ct), ct);
    }

    private async Task<Result<Opened>> ApplyAsync(
        DeskDbContext db, NewTicket input, bool email, CancellationToken ct)
    {
        var opened = await open.ApplyAsync(db, input, Actor.System, ct);
        if (!opened.Ok)
            return opened.Problems.Select(p => p.Code == "FileGone" ? new Problem("FileGone", "file") : p).ToList();
        var ticket = db.Tickets.Local.Single(t => t.Id == opened.Value.Id);
        var conversation = db.Conversations.Local.Single(c => c.TicketId == ticket.Id && c.Party == Party.Requester);
        // Not a word of the form in the e-mail, no sum and no name: the address may be somebody else's, by mistake or on
        // purpose (T-10).
        conversation.Subject = await SubjectAsync(db, ticket, ct);
        if (email)
            await emails.WriteAsync(db, ticket, conversation, EmailWriter.Email.FromDesk(PayerEmails.Accepted, desk.Value.Name), toName: null, ct);

        return new Opened(opened.Value.Number, PayerLinks.PathOf(links.Add(db, opened.Value.Id, byEmail: false)));
    }

    // The answers that follow carry the subject of the confirmation.
    private async Task<string> SubjectAsync(DeskDbContext db, Ticket ticket, CancellationToken ct)
    {
        var template = await templates.FindAsync(db, PayerEmails.Accepted, ticket.Culture, ct);
        return template
            .Fill(new Dictionary<string, string?> { ["case.number"] = TicketNumber.Format(ticket.Number), ["desk.name"] = desk.Value.Name })
            .Subject!;
    }

    private NewTicket CaseOf(CheckedAnswers answers, Guid? shop, Input input) => new()
    {
        Kind = TicketKind.Payer,
        CaseType = "payer-" + answers.What,
        Title = PayerTitle.Of(answers, texts),
        Impact = answers.What switch
        {
            "declined" => Impact.PaymentsFail,
            "other" => Impact.Question,
            _ => Impact.CustomerWaits,
        },
        Scope = Scope.One,
        ShopId = shop,
        RequesterName = answers.Name ?? texts["Nameless"],
        RequesterEmail = answers.Email,
        Culture = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        Payment = new PaymentFacts
        {
            Amount = answers.Amount,
            Method = answers.Method,
            PaidAt = answers.PaidAt,
            CardLast4 = answers.Last4,
            OrderNumber = answers.Order,
        },
        Context = new CaseContext { WhatHappened = texts["What_" + answers.What] },
        Text = answers.Story.Length > 0 ? answers.Story : texts["What_" + answers.What],
        TextHidden = input.Hidden,
        Files = input.Files,
    };
}
