using System.Globalization;
using Microsoft.Extensions.Localization;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payers;

/// <summary>Turns a payer's answers into a ticket, an e-mail that confirms it and a private link, in one transaction.</summary>
internal sealed class OpenPayerCase(
    CheckPayerCase check,
    TicketTransaction transaction,
    OpenTicket open,
    ConfirmPayerCase confirm,
    PayerLinks links,
    PayerLimits limits,
    IStringLocalizer<PayersText> texts
) : IUseCase
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
        var found = await check.RunAsync(input.Answers, ct);
        if (!found.Ok)
            return found.Problems.ToList();
        if (!allowed())
            return new Problem("TooManyCases");
        var (answers, shop) = found.Value;
        var email = limits.AllowsEmail(answers.Email);
        return await transaction.RunAsync(db => ApplyAsync(db, CaseOf(answers, shop, input), email, ct), ct);
    }

    private async Task<Result<Opened>> ApplyAsync(DeskDbContext db, NewTicket input, bool email, CancellationToken ct)
    {
        var opened = await open.ApplyAsync(db, input, Actor.System, ct);
        if (!opened.Ok)
            return opened.Problems.Select(p => p.Code == "FileGone" ? new Problem("FileGone", "file") : p).ToList();
        await confirm.ApplyAsync(db, opened.Value.Id, email, ct);
        return new Opened(opened.Value.Number, PayerLinks.PathOf(links.Add(db, opened.Value.Id, byEmail: false)));
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
            PaidTimeUnknown = input.Answers.Time.Trim().Length == 0,
            CardLast4 = answers.Last4,
            OrderNumber = answers.Order,
        },
        Context = new CaseContext { WhatHappened = texts["What_" + answers.What] },
        Text = answers.Story.Length > 0 ? answers.Story : texts["What_" + answers.What],
        TextHidden = input.Hidden,
        Files = input.Files,
    };
}
